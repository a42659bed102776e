package com.scanium.sightline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.scanium.sightline.finding.PipelineReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

class DashboardsCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SHOP =
      """
      {
        "uid": "shop",
        "title": "Shop",
        "schemaVersion": 41,
        "time": {"from": "now-1h", "to": "now"},
        "templating": {"list": [
          {"name": "status", "type": "custom", "query": "paid,failed",
           "current": {"text": "paid", "value": "paid"}},
          {"name": "route", "type": "query", "query": "label_values(shop_latency_ms_count, route)",
           "datasource": {"type": "prometheus", "uid": "METRICS"}}
        ]},
        "panels": [
          {"id": 1, "type": "timeseries", "title": "Orders",
           "datasource": {"type": "prometheus", "uid": "METRICS"},
           "targets": [{"refId": "A", "expr": "sum by (region) (rate(shop_orders_total{status=\\"$status\\"}[5m]))"}]},
          {"id": 2, "type": "timeseries", "title": "Latency",
           "datasource": {"type": "prometheus", "uid": "METRICS"},
           "targets": [{"refId": "A", "expr": "histogram_quantile(95, sum by (le) (rate(shop_latency_ms_bucket[5m])))"}]},
          {"id": 3, "type": "logs", "title": "Lines", "datasource": {"type": "loki", "uid": "LOGS"},
           "targets": [{"refId": "A", "hide": true, "expr": "{app=\\"shop\\"}"}]}
        ]
      }
      """;
  private static final String CATALOG =
      """
      metrics:
        - {name: shop_orders_total, type: counter, labels: [status]}
        - {name: shop_latency_ms, type: histogram, labels: [route], buckets: [50, 100]}
        - {name: shop_idle_total, type: counter}
      """;

  private final TestConsole console = new TestConsole();
  private final FakeValidation validation =
      FakeValidation.answering(PipelineReport.builder().build());

  @TempDir Path folder;
  private Path shop = Path.of("");

  @BeforeEach
  void write() throws IOException {
    shop = Files.writeString(folder.resolve("shop.json"), SHOP);
  }

  private int run(String... arguments) {
    return console.run(validation, arguments);
  }

  @Test
  void lintReportsWithPlaceFixAndCount() {
    assertThat(run("dashboards", "lint", shop.toString())).isEqualTo(1);
    assertThat(console.out())
        .contains("error promql/quantile-range: a quantile lies between 0 and 1, not at 95")
        .contains("shop.json:18:")
        .contains("fix  write 0.95")
        .endsWith(" of 1 dashboard\n");
    assertThat(console.err()).isEmpty();
  }

  @Test
  void lintRunsStyleRulesOnlyWhenAsked() {
    run("dashboards", "lint", shop.toString());
    assertThat(console.out()).doesNotContain("info promql/");

    TestConsole asked = new TestConsole();
    String rule = "promql/regex-could-be-equal";
    asked.run(
        validation, "dashboards", "lint", "--profile", "style", "--only", rule, shop.toString());
    assertThat(asked.out()).startsWith("nothing found in ");
  }

  @Test
  void eachRuleCanBeSwitchedOff() {
    int status = run("dashboards", "lint", "--without", "promql/quantile-range", shop.toString());

    assertThat(console.out()).doesNotContain("promql/quantile-range");
    assertThat(status).isZero();
  }

  @Test
  void aRuleThatDoesNotExistIsOneLine() {
    int status = run("dashboards", "lint", "--only", "promql/quantile-rage", shop.toString());

    assertThat(status).isEqualTo(2);
    assertThat(console.err())
        .isEqualTo(
            "sightline: there is no rule \"promql/quantile-rage\"; did you mean"
                + " promql/quantile-range?\n");
  }

  @Test
  void lintSpeaksJson() throws IOException {
    assertThat(run("dashboards", "lint", "--format", "json", "--exit-zero", shop.toString()))
        .isZero();

    JsonNode report = JSON.readTree(console.out());
    assertThat(report.get("version").asInt()).isEqualTo(1);
    assertThat(report.get("findings").toString()).contains("promql/quantile-range");
  }

  @Test
  void lintFailsOnWarningsWhereAsked(@TempDir Path other) throws IOException {
    Path mild =
        Files.writeString(
            other.resolve("mild.json"),
            SHOP.replace("histogram_quantile(95,", "1 / histogram_quantile(0.95,")
                .replace("sum by (region)", "sum by (a) (x) / sum"));

    assertThat(run("dashboards", "lint", mild.toString())).isZero();
    assertThat(run("dashboards", "lint", "--fail-on", "warning", mild.toString())).isEqualTo(1);
  }

  @Test
  void listShowsWhatIsInEachDashboard() {
    assertThat(run("dashboards", "list", folder.toString())).isZero();
    assertThat(console.out().lines())
        .hasSize(2)
        .anySatisfy(line -> assertThat(line).matches("shop +3 +3 +2 +41 +Shop +.*shop\\.json"));
  }

  @Test
  void listSpeaksJson() throws IOException {
    run("dashboards", "list", "--format", "json", shop.toString());

    JsonNode first = JSON.readTree(console.out()).get(0);
    assertThat(first.get("uid").asString()).isEqualTo("shop");
    assertThat(first.get("variables").toString()).isEqualTo("[\"status\",\"route\"]");
    assertThat(first.get("datasources").toString())
        .isEqualTo("[\"LOGS (loki)\",\"METRICS (prometheus)\"]");
  }

  @Test
  void queriesShowWhatIsSent() {
    assertThat(run("dashboards", "queries", shop.toString())).isZero();
    assertThat(console.out())
        .contains("shop panel 1 \"Orders\" A\n  promql on METRICS (prometheus)\n")
        .contains("  asks  sum by (region) (rate(shop_orders_total{status=\"$status\"}[5m]))\n")
        .contains("  sends sum by (region) (rate(shop_orders_total{status=\"paid\"}[5m]))\n")
        .contains("shop $route\n")
        .contains("logql on LOGS (loki), hidden\n");
  }

  @Test
  void queriesSpeakJson() throws IOException {
    run("dashboards", "queries", "--format", "json", shop.toString());

    JsonNode first = JSON.readTree(console.out()).get(0);
    assertThat(first.get("dashboard").asString()).isEqualTo("shop");
    assertThat(first.get("panel").asInt()).isEqualTo(1);
    assertThat(first.get("language").asString()).isEqualTo("promql");
    assertThat(first.at("/datasource/uid").asString()).isEqualTo("METRICS");
    assertThat(first.at("/sent/0/text").asString()).contains("status=\"paid\"");
    assertThat(first.at("/sent/0/variables/status").asString()).isEqualTo("paid");
  }

  @Test
  void metricsShowUsersLabelsAndWhatNobodyUses() throws IOException {
    Path catalog = Files.writeString(folder.resolve("metrics.yaml"), CATALOG);

    assertThat(run("dashboards", "metrics", "--catalog", catalog.toString(), shop.toString()))
        .isZero();
    assertThat(console.out())
        .isEqualTo(
            """
            shop_latency_ms_bucket{le}
              shop, 1 query
            shop_latency_ms_count{route}
              shop, 1 query
            shop_orders_total{region, status}
              shop, 1 query

            used by nobody
              shop_idle_total

            used, but not in the catalog: none
            """);
  }

  @Test
  void metricsSpeakJson() throws IOException {
    Path catalog = Files.writeString(folder.resolve("metrics.yaml"), CATALOG);

    run(
        "dashboards",
        "metrics",
        "--format",
        "json",
        "--catalog",
        catalog.toString(),
        shop.toString());

    JsonNode all = JSON.readTree(console.out());
    assertThat(all.get("unused").toString()).isEqualTo("[\"shop_idle_total\"]");
    assertThat(all.at("/metrics/2/queries/shop").asInt()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"lint", "list", "queries", "metrics"})
  void aMissingFileIsOneLine(String command) {
    Path missing = folder.resolve("none.json");

    assertThat(run("dashboards", command, missing.toString())).isEqualTo(2);
    assertThat(console.err()).isEqualTo("sightline: no such file or folder: \"" + missing + "\"\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"list", "queries", "metrics"})
  void badFilesAreSaidInOneLineAndTheRestIsRead(String command) throws IOException {
    Files.writeString(folder.resolve("broken.json"), "{\"panels\": [");
    Files.writeString(folder.resolve("package.json"), "{\"name\": \"x\"}");

    assertThat(run("dashboards", command, folder.toString())).isEqualTo(1);
    assertThat(console.out()).contains("shop");
    assertThat(console.err().lines())
        .hasSize(2)
        .anySatisfy(line -> assertThat(line).contains("broken.json:1:13: not JSON: "))
        .anySatisfy(line -> assertThat(line).contains("package.json: no dashboard"));
  }

  @Test
  void lintOfABrokenFileIsAFinding() throws IOException {
    Files.writeString(folder.resolve("broken.json"), "{\"panels\": [");

    assertThat(run("dashboards", "lint", folder.toString())).isEqualTo(1);
    assertThat(console.out()).contains("error grafana/dashboard-syntax");
  }

  @Test
  void dashboardsWithoutFilesAreRefused() {
    assertThat(run("dashboards", "lint")).isEqualTo(2);
    assertThat(console.err()).startsWith("sightline: Missing required parameter");
  }

  @Test
  void anAddressGivesValuesTimeRangeAndQueries() throws IOException {
    linked();
    String url =
        "https://g.example.org/d/linked/x?var-env=dev&var-nobody=1&from=now-1h&viewPanel=1";

    assertThat(run("dashboards", "queries", "--url", url, folder.toString())).isZero();
    assertThat(console.out())
        .startsWith("Linked (linked)\n  from now-1h to now, 3600s\n  $env = dev\n")
        .contains("sends up{env=\"dev\"}")
        .doesNotContain("panel 2");
    assertThat(console.err()).contains("the address sets \"nobody\"");
  }

  @Test
  void anAddressForPrograms() throws IOException {
    linked();

    int status =
        run("dashboards", "queries", "--format", "json", "--url", "/d/linked", folder.toString());
    assertThat(status).isZero();
    JsonNode printed = new ObjectMapper().readTree(console.out());
    assertThat(printed.at("/dashboards/0/variables/env").asString()).isEqualTo("prod");
    assertThat(printed.at("/dashboards/0/seconds").asInt()).isEqualTo(21600);
    assertThat(printed.get("queries")).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"list", "lint", "queries", "metrics"})
  void anAddressOfAnotherDashboardIsRefused(String command) throws IOException {
    linked();

    assertThat(run("dashboards", command, "--url", "/d/nobody", folder.toString())).isEqualTo(2);
    assertThat(console.err())
        .startsWith("sightline: no dashboard is the one of the address (\"nobody\"); there are: ")
        .hasLineCount(1);
  }

  @Test
  void checkLooksAtTheDashboardOfTheAddress() throws IOException {
    linked();
    Files.writeString(folder.resolve("sightline.yaml"), "dashboards: [linked.json]\n");
    String file = folder.resolve("sightline.yaml").toString();

    TestConsole found = new TestConsole();
    String[] one = {"check", file, "--format", "json", "--url", "/d/linked?viewPanel=2"};
    found.run(Validation.STANDARD, one);
    assertThat(new ObjectMapper().readTree(found.out()).get("panels")).hasSize(1);
    TestConsole none = new TestConsole();
    assertThat(none.run(Validation.STANDARD, "check", file, "--url", "/d/nobody")).isEqualTo(2);
    assertThat(none.err()).startsWith("sightline: none of the 1 dashboards").hasLineCount(1);
  }

  private void linked() throws IOException {
    Files.writeString(
        folder.resolve("linked.json"),
        """
        {"uid": "linked", "title": "Linked",
         "templating": {"list": [{"name": "env", "type": "custom", "query": "prod,dev"}]},
         "panels": [
           {"id": 1, "type": "stat", "title": "One",
            "datasource": {"type": "prometheus", "uid": "P"},
            "targets": [{"refId": "A", "expr": "up{env=\\"$env\\"}"}]},
           {"id": 2, "type": "stat", "title": "Two",
            "datasource": {"type": "prometheus", "uid": "P"},
            "targets": [{"refId": "A", "expr": "up"}]}]}
        """);
  }
}
