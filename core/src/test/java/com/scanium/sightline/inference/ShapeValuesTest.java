package com.scanium.sightline.inference;

import static org.assertj.core.api.Assertions.assertThat;

import com.scanium.sightline.catalog.MetricCatalogs;
import com.scanium.sightline.pipeline.Pipeline;
import com.scanium.sightline.port.DatasourceRef;
import com.scanium.sightline.port.VariableValues.Found;
import com.scanium.sightline.port.VariableValues.Kind;
import com.scanium.sightline.port.VariableValues.Lookup;
import com.scanium.sightline.testing.OneJob;
import com.scanium.sightline.text.SourceText;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the queries behind variables can find among the shapes that arrive. */
class ShapeValuesTest {
  private static final String CATALOG =
      """
      service: backend
      metrics:
        - {name: req_total, type: counter, labels: [status], labelValues: {status: [ok, failed]}}
        - {name: temp, type: gauge, labels: [room]}
        - {name: size, type: gauge}
        - {name: lat, type: histogram, buckets: [1, 2]}
      """;

  private static ShapeValues values() {
    Pipeline pipeline =
        Pipeline.builder()
            .catalog(MetricCatalogs.read(SourceText.of("metrics.yaml", CATALOG)))
            .collector(new OneJob())
            .closedToOthers(true)
            .build();
    Placement placement = new Placement(pipeline);
    Delivered delivered = new Delivered(pipeline, placement);
    StreamJudge streams = new StreamJudge(Streams.running(pipeline, placement));
    return new ShapeValues(delivered, new SelectorJudge(delivered), streams);
  }

  @ParameterizedTest(name = "{0} {1} {2}")
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          LABEL_VALUES; req_total; status; [failed, ok]
          LABEL_VALUES; 'req_total{status="ok"}'; env; [dev]
          LABEL_VALUES; req_total; job; [api]
          LABEL_VALUES; req_total; __name__; [req_total]
          LABEL_VALUES; temp; room; unknown
          LABEL_VALUES; ''; job; unknown
          LABEL_VALUES; 'req_total{status="gone"}'; job; unknown
          LABEL_NAMES; req_total; ''; [__name__, env, job, status]
          LABEL_NAMES; '{__name__=~".+"}'; ''; unknown
          METRIC_NAMES; req_total; ''; [req_total]
          METRIC_NAMES; 'req_total|temp|nothing'; ''; [req_total, temp]
          METRIC_NAMES; 'req_total|temp'; ''; [req_total, temp]
          METRIC_NAMES; 'req.*'; ''; unknown
          METRIC_NAMES; '('; ''; unknown
          SERIES; size; ''; ['size{env="dev",job="api"}']
          SERIES; temp; ''; unknown
          QUERY_RESULT; size; ''; ['size{env="dev",job="api"}']
          QUERY_RESULT; sum by (status) (rate(req_total[5m])); ''; ['{status="failed"}', '{status="ok"}']
          QUERY_RESULT; 'topk(3, sum by (job) (req_total{status="ok"})) > 0'; ''; ['{job="api"}']
          QUERY_RESULT; sum(temp); ''; ['{}']
          QUERY_RESULT; avg by (room) (temp); ''; unknown
          QUERY_RESULT; sum by (le) (lat_bucket{le=~"1.*"}); ''; ['{le="1"}', '{le="1.0"}']
          QUERY_RESULT; sum(; ''; unknown
          """)
  void whatCanBeFound(Kind kind, String query, String label, String expected) {
    Optional<Found> found =
        values().find(new Lookup(kind, query, label, DatasourceRef.defaultSource()));
    String shown = found.map(it -> quoted(it.values())).orElse("unknown");
    assertThat(shown).isEqualTo(expected);
    assertThat(found.map(Found::isMeasured).orElse(false)).isFalse();
  }

  /** Texts with quotes in them are shown in single ones. */
  private static String quoted(List<String> values) {
    return values.stream().map(it -> it.contains("{") ? "'" + it + "'" : it).toList().toString();
  }
}
