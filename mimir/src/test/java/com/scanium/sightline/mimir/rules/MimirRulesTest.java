package com.scanium.sightline.mimir.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.scanium.sightline.catalog.MetricCatalog;
import com.scanium.sightline.catalog.MetricCatalogs;
import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.PanelVerdict;
import com.scanium.sightline.finding.PipelineReport;
import com.scanium.sightline.finding.Verdict;
import com.scanium.sightline.http.TransportException;
import com.scanium.sightline.port.Answer;
import com.scanium.sightline.port.Failure;
import com.scanium.sightline.port.SeriesStore;
import com.scanium.sightline.port.Tenant;
import com.scanium.sightline.testing.FakeStore;
import com.scanium.sightline.text.SourceText;
import com.scanium.sightline.validation.PipelineValidator;
import com.scanium.sightline.validation.Rule;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MimirRulesTest {
  private static final String ORDERS = "sum(rate(shop_orders_total[5m]))";
  private static final MetricCatalog CATALOG =
      MetricCatalogs.read(
          SourceText.of(
              "metrics.yaml",
              """
              service: backend
              metrics:
                - {name: shop_orders_total, type: counter, help: Orders, labels: [status]}
                - {name: shop_carts, type: gauge, help: Carts, labels: [region]}
              """));

  private static FakeStore.Builder withUp(double value) {
    return FakeStore.builder()
        .instant("up", FakeStore.sample(value, Map.of("job", "backend", "instance", "b:8080")))
        .instant(
            "sum by (job) (scrape_samples_scraped)",
            FakeStore.sample(value == 0 ? 0 : 12, Map.of("job", "backend")));
  }

  private static PipelineReport report(SeriesStore store, String... queries) {
    return report(store, List.of(CATALOG), queries);
  }

  private static PipelineReport report(
      SeriesStore store, List<MetricCatalog> catalogs, String... queries) {
    PipelineValidator.Builder builder =
        PipelineValidator.builder().dashboards(OneDashboard.of(queries)).store(store);
    catalogs.forEach(builder::catalog);
    try (PipelineValidator validator = builder.build()) {
      return validator.validate();
    }
  }

  private static MetricCatalog catalogOf(String service) {
    String yaml =
        "service: " + service + "\nmetrics: [{name: " + service + "_total, type: counter}]\n";
    return MetricCatalogs.read(SourceText.of(service + ".yaml", yaml));
  }

  /** All findings of this layer in a form that reads like the report. */
  private static String told(PipelineReport report) {
    return report
        .allFindings()
        .filter(finding -> finding.layer().equals("mimir"))
        .map(MimirRulesTest::told)
        .collect(Collectors.joining("\n"));
  }

  private static String told(Finding finding) {
    List<String> lines = new ArrayList<>();
    lines.add(
        finding.severity().word()
            + " "
            + finding.rule()
            + finding.effect().map(effect -> " (" + effect + ")").orElse("")
            + finding.location().map(at -> " at " + at).orElse("")
            + ": "
            + finding.message());
    finding.evidence().forEach(fact -> lines.add("  " + fact));
    lines.add("  fix: " + finding.fix().orElseThrow());
    return String.join("\n", lines);
  }

  private static List<Verdict> verdicts(PipelineReport report) {
    return report.panels().stream().map(PanelVerdict::verdict).toList();
  }

  @Test
  void aStoreWithDataGivesNoFinding() {
    FakeStore store = withUp(1).instant(ORDERS, FakeStore.sample(3, Map.of())).build();
    PipelineReport report = report(store, ORDERS);
    assertThat(told(report)).isEmpty();
    assertThat(verdicts(report)).containsExactly(Verdict.DATA);
    assertThat(report.isHealthy()).isTrue();
  }

  @Test
  void aTargetThatIsDownExplainsItsPanels() {
    PipelineReport report = report(withUp(0).build(), ORDERS, "shop_carts");
    assertThat(told(report))
        .isEqualTo(
            """
            error mimir/target-down (NO_DATA): job "backend" is down: every scrape of it fails
              up{job="backend", instance="b:8080"} is 0
              fix: make the target answer at its address, or correct the address\
            """);
    assertThat(report.rootCauses().get(0).affects()).hasSize(2);
    assertThat(verdicts(report)).containsExactly(Verdict.NO_DATA, Verdict.NO_DATA);
    assertThat(report.isHealthy()).isFalse();
  }

  @Test
  void aScraperSaysWhyItsTargetIsDown() {
    FakeStore store =
        withUp(0)
            .targets(
                Answer.known(
                    List.of(
                        new SeriesStore.TargetState(
                            Map.of("job", "backend"),
                            "http://b:8080/metrics",
                            "down",
                            "connection refused"))))
            .build();
    assertThat(told(report(store, ORDERS)))
        .contains("the scraper says: http://b:8080/metrics: connection refused");
  }

  @Test
  void aJobThatIsPartlyDownIsAWarning() {
    FakeStore store =
        FakeStore.builder()
            .instant(
                "up",
                FakeStore.sample(0, Map.of("job", "backend", "instance", "a")),
                FakeStore.sample(1, Map.of("job", "backend", "instance", "b")))
            .instant(ORDERS, FakeStore.sample(3, Map.of()))
            .build();
    PipelineReport report = report(store, ORDERS);
    assertThat(told(report))
        .startsWith("warning mimir/target-down: job \"backend\" is partly down")
        .contains("instance=\"a\"")
        .doesNotContain("instance=\"b\"");
    assertThat(report.isHealthy()).isTrue();
  }

  @Test
  void aJobWithoutUpIsMissingAndTheTenantIsSuspected() {
    FakeStore store = FakeStore.builder().tenant(Tenant.of("team-x")).build();
    PipelineReport report = report(store, ORDERS);
    assertThat(told(report))
        .startsWith("error mimir/target-missing (NO_DATA): job \"backend\" is not in the store")
        .contains("asked as tenant team-x; a wrong tenant is an empty one");
  }

  @Test
  void noJobAtAllIsOneCause() {
    List<MetricCatalog> catalogs = List.of(CATALOG, catalogOf("worker"));
    PipelineReport report =
        report(FakeStore.builder().build(), catalogs, ORDERS, "rate(worker_total[5m])");
    assertThat(told(report))
        .isEqualTo(
            """
            error mimir/target-missing (NO_DATA): none of the 2 jobs of these files is in the store
              no up series for "backend", "worker"
              asked as tenant anonymous; a wrong tenant is an empty one
              fix: look at the write path and the tenant before the targets\
            """);
    assertThat(report.rootCauses().get(0).affects()).hasSize(2);
  }

  @Test
  void jobsThatNoPanelNeedsAreOneWarning() {
    List<MetricCatalog> catalogs = List.of(CATALOG, catalogOf("worker"), catalogOf("cron"));
    FakeStore store = withUp(1).instant(ORDERS, FakeStore.sample(3, Map.of())).build();
    PipelineReport report = report(store, catalogs, ORDERS);
    assertThat(told(report))
        .startsWith("warning mimir/target-missing: 2 jobs are not in the store")
        .contains("no up series for \"cron\", \"worker\"");
    assertThat(report.isHealthy()).isTrue();
  }

  @Test
  void aPageWithoutSamplesIsFound() {
    FakeStore store =
        withUp(1)
            .instant(
                "sum by (job) (scrape_samples_scraped)",
                FakeStore.sample(0, Map.of("job", "backend")))
            .build();
    assertThat(told(report(store, ORDERS)))
        .startsWith(
            "error mimir/no-samples (NO_DATA): job \"backend\" is up, and its scrapes hold");
  }

  @Test
  void declaredFamiliesWithoutSeriesMeanNoTraffic() {
    PipelineReport report = report(withUp(1).build(), ORDERS, "shop_carts");
    assertThat(told(report))
        .isEqualTo(
            """
            warning mimir/no-traffic (NO_DATA) at metrics.yaml:4:12: 2 metrics have no series yet: \
            no traffic since job "backend" started
              up{job="backend"} is 1, so the path to the store works
              declared, without a series: shop_carts
              declared, without a series: shop_orders_total
              fix: use the application once, or initialise the label values that are known at start\
            """);
    assertThat(verdicts(report)).containsExactly(Verdict.NO_DATA, Verdict.NO_DATA);
    assertThat(report.isHealthy()).isTrue();
  }

  @Test
  void seriesThatStayAtZeroMeanNoTraffic() {
    FakeStore store = withUp(1).instant(ORDERS, FakeStore.sample(0, Map.of())).build();
    PipelineReport report = report(store, ORDERS);
    assertThat(told(report))
        .startsWith(
            "warning mimir/no-traffic (ZERO) at dashboard.txt:1:10: \"shop_orders_total\" is in the"
                + " store and did not move");
    assertThat(verdicts(report)).containsExactly(Verdict.ZERO);
  }

  @Test
  void aMetricThatNobodyKnowsIsAbsent() {
    PipelineReport report = report(withUp(1).build(), "sum(other_total)");
    assertThat(told(report))
        .startsWith(
            "warning mimir/metric-absent (NO_DATA) at dashboard.txt:1:5: \"other_total\" is not in"
                + " the store");
  }

  @Test
  void aMetricThatStoppedIsStale() {
    FakeStore store =
        withUp(1)
            .instantWhere(
                query -> query.startsWith("max(max_over_time(timestamp(shop_carts)"),
                Answer.known(List.of(FakeStore.sample(1_700_000_000, Map.of()))))
            .build();
    assertThat(told(report(store, "shop_carts")))
        .startsWith(
            "warning mimir/metric-stale (NO_DATA) at dashboard.txt:1:1: \"shop_carts\" was in the"
                + " store and stopped")
        .contains("2023-11-14T22:13:20Z");
  }

  @Test
  void aLabelThatNoSeriesHasIsMissing() {
    FakeStore store =
        withUp(1)
            .instant("count(shop_orders_total)", FakeStore.sample(2, Map.of()))
            .instant("count by (statuss) (shop_orders_total)", FakeStore.sample(2, Map.of()))
            .instant(
                "topk(1, shop_orders_total)",
                FakeStore.sample(
                    1, Map.of("__name__", "shop_orders_total", "job", "b", "status", "paid")))
            .build();
    assertThat(told(report(store, "shop_orders_total{statuss=\"paid\"}")))
        .isEqualTo(
            """
            error mimir/label-missing (NO_DATA) at dashboard.txt:1:1: no stored series of \
            "shop_orders_total" has a label "statuss"
              labels that its series have: job, status
              fix: use the label "status" if that is what is meant\
            """);
  }

  @Test
  void aValueThatTheLabelDoesNotHaveIsMissing() {
    FakeStore store =
        withUp(1)
            .instant("count(shop_orders_total)", FakeStore.sample(2, Map.of()))
            .instant(
                "count by (status) (shop_orders_total)",
                FakeStore.sample(1, Map.of("status", "paid")),
                FakeStore.sample(1, Map.of("status", "failed")))
            .build();
    assertThat(told(report(store, "shop_orders_total{status=\"piad\"}")))
        .isEqualTo(
            """
            warning mimir/value-missing (NO_DATA) at dashboard.txt:1:1: no stored series of \
            "shop_orders_total" has status="piad"
              values of status now: failed, paid
              fix: use "paid" if that is what is meant\
            """);
  }

  static List<Failure> silences() {
    List<Failure> all =
        new ArrayList<>(
            List.of(
                new Failure.Unauthorized("who are you", 401),
                new Failure.NotFound("404 page not found"),
                new Failure.ProtocolError("an HTML page came back", 200, "<html>"),
                new Failure.ServerError("boom", 500),
                new Failure.QueryTimeout("too slow"),
                new Failure.TooManyRequests("later", null),
                new Failure.LimitExceeded("too much", null),
                new Failure.NotSupported("no"),
                new Failure.BadQuery("no", null),
                new Failure.Cancelled("gone")));
    for (TransportException.Kind kind : TransportException.Kind.values()) {
      all.add(new Failure.Unreachable("unreachable", kind));
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("silences")
  void aStoreThatDoesNotAnswerProvesNothingAboutPanels(Failure failure) {
    PipelineReport report = report(FakeStore.failing(failure), ORDERS);
    assertThat(told(report)).startsWith("error mimir/unreachable: the store does not answer: ");
    assertThat(verdicts(report)).doesNotContain(Verdict.NO_DATA, Verdict.DATA);
    assertThat(report.isHealthy()).isFalse();
  }

  @Test
  void aLoginPageIsShown() {
    Failure page = new Failure.ProtocolError("an HTML page came back", 200, "<title>Log in");
    assertThat(told(report(FakeStore.failing(page), ORDERS)))
        .contains("what came back is not the answer of a store")
        .contains("the body begins: <title>Log in");
  }

  @Test
  void aStoreThatAnswersSomeQuestionsOnlyIsAWarning() {
    FakeStore store =
        withUp(1)
            .instantWhere(
                ORDERS::equals, Answer.failed(new Failure.LimitExceeded("too many series", null)))
            .build();
    PipelineReport report = report(store, ORDERS);
    assertThat(told(report))
        .startsWith(
            "warning mimir/unreachable: the store answers some questions only: a limit is"
                + " exceeded");
  }

  @ParameterizedTest
  @MethodSource("tenants")
  void aTenantThatTheStoreDoesNotTakeIsTheCause(Failure failure, String said) {
    PipelineReport report = report(FakeStore.failing(failure), ORDERS);
    assertThat(told(report)).startsWith("error mimir/tenant: " + said);
    assertThat(report.allFindings().map(Finding::rule)).doesNotContain("mimir/unreachable");
  }

  static List<Arguments> tenants() {
    return List.of(
        Arguments.of(
            new Failure.TenantRequired("no org id", Failure.TenantProblem.MISSING),
            "the store wants a tenant and is asked without one"),
        Arguments.of(
            new Failure.TenantRequired("bad", Failure.TenantProblem.MALFORMED),
            "the store does not take \"anonymous\" for a tenant"),
        Arguments.of(
            new Failure.TenantRequired("many", Failure.TenantProblem.TOO_MANY),
            "the store does not take as many tenants"));
  }

  @Test
  void everyRuleHasAPageThatSaysItAll() throws IOException {
    List<String> ids = new MimirRules().rules().stream().map(Rule::id).toList();
    assertThat(ids).doesNotHaveDuplicates().hasSize(12);
    for (String id : ids) {
      Path page = Path.of("..", "docs", "rules", id + ".md");
      assertThat(page).isRegularFile();
      assertThat(Files.readString(page))
          .startsWith("# " + id + "\n")
          .contains("## Why it matters", "## Example", "## Fix", "## How to silence");
    }
  }

  @Test
  void servicesAreRegisteredForTheClassPathAsForTheModulePath() throws IOException {
    ModuleDescriptor module;
    try (InputStream compiled = Files.newInputStream(Path.of("target/classes/module-info.class"))) {
      module = ModuleDescriptor.read(compiled);
    }
    assertThat(module.provides()).hasSize(3);
    for (ModuleDescriptor.Provides service : module.provides()) {
      Path file = Path.of("src/main/resources/META-INF/services", service.service());
      assertThat(Files.readAllLines(file)).isEqualTo(service.providers());
    }
  }
}
