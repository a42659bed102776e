package com.scanium.sightline.examples.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.NewFile;
import com.scanium.sightline.fix.FileChange;
import com.scanium.sightline.fix.FixFolder;
import com.scanium.sightline.fix.FixPlan;
import com.scanium.sightline.mimir.client.MimirClient;
import com.scanium.sightline.mimir.model.RuleState;
import com.scanium.sightline.port.SeriesStore;
import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.DocReader;
import com.scanium.sightline.text.SourceText;
import com.scanium.sightline.validation.PipelineValidator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The alert rules that {@code alert/no-scrape-health} generates, executed on a real Prometheus: one
 * job whose target is up, one whose target is down, one that nobody scrapes.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
class ScrapeHealthIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private Map<String, String> generated;
  private PrometheusServer prometheus;
  private AssistantBackend backend;
  private MimirClient store;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    generated = generate(folder);
    // evaluated each second, so that the test needs no minute
    Path rules =
        Files.writeString(
            folder.resolve("generated.yaml"),
            generated.getOrDefault("mimir", "").replace("interval: 1m", "interval: 1s"));
    backend = AssistantBackend.start();
    int closed;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = free.getLocalPort();
    }
    String scrapes =
        String.join(
            "\n",
            "global: {scrape_interval: 500ms, scrape_timeout: 400ms}",
            "scrape_configs:",
            "  - job_name: works",
            "    static_configs: [{targets: ['" + backend.address() + "']}]",
            "  - job_name: fails",
            "    static_configs: [{targets: ['127.0.0.1:" + closed + "']}]",
            "");
    prometheus = PrometheusServer.start(scrapes);
    store = MimirClient.builder(prometheus.url()).build();
    awaitUp("works", 1);
    awaitUp("fails", 0);
    // only now: a job that was never scraped is gone, and its alert pending
    prometheus.reconfigure(scrapes + "rule_files: ['" + rules + "']\n");
  }

  @AfterAll
  void stop() throws IOException {
    if (prometheus != null) {
      store.close();
      backend.close();
      prometheus.close();
    }
  }

  @Test
  void theRuleOfTheRulerFiresWhenATargetIsDownOrGone() {
    assertThat(now(rulerExpression("works"))).isEmpty();
    assertThat(now(rulerExpression("fails")))
        .singleElement()
        .satisfies(
            sample -> {
              assertThat(sample.value()).isZero();
              assertThat(sample.labels()).containsEntry("job", "fails");
            });
    assertThat(now(rulerExpression("gone")))
        .singleElement()
        .satisfies(
            sample -> {
              assertThat(sample.value()).isEqualTo(1);
              assertThat(sample.labels()).isEqualTo(Map.of("job", "gone"));
            });
  }

  @Test
  void theRuleOfGrafanaIsBelowOneWhenATargetIsDownOrGone() {
    Map<String, Double> expected = Map.of("works", 1.0, "fails", 0.0, "gone", 0.0);
    expected.forEach(
        (job, value) ->
            assertThat(now(grafanaExpression(job)))
                .singleElement()
                .satisfies(
                    sample -> {
                      assertThat(sample.value()).isEqualTo(value);
                      assertThat(sample.labels()).isEqualTo(Map.of("job", job));
                    }));
  }

  @Test
  void prometheusLoadsTheRulesAndFindsTheSameJobsFailing() {
    Map<String, RuleState> states =
        Await.value(
            "all rules are evaluated",
            Duration.ofSeconds(90),
            () -> {
              Map<String, RuleState> found = new TreeMap<>();
              store
                  .rules()
                  .orElseThrow()
                  .forEach(group -> group.rules().forEach(rule -> found.put(group.name(), rule)));
              boolean all =
                  found.size() == 3
                      && found.values().stream().allMatch(rule -> rule.health().equals("ok"));
              return all ? Optional.of(found) : Optional.empty();
            });

    assertThat(states)
        .hasEntrySatisfying(
            "scrape-health-works", it -> assertThat(it.state()).contains("inactive"))
        .hasEntrySatisfying("scrape-health-fails", it -> assertThat(it.state()).contains("pending"))
        .hasEntrySatisfying("scrape-health-gone", it -> assertThat(it.state()).contains("pending"));
  }

  private List<SeriesStore.Sample> now(String query) {
    return store.instant(query, Instant.now()).orElseThrow();
  }

  private void awaitUp(String job, double value) {
    Await.until(
        "up of " + job + " is " + value,
        LIMIT,
        () -> now("up{job=\"" + job + "\"}").stream().anyMatch(sample -> sample.value() == value));
  }

  private String rulerExpression(String job) {
    return rule("mimir", job).get("expr").flatMap(Doc::asString).orElseThrow();
  }

  private String grafanaExpression(String job) {
    Doc query = rule("grafana", job).get("data").orElseThrow().items().get(0);
    return query.path("model", "expr").flatMap(Doc::asString).orElseThrow();
  }

  private Doc rule(String kind, String job) {
    Doc root =
        DocReader.yaml(SourceText.of(kind + ".yaml", generated.getOrDefault(kind, "")))
            .root()
            .orElseThrow();
    return root.get("groups").orElseThrow().items().stream()
        .filter(group -> group.get("name").flatMap(Doc::asText).orElse("").endsWith("-" + job))
        .map(group -> group.get("rules").orElseThrow().items().get(0))
        .findFirst()
        .orElseThrow();
  }

  /** What the rule offers for three jobs that nobody watches, by kind; silent once it is added. */
  private static Map<String, String> generate(Path folder) throws IOException {
    write(
        folder.resolve("config.alloy"),
        """
        prometheus.scrape "all" {
          targets = [
            {__address__ = "works:8080", job = "works"},
            {__address__ = "fails:8080", job = "fails"},
            {__address__ = "gone:8080", job = "gone"},
          ]
          forward_to = [prometheus.remote_write.store.receiver]
        }
        prometheus.remote_write "store" {
          endpoint {
            url = "http://mimir:9009/api/v1/push"
          }
        }
        """);
    write(
        folder.resolve("provisioning/datasources/ds.yaml"),
        """
        apiVersion: 1
        datasources:
          - {name: Mimir, uid: METRICS, type: prometheus, url: "http://mimir:9009/prometheus"}
        """);
    write(
        folder.resolve("provisioning/alerting/rules.yaml"),
        """
        apiVersion: 1
        groups:
          - name: errors
            folder: Ops
            interval: 1m
            rules:
              - uid: errors
                title: Errors
                condition: A
                data:
                  - refId: A
                    datasourceUid: METRICS
                    relativeTimeRange: {from: 600, to: 0}
                    model: {refId: A, expr: "sum(rate(errors_total[5m])) > 1", instant: true}
        """);
    write(
        folder.resolve("sightline.yaml"), "alloy: [config.alloy]\nprovisioning: [provisioning]\n");
    Finding finding = unwatched(folder).orElseThrow();
    FixFolder inside = new FixFolder(folder, Instant.now().plusSeconds(1), FixFolder.Reach.INSIDE);
    for (FileChange change : FixPlan.of(List.of(finding), inside, Set.of("grafana")).changes()) {
      assertThat(inside.write(change)).isEmpty();
    }
    assertThat(unwatched(folder)).as("after the fix").isEmpty();
    return finding.fix().orElseThrow().files().stream()
        .collect(Collectors.toMap(NewFile::kind, NewFile::text));
  }

  private static Optional<Finding> unwatched(Path folder) {
    try (PipelineValidator validator =
        PipelineValidator.fromFile(folder.resolve("sightline.yaml"))) {
      return validator
          .validate()
          .allFindings()
          .filter(finding -> finding.rule().equals("alert/no-scrape-health"))
          .findFirst();
    }
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
