package com.scanium.sightline.mimir.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.scanium.sightline.http.BreakerConfig;
import com.scanium.sightline.http.HttpConfig;
import com.scanium.sightline.http.LimitConfig;
import com.scanium.sightline.http.RetryConfig;
import com.scanium.sightline.http.Secret;
import com.scanium.sightline.http.TransportException.Kind;
import com.scanium.sightline.mimir.model.AlertmanagerConfig;
import com.scanium.sightline.mimir.model.QueryResult;
import com.scanium.sightline.port.Answer;
import com.scanium.sightline.port.Failure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What comes of a store that misbehaves on a real socket. */
@Timeout(60)
class StoreFaultsTest {
  private static final byte[] EMPTY =
      ascii("{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[]}}");
  private static final RetryConfig QUICK =
      new RetryConfig(3, Duration.ofMillis(1), Duration.ofMillis(10));

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static MimirClientBuilder client(String url) {
    return MimirClient.builder(url).retry(QUICK);
  }

  private static Failure failure(MimirClientBuilder builder) {
    try (MimirClient client = builder.build()) {
      Answer<QueryResult> answer = client.query("up", Instant.EPOCH);
      assertThat(answer).isInstanceOf(Answer.Failed.class);
      return ((Answer.Failed<QueryResult>) answer).failure();
    }
  }

  private static Kind reason(MimirClientBuilder builder) {
    return ((Failure.Unreachable) failure(builder)).reason();
  }

  @Test
  void theKindsOfUnreachableAreTold() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    assertThat(reason(client("http://127.0.0.1:" + port))).isEqualTo(Kind.REFUSED);
    assertThat(reason(client("http://no-such-host.invalid"))).isEqualTo(Kind.DNS);
    try (FaultyStore plain = FaultyStore.sending("200 OK", "", EMPTY);
        FaultyStore silent = new FaultyStore((socket, out) -> socket.getInputStream().read());
        FaultyStore half =
            new FaultyStore(
                (socket, out) -> {
                  out.write(ascii("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{\"status\""));
                  out.flush();
                  socket.close();
                });
        ServerSocket garbage = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      answerWithGarbage(garbage);
      assertThat(reason(client("https://127.0.0.1:" + garbage.getLocalPort()))).isEqualTo(Kind.TLS);
      assertThat(reason(client(silent.url()).timeout(Duration.ofMillis(200))))
          .isEqualTo(Kind.TIMEOUT);
      assertThat(reason(client(half.url()))).isEqualTo(Kind.RESET);
      assertThat(half.requests()).as("nothing is repeated once an answer began").hasSize(1);
      assertThat(plain.requests()).isEmpty();
    }
  }

  private static void answerWithGarbage(ServerSocket garbage) {
    Thread answering =
        new Thread(
            () -> {
              while (!garbage.isClosed()) {
                try (var socket = garbage.accept()) {
                  socket.getOutputStream().write(ascii("this is no TLS\n".repeat(20)));
                  socket.getOutputStream().flush();
                  socket.getInputStream().readAllBytes();
                } catch (IOException e) {
                  // the client hung up
                }
              }
            },
            "garbage");
    answering.setDaemon(true);
    answering.start();
  }

  @Test
  void aLoginPageShowsItsFirstBytes() throws Exception {
    try (FaultyStore gateway =
        FaultyStore.sending(
            "200 OK", "Content-Type: text/html\r\n", ascii("<!DOCTYPE html><title>Sign in"))) {
      assertThat(failure(client(gateway.url())))
          .isInstanceOfSatisfying(
              Failure.ProtocolError.class,
              error -> assertThat(error.firstBytes()).contains("<title>Sign in"));
    }
  }

  @Test
  void aRedirectToAnotherHostIsReportedAndNotFollowed() throws Exception {
    try (FaultyStore other = FaultyStore.sending("200 OK", "", EMPTY);
        FaultyStore store =
            FaultyStore.sending("302 Found", "Location: " + other.url() + "/in\r\n", ascii(""))) {
      Failure failure =
          failure(client(store.url()).tenant("a").bearerToken(Secret.of("t0p-s3cret")));
      assertThat(failure).isInstanceOf(Failure.ProtocolError.class);
      assertThat(failure.message()).contains("redirects to " + other.url());
      assertThat(other.requests()).isEmpty();
      assertThat(store.requests().get(0)).contains("Authorization: Bearer t0p-s3cret");
    }
  }

  @Test
  void aBombAndAnEndlessAnswerAreCutOff() throws Exception {
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
      gzip.write(ascii("{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":["));
      gzip.write(ascii(" ".repeat(64 << 20)));
    }
    HttpConfig small = HttpConfig.builder().maxResponseBytes(1 << 20).build();
    try (FaultyStore store =
            FaultyStore.sending("200 OK", "Content-Encoding: gzip\r\n", bomb.toByteArray());
        FaultyStore endless = new FaultyStore((socket, out) -> endless(out))) {
      assertThat(failure(client(store.url()).http(small)))
          .isInstanceOf(Failure.LimitExceeded.class);
      assertThat(failure(client(endless.url()).http(small)))
          .isInstanceOf(Failure.LimitExceeded.class);
    }
  }

  private static void endless(OutputStream out) throws IOException {
    out.write(ascii("HTTP/1.1 200 OK\r\n\r\n"));
    out.write(ascii("{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":["));
    byte[] series = ascii("{\"metric\":{\"a\":\"b\"},\"values\":[[1,\"1\"]]},");
    while (true) {
      out.write(series);
    }
  }

  @Test
  void aStoreThatHealsIsAskedAgain() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    try (FaultyStore store =
            new FaultyStore(
                (socket, out) -> {
                  boolean heals = asked.incrementAndGet() == 3;
                  FaultyStore.send(
                      out,
                      heals ? "200 OK" : "503 Service Unavailable",
                      "",
                      heals ? EMPTY : ascii(""));
                });
        MimirClient client = client(store.url()).build()) {
      assertThat(client.query("up").orElseThrow().isEmpty()).isTrue();
      assertThat(client.requests()).isEqualTo(3);
    }
  }

  @Test
  void aWriteOfConfigurationIsSentOnce() throws Exception {
    try (FaultyStore store = FaultyStore.sending("503 Service Unavailable", "", ascii("busy"));
        MimirClient client = client(store.url()).build()) {
      client.alertmanager().set(AlertmanagerConfig.of("a: b", Map.of()));
      assertThat(store.requests().stream().filter(head -> head.startsWith("POST")).count())
          .isEqualTo(1);
    }
  }

  @Test
  void aDeadStoreIsLeftAloneWhenABreakerIsSet() throws Exception {
    try (FaultyStore store = FaultyStore.sending("500 Oops", "", ascii("broken"));
        MimirClient client =
            client(store.url())
                .breaker(new BreakerConfig(2, 2, Duration.ofMinutes(10)))
                .limit(LimitConfig.DEFAULT)
                .build()) {
      for (int i = 0; i < 5; i++) {
        assertThat(client.query("up")).isInstanceOf(Answer.Failed.class);
      }
      assertThat(store.requests()).hasSize(2);
    }
  }

  @Test
  void cancellingAQuestionClosesTheConnection() throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    CountDownLatch gone = new CountDownLatch(1);
    try (FaultyStore store =
            new FaultyStore(
                (socket, out) -> {
                  arrived.countDown();
                  try {
                    socket.getInputStream().read();
                  } finally {
                    gone.countDown();
                  }
                });
        MimirClient client = client(store.url()).build()) {
      CompletableFuture<Answer<QueryResult>> answer = client.queryAsync("up", Instant.EPOCH);
      arrived.await();
      answer.cancel(true);
      gone.await();
    }
  }

  @Test
  void closingAStreamInTheMiddleClosesTheConnection() throws Exception {
    try (FaultyStore store = new FaultyStore((socket, out) -> endless(out));
        MimirClient client = client(store.url()).build()) {
      try (SeriesStream stream =
          client.streamRange("up", Instant.EPOCH, Instant.EPOCH, Duration.ofSeconds(1))) {
        assertThat(stream.next()).isPresent();
      }
      store.clientGone.await();
    }
  }
}
