package com.scanium.sightline.alloy.collector;

import static org.assertj.core.api.Assertions.assertThat;

import com.scanium.sightline.network.NetworkTopology;
import com.scanium.sightline.signal.LabelDomain;
import com.scanium.sightline.signal.SeriesShape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What processors do to metrics of spans on their way to series. */
class OtelProcessorsTest {
  private static List<SeriesShape> behind(String kind, String inside) {
    return Configurations.arriving(
        Configurations.read(
                """
                otelcol.connector.spanmetrics "s" {
                  namespace = "x"
                  histogram { disable = true }
                  output { metrics = [otelcol.processor.%1$s.p.input] }
                }
                otelcol.processor.%1$s "p" {
                %2$s
                  output { metrics = [otelcol.exporter.prometheus.p.input] }
                }
                otelcol.exporter.prometheus "p" {
                  forward_to = [prometheus.remote_write.m.receiver]
                }
                prometheus.remote_write "m" {
                  endpoint { url = "http://mimir:9009/api/v1/push" }
                }
                """
                    .formatted(kind, inside))
            .within(NetworkTopology.EMPTY, "1.11.0"));
  }

  private static SeriesShape one(String kind, String inside) {
    List<SeriesShape> all = behind(kind, inside);
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  private static String action(String inside) {
    return "action {\n" + inside + "\n}";
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "batch",
        "memory_limiter",
        "probabilistic_sampler",
        "resourcedetection",
        "k8sattributes",
        "interval"
      })
  void theseLeaveLabelsAlone(String kind) {
    assertThat(one(kind, "").isOpen()).isFalse();
    assertThat(one(kind, "").label("team")).isEqualTo(LabelDomain.absent());
  }

  @Test
  void attributesInsertUpsertUpdateAndDelete() {
    assertThat(
            one("attributes", action("key = \"team\"\nvalue = \"x\"\naction = \"insert\""))
                .label("team"))
        .isEqualTo(LabelDomain.value("x"));
    assertThat(
            one("attributes", action("key = \"span.kind\"\nvalue = \"x\"\naction = \"insert\""))
                .label("span_kind"))
        .isEqualTo(LabelDomain.any());
    assertThat(
            one("attributes", action("key = \"span.kind\"\nvalue = \"x\"\naction = \"upsert\""))
                .label("span_kind"))
        .isEqualTo(LabelDomain.value("x"));
    assertThat(
            one("attributes", action("key = \"team\"\nvalue = \"x\"\naction = \"update\""))
                .label("team"))
        .isEqualTo(LabelDomain.absent());
    assertThat(
            one("attributes", action("key = \"span.name\"\naction = \"delete\""))
                .label("span_name"))
        .isEqualTo(LabelDomain.absent());
    assertThat(
            one("attributes", action("key = \"span.name\"\naction = \"hash\"")).label("span_name"))
        .isEqualTo(LabelDomain.any());
  }

  @Test
  void aConditionLeavesOthersUnchanged() {
    List<SeriesShape> shapes =
        behind(
            "attributes",
            "include {\n match_type = \"strict\"\n metric_names = [\"x.calls\"]\n}\n"
                + action("key = \"team\"\nvalue = \"x\"\naction = \"insert\""));

    assertThat(shapes)
        .extracting(shape -> shape.label("team"))
        .containsExactly(LabelDomain.absent(), LabelDomain.value("x"));
  }

  @Test
  void extractingLabelsByAnExpressionIsOpen() {
    assertThat(
            one(
                    "attributes",
                    action("key = \"span.name\"\npattern = \"(?P<a>.*)\"\naction = \"extract\""))
                .isOpen())
        .isTrue();
  }

  @Test
  void aFilterByNameDropsTheMetric() {
    assertThat(behind("filter", "metrics { metric = ['name == \"x.calls\"'] }".replace('\'', '`')))
        .isEmpty();
    assertThat(behind("filter", "metrics { metric = ['name == \"y\"'] }".replace('\'', '`')))
        .hasSize(1);
    assertThat(
            behind(
                "filter",
                "metrics { datapoint = ['attributes[\"a\"] == \"b\"'] }".replace('\'', '`')))
        .hasSize(1);
  }

  @Test
  void transformStatementsOnPointsAreFollowed() {
    String statements =
        """
        metric_statements {
          context = "datapoint"
          statements = [
            `set(attributes["team"], "x")`,
            `delete_key(attributes, "span.name")`,
            `set(attributes["route"], attributes["http.route"]) where attributes["a"] == "b"`,
          ]
        }
        """;
    SeriesShape shape = one("transform", statements);

    assertThat(shape.label("team")).isEqualTo(LabelDomain.value("x"));
    assertThat(shape.label("span_name")).isEqualTo(LabelDomain.absent());
    assertThat(shape.label("route")).isEqualTo(LabelDomain.unknown());
    assertThat(shape.isOpen()).isFalse();
  }

  @Test
  void transformStatementsOnResourcesChangeNoLabel() {
    SeriesShape shape =
        one(
            "transform",
            "metric_statements {\n context = \"resource\"\n"
                + " statements = [`set(attributes[\"a\"], \"b\")`]\n}");

    assertThat(shape.label("a")).isEqualTo(LabelDomain.absent());
  }

  @Test
  void otherStatementsAreOpen() {
    SeriesShape shape =
        one(
            "transform",
            "metric_statements {\n context = \"metric\"\n"
                + " statements = [`set(name, \"other\")`]\n}");

    assertThat(shape.isOpen()).isTrue();
    assertThat(shape.name()).isEmpty();
  }
}
