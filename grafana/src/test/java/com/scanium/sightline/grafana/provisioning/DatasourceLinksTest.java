package com.scanium.sightline.grafana.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import com.scanium.sightline.port.LinkQuery;
import com.scanium.sightline.port.QueryLanguage;
import com.scanium.sightline.port.QueryVariant;
import com.scanium.sightline.text.SourceText;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The queries that lead from traces to metrics and logs. */
class DatasourceLinksTest {
  private static final String TEMPO =
      """
      apiVersion: 1
      datasources:
        - name: Mimir
          uid: METRICS
          type: prometheus
        - name: Tempo
          uid: TRACES
          type: tempo
          jsonData:
            tracesToMetrics:
              datasourceUid: METRICS
              tags: [{key: service.name, value: service}, {key: k8s.pod}]
              queries:
                - name: Rate
                  query: 'sum(rate(calls_total{$$__tags}[5m]))'
                - query: 'sum(rate(calls_total{%s, x="$${__span.tags.x}"}[5m]))'
                - name: Grafana's own
            tracesToLogsV2:
              datasourceUid: LOGS
              customQuery: true
              tags: [{key: service.name, value: app}]
              query: '{$${__tags}} |= "$${__span.traceId}"'
      """;

  @Test
  void everyQueryIsALinkWithTheTagsOfASpan() {
    List<LinkQuery> links = links(TEMPO.formatted("$__tags"));
    assertThat(links)
        .extracting(it -> it.ref().toString())
        .containsExactly(
            "link \"Rate\" of data source TRACES",
            "link \"traces to metrics 2\" of data source TRACES",
            "link \"traces to logs\" of data source TRACES");
    assertThat(links.get(0).variants())
        .extracting(QueryVariant::text)
        .containsExactly(
            "sum(rate(calls_total{service=~\".+\", k8s_pod=~\".+\"}[5m]))",
            "sum(rate(calls_total{service=~\".+\"}[5m]))");
    assertThat(links.get(1).variants().get(1).text())
        .isEqualTo("sum(rate(calls_total{service=~\".+\", x=\"${__span.tags.x}\"}[5m]))");
    assertThat(links.get(0).question().datasource().name()).contains("METRICS");
    assertThat(links.get(0).language()).isEqualTo(QueryLanguage.PROMQL);
    assertThat(links.get(2).language()).isEqualTo(QueryLanguage.LOGQL);
    assertThat(links.get(2).variants().get(0).text())
        .isEqualTo("{app=~\".+\"} |= \"${__span.traceId}\"");
  }

  @Test
  void aPlaceInTheQueryLeadsToTheFile() {
    LinkQuery link = links(TEMPO.formatted("$__tags")).get(0);
    QueryVariant sent = link.variants().get(0);
    int metric = sent.text().indexOf("calls_total");
    var place =
        link.text()
            .location(
                sent.offsets()
                    .toOriginal(new com.scanium.sightline.text.Span(metric, metric + 11)));
    assertThat(place.line()).hasValue(15);
    assertThat(place.column()).hasValue(30);
  }

  @Test
  void logsWithoutAQueryOfTheirOwnAreNoLink() {
    assertThat(links(TEMPO.formatted("$__tags").replace("customQuery: true", "customQuery: false")))
        .hasSize(2);
  }

  private static List<LinkQuery> links(String yaml) {
    return GrafanaProvisioning.of(List.of(SourceText.of("ds.yaml", yaml))).links();
  }
}
