package com.scanium.sightline.alloy.collector;

import static org.assertj.core.api.Assertions.assertThat;

import com.scanium.sightline.alloy.AlloyConfig;
import com.scanium.sightline.network.NetworkTopology;
import com.scanium.sightline.signal.LabelDomain;
import com.scanium.sightline.signal.SeriesShape;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SpanMetricsTest {
  private static final String BEHIND =
      """
      otelcol.exporter.prometheus "p" {
        %s
        forward_to = [prometheus.remote_write.m.receiver]
      }
      prometheus.remote_write "m" {
        endpoint { url = "http://mimir:9009/api/v1/push" }
      }
      """;

  private static List<SeriesShape> shapes(String connector, String exporter, String version) {
    AlloyConfig config =
        Configurations.read(connector + BEHIND.formatted(exporter))
            .within(NetworkTopology.EMPTY, version);
    return Configurations.arriving(config);
  }

  private static Set<String> names(List<SeriesShape> shapes) {
    Set<String> names = new TreeSet<>();
    shapes.forEach(shape -> names.add(shape.name().orElse("?")));
    return names;
  }

  private static String spanMetrics(String inside) {
    return """
        otelcol.connector.spanmetrics "s" {
        %s
          output { metrics = [otelcol.exporter.prometheus.p.input] }
        }
        """
        .formatted(inside);
  }

  @Test
  void theNamespaceIsThatOfTheRelease() {
    String connector = spanMetrics("histogram {\n explicit {}\n}");

    assertThat(names(shapes(connector, "", "1.11.0")))
        .containsExactly(
            "traces_span_metrics_calls_total",
            "traces_span_metrics_duration_milliseconds_bucket",
            "traces_span_metrics_duration_milliseconds_count",
            "traces_span_metrics_duration_milliseconds_sum");
    assertThat(names(shapes(connector, "", "1.0.0")))
        .containsExactly(
            "calls_total",
            "duration_milliseconds_bucket",
            "duration_milliseconds_count",
            "duration_milliseconds_sum");
    assertThat(names(shapes(connector, "", "latest"))).hasSize(8);
  }

  @Test
  void aWrittenNamespaceCountsInEveryRelease() {
    String connector =
        spanMetrics(
            "namespace = \"traces_spanmetrics\"\nhistogram {\n unit = \"s\"\n explicit {}\n}");

    assertThat(names(shapes(connector, "", "1.0.0")))
        .contains("traces_spanmetrics_calls_total", "traces_spanmetrics_duration_seconds_bucket")
        .isEqualTo(names(shapes(connector, "", "1.11.0")));
  }

  @Test
  void dimensionsAreLabels() {
    SeriesShape calls =
        shapes(
                spanMetrics(
                    """
                    namespace = "x"
                    dimension { name = "http.method" }
                    dimension {
                      name = "http.route"
                      default = "none"
                    }
                    exclude_dimensions = ["span.kind"]
                    histogram { disable = true }
                    """),
                "",
                "1.11.0")
            .get(0);

    assertThat(calls.name()).contains("x_calls_total");
    assertThat(calls.label("service_name")).isEqualTo(LabelDomain.any());
    assertThat(calls.label("http_method")).isEqualTo(LabelDomain.unknown());
    assertThat(calls.label("http_route")).isEqualTo(LabelDomain.any());
    assertThat(calls.label("span_kind")).isEqualTo(LabelDomain.absent());
    assertThat(calls.label("operation")).isEqualTo(LabelDomain.absent());
    assertThat(calls.label("job")).isEqualTo(LabelDomain.unknown());
    assertThat(calls.label("otel_scope_name")).isEqualTo(LabelDomain.unknown());
    assertThat(calls.isOpen()).isFalse();
  }

  @Test
  void theExporterDecidesOnSuffixesAndResourceAttributes() {
    String connector = spanMetrics("namespace = \"x\"\nhistogram {\n explicit {}\n}");

    assertThat(names(shapes(connector, "add_metric_suffixes = false", "1.11.0")))
        .containsExactly("x_calls", "x_duration_bucket", "x_duration_count", "x_duration_sum");
    assertThat(shapes(connector, "resource_to_telemetry_conversion = true", "1.11.0"))
        .allMatch(SeriesShape::isOpen);
    assertThat(shapes(connector, "include_scope_labels = false", "1.11.0"))
        .allMatch(shape -> shape.label("otel_scope_name").equals(LabelDomain.absent()));
  }

  @Test
  void anExponentialHistogramIsOneSeries() {
    assertThat(
            names(
                shapes(
                    spanMetrics("namespace = \"x\"\nhistogram {\n exponential {}\n}"),
                    "",
                    "1.11.0")))
        .containsExactly("x_calls_total", "x_duration_milliseconds");
  }

  @Test
  void eventsAreCountedWhenEnabled() {
    assertThat(
            names(
                shapes(
                    spanMetrics(
                        "namespace = \"x\"\nhistogram { disable = true }\n"
                            + "events {\n enabled = true\n dimension { name = \"e.type\" }\n}"),
                    "",
                    "1.11.0")))
        .containsExactly("x_calls_total", "x_events_total");
  }

  @Test
  void theServiceGraphHasClientAndServer() {
    List<SeriesShape> shapes =
        shapes(
            """
            otelcol.connector.servicegraph "g" {
              dimensions = ["http.method"]
              output { metrics = [otelcol.exporter.prometheus.p.input] }
            }
            """,
            "",
            "1.11.0");

    assertThat(names(shapes))
        .contains(
            "traces_service_graph_request_total",
            "traces_service_graph_request_failed_total",
            "traces_service_graph_request_server_seconds_bucket",
            "traces_service_graph_request_client_seconds_sum");
    assertThat(shapes.get(0).label("client")).isEqualTo(LabelDomain.any());
    assertThat(shapes.get(0).label("client_http_method")).isEqualTo(LabelDomain.unknown());
    assertThat(shapes.get(0).label("service_name")).isEqualTo(LabelDomain.absent());
  }

  @Test
  void anOtlpStoreMayNameThemEitherWay() {
    AlloyConfig config =
        Configurations.read(
                spanMetrics("namespace = \"x\"\nhistogram { disable = true }")
                        .replace("otelcol.exporter.prometheus.p", "otelcol.exporter.otlphttp.o")
                    + """
                    otelcol.exporter.otlphttp "o" {
                      client { endpoint = "http://mimir:9009/otlp" }
                    }
                    """)
            .within(NetworkTopology.EMPTY, "1.11.0");

    assertThat(names(Configurations.arriving(config))).containsExactly("x_calls", "x_calls_total");
    assertThat(Configurations.arriving(config)).allMatch(SeriesShape::isOpen);
  }

  @Test
  void aConnectorWithAnUnknownNamespaceStaysAnOpenReceiver() {
    AlloyConfig config =
        Configurations.read(
            spanMetrics("namespace = sys.env(\"NS\")\nhistogram {\n explicit {}\n}")
                + BEHIND.formatted(""));

    assertThat(config.telemetry()).isEmpty();
    assertThat(config.receivers()).hasSize(1);
  }
}
