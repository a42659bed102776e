package com.scanium.sightline.mimir.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A Prometheus of this machine that scrapes itself, takes writes and evaluates two rules. */
final class RealPrometheus implements AutoCloseable {
  private static final long STEP = TimeUnit.MILLISECONDS.toNanos(50);
  private static final int STEPS = 1200;

  private final Path folder;
  private final Process process;
  private final String url;

  private RealPrometheus(Path folder, Process process, String url) {
    this.folder = folder;
    this.process = process;
    this.url = url;
  }

  /**
   * Starts one under the prefix {@code /prometheus}. Without a {@code prometheus} on the PATH the
   * test is skipped, or fails when {@code sightline.it.required} is true.
   */
  static RealPrometheus start() throws IOException {
    Path binary = binary();
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Path folder = Files.createTempDirectory("sightline-prometheus-");
    String address = "127.0.0.1:" + port;
    Files.writeString(folder.resolve("rules.yml"), rules());
    Files.writeString(folder.resolve("prometheus.yml"), config(address));
    Process process =
        new ProcessBuilder(
                binary.toString(),
                "--config.file=" + folder.resolve("prometheus.yml"),
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--storage.tsdb.retention.time=60d",
                "--web.listen-address=" + address,
                "--web.route-prefix=/prometheus",
                "--web.enable-remote-write-receiver",
                "--enable-feature=exemplar-storage,native-histograms",
                "--log.level=warn")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    return new RealPrometheus(folder, process, "http://" + address + "/prometheus");
  }

  private static Path binary() {
    Optional<Path> found =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
            .filter(entry -> !entry.isEmpty())
            .map(entry -> Path.of(entry, "prometheus"))
            .filter(Files::isExecutable)
            .findFirst();
    String message =
        "SKIPPED: no `prometheus` on the PATH: the client's integration tests need one";
    if (found.isEmpty() && Boolean.getBoolean("sightline.it.required")) {
      throw new AssertionError(message);
    }
    Assumptions.assumeTrue(found.isPresent(), message);
    return found.orElseThrow();
  }

  private static String rules() {
    return """
        groups:
          - name: own
            interval: 1s
            rules:
              - record: own:up:sum
                expr: sum(up)
                labels: {kind: recorded}
              - alert: AlwaysOn
                expr: vector(1) > 0
                labels: {severity: page}
                annotations: {summary: on}
        """;
  }

  private static String config(String address) {
    return String.join(
        "\n",
        "global: {scrape_interval: 1s, evaluation_interval: 1s}",
        "rule_files: [rules.yml]",
        "storage: {tsdb: {out_of_order_time_window: 30d}}",
        "alerting: {alertmanagers: [{static_configs: [{targets: ['127.0.0.1:1']}]}]}",
        "scrape_configs:",
        "  - job_name: own",
        "    metrics_path: /prometheus/metrics",
        "    static_configs: [{targets: ['" + address + "']}]",
        "  - job_name: dead",
        "    static_configs: [{targets: ['127.0.0.1:1']}]",
        "");
  }

  /** The base of its query interface. */
  String url() {
    return url;
  }

  /** Asks again and again until something holds. */
  void await(String what, BooleanSupplier condition) throws IOException {
    for (int i = 0; i < STEPS; i++) {
      if (condition.getAsBoolean()) {
        return;
      }
      if (!process.isAlive()) {
        break;
      }
      LockSupport.parkNanos(STEP);
    }
    throw new AssertionError("waited in vain for " + what + "\n" + log());
  }

  private String log() throws IOException {
    List<String> lines = Files.readAllLines(folder.resolve("log"));
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
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
