package com.scanium.sightline.grafana.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.scanium.sightline.port.AnnotationQuery;
import com.scanium.sightline.port.Datasources;
import com.scanium.sightline.port.QueryLanguage;
import com.scanium.sightline.port.VariableValues;
import com.scanium.sightline.text.SourceText;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Annotations ask for series, logs and traces as panels do. */
class AnnotationQueriesTest {
  @Test
  void classicAnnotationsAskWithVariablesReplaced() {
    List<AnnotationQuery> queries =
        queries(
            """
            {"uid": "shop", "panels": [], "time": {"from": "now-1h", "to": "now"},
             "templating": {"list": [{"name": "job", "type": "custom", "query": "api,web"}]},
             "annotations": {"list": [
               {"builtIn": 1, "name": "own", "datasource": {"type": "grafana", "uid": "-- Grafana --"},
                "expr": "up"},
               {"name": "restarts", "enable": true, "step": "5m",
                "datasource": {"type": "prometheus", "uid": "METRICS"},
                "expr": "changes(start_time{job=\\"$job\\"}[$__interval]) > 0"},
               {"name": "deployments", "enable": false, "datasource": {"type": "loki", "uid": "LOGS"},
                "expr": "{app=\\"$job\\"}"},
               {"name": "nothing", "datasource": {"type": "prometheus", "uid": "METRICS"}}
             ]}}
            """);
    assertThat(queries)
        .extracting(it -> it.ref().toString(), it -> it.variants().get(0).text())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "shop annotation \"restarts\"", "changes(start_time{job=\"api\"}[5m]) > 0"),
            org.assertj.core.groups.Tuple.tuple(
                "shop annotation \"deployments\"", "{app=\"api\"}"));
    assertThat(queries)
        .extracting(AnnotationQuery::language)
        .containsExactly(QueryLanguage.PROMQL, QueryLanguage.LOGQL);
    assertThat(queries.get(0).ref().isBeside()).isTrue();
    assertThat(queries.get(0).text().location().line()).hasValue(8);
  }

  @Test
  void annotationsOfSchemaV2AskToo() {
    List<AnnotationQuery> queries =
        queries(
            """
            {"apiVersion": "dashboard.grafana.app/v2", "kind": "Dashboard", "metadata": {"name": "x"},
             "spec": {"title": "X", "elements": {}, "layout": {"kind": "GridLayout", "spec": {"items": []}},
              "annotations": [{"kind": "AnnotationQuery", "spec": {"name": "restarts", "enable": true,
                "query": {"kind": "DataQuery", "group": "prometheus", "version": "v0",
                  "datasource": {"name": "METRICS"}, "spec": {"expr": "resets(a[5m])"}}}}]}}
            """);
    assertThat(queries).hasSize(1);
    assertThat(queries.get(0).language()).isEqualTo(QueryLanguage.PROMQL);
    assertThat(queries.get(0).question().datasource().name()).contains("METRICS");
    assertThat(queries.get(0).ref().annotation()).contains("restarts");
  }

  private static List<AnnotationQuery> queries(String json) {
    return DashboardSet.of(List.of(SourceText.of("shop.json", json)))
        .annotations(Datasources.NONE, VariableValues.UNKNOWN);
  }
}
