package com.scanium.sightline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The packaged command as a process, against a real Prometheus that scrapes itself. */
class QueryIT {
  @TempDir private static Path folder;
  private static Process process;
  private static String url;

  @BeforeAll
  static void start() throws Exception {
    Optional<Path> binary =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
            .filter(entry -> !entry.isEmpty())
            .map(entry -> Path.of(entry, "prometheus"))
            .filter(Files::isExecutable)
            .findFirst();
    if (binary.isEmpty()) {
      String message = "no `prometheus` on the PATH: the query commands were not run against one";
      assertThat(Boolean.getBoolean("sightline.it.required")).as(message).isFalse();
      System.err.println("SKIPPED: " + message);
      Assumptions.abort(message);
    }
    String address;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      address = "127.0.0.1:" + free.getLocalPort();
    }
    url = "http://" + address + "/prometheus";
    Path rules =
        Files.writeString(
            folder.resolve("rules.yml"),
            """
            groups:
              - name: shop
                rules:
                  - {record: 'job:up:sum', expr: 'sum by (job) (up)'}
                  - {alert: Always, expr: 'vector(1)', labels: {severity: page}}
            """);
    Path config =
        Files.writeString(
            folder.resolve("prometheus.yml"),
            """
            global: {scrape_interval: 1s, evaluation_interval: 1s}
            rule_files: ['%s']
            scrape_configs:
              - {job_name: self, metrics_path: /prometheus/metrics,
                 static_configs: [{targets: ['%s']}]}
            """
                .formatted(rules, address));
    process =
        new ProcessBuilder(
                List.of(
                    binary.get().toString(),
                    "--config.file=" + config,
                    "--storage.tsdb.path=" + folder.resolve("data"),
                    "--web.listen-address=" + address,
                    "--web.external-url=" + url,
                    "--log.level=warn"))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    awaitSamples();
  }

  private static void awaitSamples() throws Exception {
    long end = System.nanoTime() + 60_000_000_000L;
    while (System.nanoTime() < end) {
      try {
        HttpURLConnection connection =
            (HttpURLConnection)
                URI.create(url + "/api/v1/query?query=job:up:sum").toURL().openConnection();
        String body =
            new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (body.contains("\"self\"")) {
          return;
        }
      } catch (IOException e) {
        // it is starting
      }
      Thread.sleep(200);
    }
    throw new AssertionError("no samples after 60 s: " + Files.readString(folder.resolve("log")));
  }

  @AfterAll
  static void stop() throws Exception {
    if (process != null) {
      process.destroy();
      process.waitFor();
    }
  }

  private static CommandRun run(String... arguments) throws Exception {
    CommandRun run = runWithNotes(arguments);
    assertThat(run.err()).isEmpty();
    return run;
  }

  private static CommandRun runWithNotes(String... arguments) throws Exception {
    String[] all =
        Stream.concat(Stream.of(arguments), Stream.of("--url", url)).toArray(String[]::new);
    CommandRun run = CommandRun.of(all);
    assertThat(run.status()).isZero();
    return run;
  }

  @Test
  void aQueryGivesItsValue() throws Exception {
    assertThat(run("query", "sum(up)").out()).isEqualTo("1  {}\n");
    JsonNode json = run("query", "up", "--format", "json").json();
    assertThat(json.at("/result/0/metric/job").asString()).isEqualTo("self");
    assertThat(run("query", "\"text\"").out()).isEqualTo("text\n");
    assertThat(run("query", "1 / 0", "--format", "csv").out()).contains(",+Inf");
  }

  @ParameterizedTest
  @ValueSource(strings = {"table", "csv", "json", "plot"})
  void aRangeIsPrintedInEachForm(String format) throws Exception {
    String out =
        run("query-range", "up", "--since", "10s", "--step", "1s", "--format", format).out();

    assertThat(out).contains("self").hasLineCount(out.split("\n", -1).length - 1);
  }

  @Test
  void labelsSeriesCardinalityAndRulesAreListed() throws Exception {
    assertThat(run("labels").out()).contains("__name__\n", "job\n");
    assertThat(run("labels", "job").out()).isEqualTo("self\n");
    assertThat(run("series", "up").out()).startsWith("up{instance=\"127.0.0.1:");
    CommandRun metrics = runWithNotes("cardinality", "--limit", "3");
    assertThat(metrics.out()).hasLineCount(4).startsWith("series");
    CommandRun jobs = runWithNotes("cardinality", "--label", "job", "--match", "up");
    assertThat(jobs.out()).contains("self");
    assertThat(jobs.err()).startsWith("counted by a query").hasLineCount(1);
    assertThat(run("rules").out()).contains("job:up:sum", "firing", "Always", "shop");
  }

  @Test
  void aBrokenQueryIsOneLineWithItsPlace() throws Exception {
    CommandRun run = CommandRun.of("query", "sum(up", "--url", url);

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).hasLineCount(1).startsWith("sightline: bad query: ").contains("(at 1:");
  }
}
