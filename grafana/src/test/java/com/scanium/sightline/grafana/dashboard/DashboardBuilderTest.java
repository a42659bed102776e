package com.scanium.sightline.grafana.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.scanium.sightline.grafana.dashboard.VariableBuilder.DatasourceUid;
import com.scanium.sightline.grafana.template.AdHocFilter;
import com.scanium.sightline.port.Datasources;
import com.scanium.sightline.port.PanelQuery;
import com.scanium.sightline.port.QueryVariant;
import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.DocWriter;
import com.scanium.sightline.text.SourceText;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Dashboards that are written in Java. */
class DashboardBuilderTest {
  private static final DatasourceUid MIMIR = new DatasourceUid("prometheus", "mimir");

  private static Dashboard checkout() {
    return Dashboard.builder("Checkout")
        .uid("checkout")
        .description("Orders and their latency")
        .tags(List.of("shop"))
        .time("now-1h", "now")
        .refresh("30s")
        .variable(VariableBuilder.datasource("ds", "prometheus"))
        .variable(
            VariableBuilder.query("job", "label_values(up, job)")
                .datasource(MIMIR)
                .multi()
                .includeAll()
                .allValue(".+")
                .regex("/shop-.*/")
                .sort(1))
        .variable(VariableBuilder.custom("env", List.of("prod", "dev, test")).label("Stage"))
        .variable(VariableBuilder.interval("window", List.of("1m", "5m")))
        .variable(VariableBuilder.textbox("search", ""))
        .variable(VariableBuilder.constant("cluster", "eu"))
        .variable(
            VariableBuilder.adHoc("filters")
                .datasource(MIMIR)
                .filter(new AdHocFilter("region", "=", "eu", List.of())))
        .annotation("deploys", MIMIR, "changes(build_info[5m]) > 0")
        .link("Runbook", "https://example.org/runbook")
        .row("Traffic")
        .panel(
            PanelBuilder.timeseries("Orders")
                .datasource("prometheus", "mimir")
                .unit("reqps")
                .target(
                    TargetBuilder.promql("sum by (job) (rate(orders_total{env=\"$env\"}[5m]))")
                        .legend("{{job}}"))
                .target(TargetBuilder.promql("vector(1)").refId("C").hidden())
                .target(TargetBuilder.expression("math", "$A / $C"))
                .transformation(
                    "organize",
                    Doc.object().with("renameByName", Doc.object().with("job", Doc.string("Job"))))
                .dataLink("logs", "/explore?job=${__field.labels.job}"))
        .panel(
            PanelBuilder.stat("Now")
                .size(6, 4)
                .id(7)
                .repeat("env", Repeat.Direction.VERTICAL)
                .target(TargetBuilder.promql("sum(orders_total{env=\"$env\"})").instant()))
        .panel(PanelBuilder.text("About", "Hello"))
        .collapsedRow("Details", List.of(PanelBuilder.table("Rows"), PanelBuilder.gauge("G")))
        .build();
  }

  @Test
  void whatIsBuiltIsReadBack() {
    Dashboard built = checkout();

    Dashboard read =
        DashboardReader.read(SourceText.of("checkout.json", built.json()))
            .dashboard()
            .orElseThrow();

    assertThat(read).isEqualTo(built).hasSameHashCodeAs(built);
    assertThat(read.json()).isEqualTo(built.json());
    assertThat(built.json()).startsWith("{\n  \"uid\": \"checkout\",\n  \"title\": \"Checkout\"");
  }

  @Test
  void everythingIsThere() {
    Dashboard built = checkout();
    assertThat(built.variables())
        .extracting(Variable::name)
        .containsExactly("ds", "job", "env", "window", "search", "cluster", "filters");
    assertThat(built.variable("env").orElseThrow().writtenOptions())
        .extracting(it -> it.value())
        .containsExactly("prod", "dev, test");
    assertThat(built.variable("filters").orElseThrow().filters()).hasSize(1);
    assertThat(built.annotations()).extracting(Annotation::name).containsExactly("deploys");
    assertThat(built.links()).hasSize(1);
    assertThat(built.sections()).extracting(Section::title).containsExactly("Traffic", "Details");
    assertThat(built.panels())
        .extracting(it -> it.title().orElse(""))
        .containsExactly("Traffic", "Orders", "Now", "About", "Details", "Rows", "G");
    assertThat(built.panels())
        .extracting(it -> it.id().orElse(0))
        .containsExactly(1L, 2L, 7L, 3L, 4L, 5L, 6L);
    Panel orders = built.panels().get(1);
    assertThat(orders.targets()).extracting(Target::refId).containsExactly("A", "C", "B");
    assertThat(orders.targets().get(1).isHidden()).isTrue();
    assertThat(orders.datasourceOf(orders.targets().get(2)).isExpression()).isTrue();
    assertThat(orders.placements().get(0).position()).contains(new GridPosition(0, 1, 12, 8));
    assertThat(built.panels().get(2).placements().get(0).position())
        .contains(new GridPosition(12, 1, 6, 4));
    assertThat(built.panels().get(6).isInCollapsedRow()).isTrue();
  }

  @Test
  void everyUsualPanelAndSettingCanBeWritten() {
    Dashboard built =
        Dashboard.builder("All")
            .panel(
                PanelBuilder.barGauge("Bars")
                    .decimals(1)
                    .min(0)
                    .max(0.5)
                    .noValue("none")
                    .threshold(80, "red")
                    .baseColor("green")
                    .override("B", "unit", Doc.string("s"))
                    .timeFrom("1h")
                    .timeShift("1d")
                    .transparent()
                    .target(TargetBuilder.promql("up").format("table")))
            .panel(
                PanelBuilder.heatmap("Heat").repeat("x", Repeat.Direction.HORIZONTAL).maxPerRow(3))
            .panel(PanelBuilder.barChart("a"))
            .panel(PanelBuilder.pieChart("b"))
            .panel(PanelBuilder.histogram("c"))
            .panel(PanelBuilder.stateTimeline("d"))
            .panel(PanelBuilder.statusHistory("e"))
            .panel(PanelBuilder.traces("f"))
            .panel(PanelBuilder.library("Shared", "lib", "L"))
            .build();

    assertThat(built.panels())
        .extracting(Panel::type)
        .containsExactly(
            "bargauge",
            "heatmap",
            "barchart",
            "piechart",
            "histogram",
            "state-timeline",
            "status-history",
            "traces",
            "");
    Panel bars = built.panels().get(0);
    assertThat(DocWriter.json(bars.fieldConfig()))
        .isEqualTo(
            "{\"defaults\":{\"decimals\":1,\"min\":0,\"max\":0.5,\"noValue\":\"none\","
                + "\"thresholds\":{\"mode\":\"absolute\",\"steps\":[{\"color\":\"green\","
                + "\"value\":null},{\"color\":\"red\",\"value\":80}]}},\"overrides\":[{\"matcher\":"
                + "{\"id\":\"byName\",\"options\":\"B\"},\"properties\":[{\"id\":\"unit\","
                + "\"value\":\"s\"}]}]}");
    assertThat(bars.timeFrom()).contains("1h");
    assertThat(bars.timeShift()).contains("1d");
    assertThat(built.panels().get(1).repeats().get(0).maxPerRow()).hasValue(3);
    assertThat(built.panels().get(8).isLibraryWithoutModel()).isTrue();
    assertThat(built.panels().get(8).libraryUid()).contains("lib");
  }

  @Test
  void itsQueriesAreJudgedLikeThoseOfFiles() {
    List<PanelQuery> queries =
        DashboardSet.of(List.of(checkout().source())).queries(Datasources.NONE);
    assertThat(queries).hasSize(4);
    assertThat(queries.get(0).variants())
        .extracting(QueryVariant::text)
        .containsExactly("sum by (job) (rate(orders_total{env=\"prod\", region=\"eu\"}[5m]))");
    assertThat(queries.get(0).text().location().line()).isPresent();
  }

  @Test
  void allMistakesAreSaidAtOnce() {
    DashboardBuilder wrong =
        Dashboard.builder(" ")
            .uid("not a uid")
            .variable(VariableBuilder.textbox("a", ""))
            .variable(VariableBuilder.textbox("a", ""))
            .variable(VariableBuilder.textbox("b-c", ""))
            .panel(
                PanelBuilder.stat("x")
                    .id(1)
                    .target(TargetBuilder.promql("up").refId("A"))
                    .target(TargetBuilder.logql("{a=\"b\"}").refId("A")))
            .panel(PanelBuilder.stat("y").id(1));
    assertThatThrownBy(wrong::build)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll(
            "no title", "no uid", "two variables \"a\"", "\"b-c\"", "two targets A", "id 1");
  }
}
