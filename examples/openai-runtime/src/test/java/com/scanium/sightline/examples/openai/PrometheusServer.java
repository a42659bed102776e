package com.scanium.sightline.examples.openai;

import com.scanium.sightline.http.HttpConfig;
import com.scanium.sightline.http.Request;
import com.scanium.sightline.http.Response;
import com.scanium.sightline.http.Transport;
import com.scanium.sightline.http.TransportException;
import com.scanium.sightline.http.Transports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A Prometheus of this machine, started for a test: a free port of the loopback interface, the path
 * prefix {@code /prometheus} as Mimir has it, data in a temporary folder that goes with it.
 */
final class PrometheusServer implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(30);
  private static final int ATTEMPTS = 3;
  private static final AtomicBoolean SAID = new AtomicBoolean();

  private final Path folder;
  private final Process process;
  private final String url;
  private final Transport http = Transports.http(HttpConfig.DEFAULT);

  private PrometheusServer(Path folder, Process process, String url) {
    this.folder = folder;
    this.process = process;
    this.url = url;
  }

  /**
   * Starts one and waits until it is ready. Without a {@code prometheus} on the PATH the test is
   * skipped, or fails when {@code sightline.it.required} is true.
   *
   * @param config its configuration file
   */
  static PrometheusServer start(String config) throws IOException {
    Path binary = binary();
    AssertionError last = new AssertionError("no attempt to start prometheus");
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      PrometheusServer server = launch(binary, config);
      try {
        server.awaitReady();
        return server;
      } catch (AssertionError e) {
        last = new AssertionError(e.getMessage() + "\n" + server.log(), e);
        server.close(); // somebody may have taken the port in between: try another one
      }
    }
    throw last;
  }

  private static Path binary() {
    Optional<Path> found =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
            .filter(folder -> !folder.isEmpty())
            .map(folder -> Path.of(folder, "prometheus"))
            .filter(Files::isExecutable)
            .findFirst();
    if (found.isEmpty()) {
      String message = "no `prometheus` on the PATH: the live integration tests need one";
      if (Boolean.getBoolean("sightline.it.required")) {
        throw new AssertionError(message);
      }
      if (!SAID.getAndSet(true)) {
        System.err.println("SKIPPED: " + message);
      }
      Assumptions.abort(message);
    }
    return found.orElseThrow();
  }

  private static PrometheusServer launch(Path binary, String config) throws IOException {
    Path folder = Files.createTempDirectory("sightline-prometheus");
    Path file = Files.writeString(folder.resolve("prometheus.yml"), config);
    String address;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      address = "127.0.0.1:" + free.getLocalPort();
    }
    String url = "http://" + address + "/prometheus";
    Process process =
        new ProcessBuilder(
                List.of(
                    binary.toString(),
                    "--config.file=" + file,
                    "--storage.tsdb.path=" + folder.resolve("data"),
                    "--web.listen-address=" + address,
                    "--web.external-url=" + url,
                    "--web.route-prefix=/prometheus",
                    "--web.enable-remote-write-receiver",
                    "--web.enable-lifecycle",
                    "--log.level=warn"))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    return new PrometheusServer(folder, process, url);
  }

  /** The base of its query interface, before {@code /api/v1}. */
  String url() {
    return url;
  }

  /** Replaces its configuration while it runs. */
  void reconfigure(String config) throws IOException {
    Files.writeString(folder.resolve("prometheus.yml"), config);
    int status =
        http.exchange(
            Request.builder(Request.Method.POST, URI.create(url + "/-/reload")).build(),
            Response::status);
    if (status != 200) {
      throw new AssertionError("prometheus refuses the configuration:\n" + log());
    }
  }

  private void awaitReady() {
    Await.until(
        "prometheus is ready",
        START,
        () -> {
          if (!process.isAlive()) {
            throw new AssertionError("prometheus ended with status " + process.exitValue());
          }
          return isReady();
        });
  }

  private boolean isReady() {
    try {
      return http.exchange(Request.get(URI.create(url + "/-/ready")), Response::isSuccess);
    } catch (TransportException e) {
      return false; // not listening yet
    }
  }

  private String log() {
    try {
      return Files.readString(folder.resolve("log"));
    } catch (IOException e) {
      return "(no log: " + e.getMessage() + ")";
    }
  }

  @Override
  public void close() throws IOException {
    http.close();
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    if (!Files.exists(folder)) {
      return; // closed before
    }
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .sorted(Comparator.reverseOrder())
          .forEach(
              file -> {
                try {
                  Files.deleteIfExists(file);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }
}
