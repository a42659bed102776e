package com.scanium.sightline.grafana.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.scanium.sightline.port.Datasources;
import com.scanium.sightline.port.PanelQuery;
import com.scanium.sightline.text.SourceText;
import com.scanium.sightline.text.Span;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dashboards inside Kubernetes manifests, with the places of the YAML file. */
class ManifestsTest {
  private static final String MANIFESTS =
      """
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: boards
        labels: {grafana_dashboard: "1"}
      data:
        first.json: |-
          {
            "uid": "first",
            "panels": [
              {"id": 1, "title": "Up", "type": "stat",
               "targets": [{"refId": "A", "expr": "sum(up{job=\\"api\\"})"}]}
            ]
          }
        note.txt: not a dashboard
        second.json: "{\\"panels\\": [{\\"id\\": 2, \\"type\\": \\"stat\\", \\"targets\\": [{\\"expr\\": \\"rate(x{a=\\\\\\"b\\\\\\"}[5m])\\"}]}]}"
      ---
      apiVersion: grafana.integreatly.org/v1beta1
      kind: GrafanaDashboard
      metadata: {name: operated}
      spec:
        datasources:
          - {inputName: DS_PROM, datasourceName: Mimir}
        json: >
          {"title": "Operated", "panels": [{"id": 3, "type": "stat",
          "datasource": {"type": "prometheus", "uid": "${DS_PROM}"},
          "targets": [{"expr": "max(up)"}]}]}
      ---
      apiVersion: grafana.integreatly.org/v1beta1
      kind: GrafanaDashboard
      metadata: {name: remote}
      spec: {url: "https://example.org/d.json"}
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: other}
      ---
      apiVersion: dashboard.grafana.app/v1beta1
      kind: Dashboard
      metadata: {name: plain}
      spec:
        title: Plain
        panels:
          - {id: 4, type: stat, targets: [{refId: A, expr: min(up)}]}
      """;

  private final List<DashboardParse> read =
      DashboardReader.readAll(SourceText.of("boards.yaml", MANIFESTS));

  @Test
  void everyDocumentAndKeyIsLookedAt() {
    assertThat(read)
        .extracting(DashboardParse::where)
        .containsExactly(
            "boards.yaml#boards/first.json",
            "boards.yaml#boards/second.json",
            "boards.yaml#operated",
            "boards.yaml#remote",
            "boards.yaml");
    assertThat(read.stream().flatMap(it -> it.dashboard().stream()).map(Dashboard::id))
        .containsExactly(
            "first", "boards.yaml#boards/second.json", "boards.yaml#operated", "plain");
    assertThat(read.get(3).notDashboard()).contains("its JSON is loaded from a URL");
    assertThat(read.get(2).dashboard().orElseThrow().inputs()).containsEntry("DS_PROM", "Mimir");
  }

  @Test
  void placesAreThoseOfTheYamlFile() {
    DashboardSet set = DashboardSet.of(List.of(SourceText.of("boards.yaml", MANIFESTS)));
    List<PanelQuery> queries = set.queries(Datasources.NONE);
    assertThat(queries)
        .extracting(it -> it.text().location().line().orElse(0))
        .containsExactly(12, 16, 27, 44);
    for (PanelQuery query : queries) {
      String text = query.text().text();
      for (String word : List.of("up", "rate", "x", "b", "5m", "api")) {
        int at = text.indexOf(word);
        if (at >= 0) {
          Span place = query.text().offsets().toOriginal(new Span(at, at + word.length()));
          assertThat(query.text().file().slice(place)).as(text).isEqualTo(word);
        }
      }
    }
    assertThat(set.dashboards().get(0).location(set.dashboards().get(0).panels().get(0)).line())
        .hasValue(11);
  }

  @Test
  void inputsNameTheDataSource() {
    PanelQuery query =
        DashboardSet.of(List.of(SourceText.of("boards.yaml", MANIFESTS)))
            .queries(Datasources.NONE)
            .get(2);
    assertThat(query.question().datasource().name()).contains("Mimir");
  }

  @Test
  void brokenJsonPointsIntoTheManifest() {
    DashboardParse parse =
        DashboardReader.read(
            SourceText.of(
                "x.yaml",
                "kind: ConfigMap\napiVersion: v1\ndata:\n  a.json: |\n    {\"panels\": [\n    }\n"));
    assertThat(parse.problems()).hasSize(1);
    assertThat(parse.source().lineAt(parse.problems().get(0).span().start())).isEqualTo(6);
  }

  @ParameterizedTest
  @CsvSource({
    "gzipJson, its JSON is compressed (gzipJson)",
    "grafanaCom, its JSON is loaded from grafana.com",
    "jsonnet, its JSON is made by Jsonnet",
  })
  void whatLiesElsewhereIsSaid(String key, String reason) {
    String text =
        "apiVersion: g/v1\nkind: GrafanaDashboard\nmetadata: {name: a}\nspec: {" + key + ": x}\n";
    assertThat(DashboardReader.read(SourceText.of("a.yaml", text)).notDashboard()).contains(reason);
  }

  @Test
  void otherYamlIsLeftAlone() {
    assertThat(
            DashboardReader.readAll(
                SourceText.of("providers.yaml", "apiVersion: 1\nproviders: [{name: a}]\n")))
        .isEmpty();
  }

  @Test
  void noiseIsASyntaxErrorAndATemplateIsNot() {
    StringBuilder noise = new StringBuilder("\u0001{{.x}}<%");
    for (int i = 0; i < 1_000_000; i++) {
      noise.append((char) (i * 31 % 251));
    }
    DashboardParse garbage = DashboardReader.read(SourceText.of("a.json", noise.toString()));
    assertThat(garbage.problems()).isNotEmpty();
    assertThat(garbage.notDashboard()).isEmpty();
    assertThat(
            DashboardReader.read(SourceText.of("a.json", "{\"title\": {{ .Values.x }} }"))
                .notDashboard())
        .contains("a template that was not rendered");
  }
}
