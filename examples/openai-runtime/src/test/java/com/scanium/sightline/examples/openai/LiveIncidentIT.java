package com.scanium.sightline.examples.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.PanelVerdict;
import com.scanium.sightline.finding.PipelineReport;
import com.scanium.sightline.finding.RootCause;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.finding.Verdict;
import com.scanium.sightline.mimir.client.MimirClient;
import com.scanium.sightline.pipeline.Walk;
import com.scanium.sightline.port.SeriesStore;
import com.scanium.sightline.validation.PipelineValidator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The incident, live: the scenario's files and a real store in the states through which the people
 * who had the incident went. One state follows from the other, so the order matters.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(300)
class LiveIncidentIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String ADDRESS_IN_FILES = "http://localhost:9009/prometheus";

  private PrometheusServer prometheus;
  private AssistantBackend backend;
  private MimirClient store;
  private Path scenarios;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    prometheus = PrometheusServer.start(ScrapeConfigs.nothing());
    backend = AssistantBackend.start();
    store = MimirClient.builder(prometheus.url()).build();
    scenarios = folder;
    for (String scenario : List.of("broken", "fixed")) {
      copy(Path.of(scenario), folder.resolve(scenario));
    }
  }

  @AfterAll
  void stop() throws IOException {
    if (prometheus != null) {
      store.close();
      backend.close();
      prometheus.close();
    }
  }

  /** The scenario as it is, but for the address of the store. */
  private void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else if (file.endsWith("sightline.yaml")) {
          String text = Files.readString(file);
          assertThat(text).contains(ADDRESS_IN_FILES);
          Files.writeString(target, text.replace(ADDRESS_IN_FILES, prometheus.url()));
        } else {
          Files.copy(file, target);
        }
      }
    }
  }

  private PipelineReport check(String scenario) {
    Path file = scenarios.resolve(scenario).resolve("sightline.yaml");
    try (PipelineValidator validator = PipelineValidator.fromFile(file, Walk.LIVE)) {
      return validator.validate();
    }
  }

  private List<SeriesStore.Sample> now(String query) {
    return store.instant(query, Instant.now()).orElseThrow();
  }

  private void awaitValue(String query, double value) {
    Await.until(
        query + " is " + value,
        LIMIT,
        () -> now(query).stream().anyMatch(sample -> sample.value() == value));
  }

  private static Finding cause(PipelineReport report, String rule) {
    Optional<Finding> found =
        report.rootCauses().stream()
            .map(RootCause::finding)
            .filter(finding -> finding.rule().equals(rule))
            .findFirst();
    assertThat(found).as(rule + " in " + report.rootCauses()).isPresent();
    return found.get();
  }

  private static long panelsOf(Finding finding) {
    return finding.affects().stream()
        .filter(consumer -> consumer.panel().isPresent())
        .map(consumer -> consumer.panel().getAsLong())
        .distinct()
        .count();
  }

  private static List<Verdict> verdicts(PipelineReport report) {
    return report.panels().stream().map(PanelVerdict::verdict).distinct().sorted().toList();
  }

  @Test
  @Order(1)
  void withoutAnyScrapeTheTargetIsMissing() {
    PipelineReport report = check("fixed");
    assertThat(report.isLive()).isTrue();
    assertThat(report.isHealthy()).isFalse();
    Finding cause = cause(report, "mimir/target-missing");
    assertThat(cause.message()).isEqualTo("none of the 5 jobs of these files is in the store");
    assertThat(cause.severity()).isEqualTo(Severity.ERROR);
    assertThat(panelsOf(cause)).isEqualTo(11);
    assertThat(verdicts(report)).containsExactly(Verdict.NO_DATA);
    assertThat(report.stats().requests()).isPositive();
  }

  @Test
  @Order(2)
  void aWrongTargetIsDown() throws IOException {
    int closed;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = free.getLocalPort();
    }
    prometheus.reconfigure(ScrapeConfigs.backendAt("127.0.0.1:" + closed));
    awaitValue("up{job=\"scanium-backend\"}", 0);
    PipelineReport report = check("fixed");
    Finding cause = cause(report, "mimir/target-down");
    assertThat(report.rootCauses().get(0).finding()).isEqualTo(cause);
    assertThat(panelsOf(cause)).isEqualTo(11);
    assertThat(cause.evidence()).anyMatch(fact -> fact.contains("connection refused"));
    assertThat(verdicts(report)).containsExactly(Verdict.NO_DATA);
    assertThat(report.panels()).allSatisfy(panel -> assertThat(panel.because()).isNotEmpty());
  }

  @Test
  @Order(3)
  void whatTheFilesProveIsConfirmedByWhatIsMeasured() {
    PipelineReport report = check("broken");
    Finding first = report.rootCauses().get(0).finding();
    assertThat(first.rule()).isEqualTo("alloy/target-by-container-name");
    assertThat(first.severity()).isEqualTo(Severity.ERROR);
    assertThat(first.evidence()).anyMatch(fact -> fact.startsWith("measured: job"));
    assertThat(panelsOf(first)).isEqualTo(11);
    assertThat(report.rootCauses())
        .noneMatch(cause -> cause.finding().rule().equals("mimir/target-down"));
  }

  @Test
  @Order(4)
  void theRightTargetWithoutARequestHasNoTraffic() throws IOException {
    prometheus.reconfigure(ScrapeConfigs.backendAt(backend.address()));
    awaitValue("up{job=\"scanium-backend\"}", 1);
    awaitValue("count(scanium_http_requests_total)", 1);
    PipelineReport report = check("fixed");
    Finding cause = cause(report, "mimir/no-traffic");
    assertThat(cause.severity()).isEqualTo(Severity.WARNING);
    assertThat(panelsOf(cause)).isEqualTo(11);
    assertThat(cause.evidence())
        .anyMatch(fact -> fact.contains("scanium_assistant_requests_total"))
        .anyMatch(fact -> fact.contains("openai_rate_limit_tokens_remaining"));
    assertThat(verdicts(report)).isSubsetOf(Verdict.NO_DATA, Verdict.ZERO);
    assertThat(report.panels()).allSatisfy(panel -> assertThat(panel.because()).isNotEmpty());
    assertThat(report.isHealthy()).as("nothing is wrong, it is only unused").isTrue();
  }

  @Test
  @Order(5)
  void afterRequestsEveryPanelHasData() {
    useTheAssistant(1);
    // a rate needs a second look at counters that have moved in between
    useTheAssistant(2);
    PipelineReport report =
        Await.value(
            "every panel has data",
            LIMIT,
            () ->
                Optional.of(check("fixed"))
                    .filter(seen -> verdicts(seen).equals(List.of(Verdict.DATA))));
    assertThat(report.panels()).hasSizeGreaterThanOrEqualTo(11);
    assertThat(report.rootCauses()).isEmpty();
    assertThat(report.isHealthy()).isTrue();
    assertThat(report.score()).hasValue(1.0);
  }

  private void useTheAssistant(int round) {
    for (int i = 0; i < 10; i++) {
      backend.answer("openai", 120.0 * (i + 1), i % 4 == 0);
    }
    backend.fail("openai", "timeout", "UPSTREAM_TIMEOUT");
    backend.fail("openai", "rate_limit", "RATE_LIMITED");
    awaitValue("sum(scanium_assistant_requests_total)", 12.0 * round);
    awaitValue("sum(scanium_assistant_errors_total)", 2.0 * round);
  }

  @Test
  @Order(6)
  void whatTheFilesFearIsRefutedByWhatIsMeasured() {
    PipelineReport report = check("broken");
    assertThat(verdicts(report)).containsExactly(Verdict.DATA);
    assertThat(report.rootCauses())
        .as("panels have data, so nothing empties them")
        .noneMatch(cause -> cause.finding().severity() == Severity.ERROR);
  }

  @Test
  @Order(7)
  void aStoreThatIsGoneIsSaidToBeUnreachable() throws IOException {
    prometheus.close();
    PipelineReport report = check("fixed");
    assertThat(report.allFindings())
        .anySatisfy(
            finding -> {
              assertThat(finding.rule()).isEqualTo("mimir/unreachable");
              assertThat(finding.severity()).isEqualTo(Severity.ERROR);
              assertThat(finding.message()).contains("nobody listens there");
            });
    assertThat(verdicts(report)).doesNotContain(Verdict.DATA, Verdict.NO_DATA);
  }
}
