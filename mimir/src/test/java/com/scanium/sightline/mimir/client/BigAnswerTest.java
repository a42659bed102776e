package com.scanium.sightline.mimir.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.scanium.sightline.http.HttpConfig;
import com.scanium.sightline.mimir.model.Series;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An answer larger than the heap streams through a JVM of 128 MB. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class BigAnswerTest {
  private static final int SERIES = 8_000;
  private static final int POINTS = 1_000;

  /** The JVM with the small heap: prints how much it has read. */
  static final class SmallJvm {
    private SmallJvm() {}

    /** Takes the address of the server. */
    public static void main(String[] args) {
      Instant start = Instant.ofEpochSecond(1_795_400_000);
      HttpConfig http =
          HttpConfig.builder()
              .maxResponseBytes(1L << 30)
              .exchangeTimeout(Duration.ofMinutes(4))
              .responseTimeout(Duration.ofMinutes(2))
              .build();
      try (MimirClient client =
          MimirClient.builder(args[0]).timeout(Duration.ofMinutes(4)).http(http).build()) {
        double[] sum = {0};
        StreamSummary pushed =
            client
                .queryRange(
                    "x",
                    start,
                    start.plusSeconds(POINTS),
                    Duration.ofSeconds(1),
                    series -> sum[0] += series.value(series.size() - 1))
                .orElseThrow();
        long pulled = 0;
        try (SeriesStream stream =
            client.streamRange("x", start, start.plusSeconds(POINTS), Duration.ofSeconds(1))) {
          for (Optional<Series> next = stream.next(); next.isPresent(); next = stream.next()) {
            pulled += next.get().size();
          }
        }
        System.out.println("pushed " + pushed.samples() + " pulled " + pulled);
      }
    }
  }

  @Test
  void twoHundredMegabytesStreamThroughAHeapOf128() throws Exception {
    byte[] values = values();
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread serving = new Thread(() -> serve(server, values), "big-answer-server");
      serving.setDaemon(true);
      serving.start();
      assertThat((long) values.length * SERIES).isGreaterThan(200_000_000L);
      Process small =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx128m",
                  "-XX:+ExitOnOutOfMemoryError",
                  "-cp",
                  System.getProperty("java.class.path"),
                  SmallJvm.class.getName(),
                  "http://127.0.0.1:" + server.getLocalPort())
              .redirectErrorStream(true)
              .start();
      String said;
      try (InputStream in = small.getInputStream()) {
        said = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      }
      assertThat(small.waitFor()).as(said).isZero();
      int samples = SERIES * POINTS;
      assertThat(said).contains("pushed " + samples + " pulled " + samples);
    }
  }

  private static void serve(ServerSocket server, byte[] values) {
    while (!server.isClosed()) {
      try (Socket socket = server.accept();
          OutputStream out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16)) {
        int blanks = 0;
        while (blanks < 4) { // to the empty line behind the header section
          int c = socket.getInputStream().read();
          blanks = c == '\r' || c == '\n' ? blanks + 1 : 0;
        }
        out.write(ascii("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"));
        write(out, values);
      } catch (IOException e) {
        // the client went away, or the test is over
      }
    }
  }

  private static byte[] values() {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < POINTS; i++) {
      out.append(i == 0 ? "[" : ",[").append(1_795_400_000 + i).append(",\"");
      out.append(Math.sqrt(i + 1.0)).append("\"]");
    }
    return out.toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static void write(OutputStream out, byte[] values) throws IOException {
    out.write(ascii("{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":["));
    for (int i = 0; i < SERIES; i++) {
      out.write(ascii((i == 0 ? "" : ",") + "{\"metric\":{\"i\":\"" + i + "\"},\"values\":["));
      out.write(values);
      out.write(ascii("]}"));
    }
    out.write(ascii("]}}"));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
