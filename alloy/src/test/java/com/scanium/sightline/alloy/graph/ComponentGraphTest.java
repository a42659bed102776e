package com.scanium.sightline.alloy.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.scanium.sightline.alloy.AlloyConfig;
import com.scanium.sightline.alloy.corpus.Corpus;
import com.scanium.sightline.text.SourceText;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class ComponentGraphTest {
  private static final String STACK =
      """
      discovery.docker "linux" {
        host = "unix:///var/run/docker.sock"
      }

      prometheus.scrape "backend" {
        targets    = discovery.docker.linux.targets
        forward_to = [prometheus.relabel.backend.receiver, prometheus.remote_write.other.receiver]
      }

      prometheus.relabel "backend" {
        forward_to = [prometheus.remote_write.mimir.receiver]
      }

      prometheus.remote_write "mimir" { }

      prometheus.remote_write "other" { }

      otelcol.receiver.otlp "default" {
        output {
          metrics = [otelcol.processor.batch.default.input]
          logs    = [otelcol.processor.batch.default.input]
          traces  = [otelcol.processor.batch.default.input, otelcol.connector.spanmetrics.a.input]
        }
      }

      otelcol.connector.spanmetrics "a" {
        histogram {
          explicit { }
        }

        output {
          metrics = [otelcol.exporter.prometheus.default.input]
        }
      }

      otelcol.processor.batch "default" {
        output {
          metrics = [otelcol.exporter.prometheus.default.input]
          traces  = [otelcol.exporter.otlp.tempo.input]
        }
      }

      otelcol.exporter.prometheus "default" {
        forward_to = [prometheus.remote_write.mimir.receiver]
      }

      otelcol.auth.basic "tempo" {
        username = "a"
        password = "b"
      }

      otelcol.exporter.otlp "tempo" {
        client {
          endpoint = "tempo:4317"
          auth     = otelcol.auth.basic.tempo.handler
        }
      }
      """;

  private static ComponentGraph graph(String text) {
    return AlloyConfig.parse(SourceText.of("config.alloy", text)).graph();
  }

  private static List<String> paths(String text, String from) {
    return graph(text).pathsFrom(from).paths().stream().map(SignalPath::toString).toList();
  }

  @Test
  void aScrapeLeadsToEachWrite() {
    assertThat(paths(STACK, "prometheus.scrape.backend"))
        .containsExactly(
            "metrics: prometheus.scrape.backend -> prometheus.relabel.backend ->"
                + " prometheus.remote_write.mimir",
            "metrics: prometheus.scrape.backend -> prometheus.remote_write.other");
  }

  @Test
  void targetsBecomeTheMetricsOfTheirScrape() {
    assertThat(graph(STACK).pathsFrom("discovery.docker.linux").ends())
        .containsExactly("prometheus.remote_write.mimir", "prometheus.remote_write.other");
  }

  @Test
  void eachSignalTakesItsOwnWayAndConnectorsMakeOthers() {
    Paths paths = graph(STACK).pathsFrom("otelcol.receiver.otlp.default");

    assertThat(paths.of(EdgeType.TRACES))
        .extracting(SignalPath::end)
        .containsExactly("otelcol.exporter.otlp.tempo");
    assertThat(paths.of(EdgeType.LOGS))
        .as("the batch passes no logs on")
        .extracting(SignalPath::end)
        .containsExactly("otelcol.processor.batch.default");
    assertThat(paths.of(EdgeType.METRICS))
        .extracting(SignalPath::components)
        .containsExactly(
            List.of(
                "otelcol.receiver.otlp.default",
                "otelcol.processor.batch.default",
                "otelcol.exporter.prometheus.default",
                "prometheus.remote_write.mimir"),
            List.of(
                "otelcol.receiver.otlp.default",
                "otelcol.connector.spanmetrics.a",
                "otelcol.exporter.prometheus.default",
                "prometheus.remote_write.mimir"));
  }

  @Test
  void credentialsAreValuesAndNoData() {
    assertThat(graph(STACK).flowsTo("otelcol.exporter.otlp.tempo"))
        .extracting(Flow::type)
        .containsExactlyInAnyOrder(EdgeType.TRACES, EdgeType.VALUE);
    assertThat(graph(STACK).pathsFrom("otelcol.auth.basic.tempo").paths()).isEmpty();
    assertThat(graph(STACK).pathsFrom("nobody.here").paths()).isEmpty();
  }

  @Test
  void cyclesAreNamedAndEndPaths() {
    String text =
        """
        prometheus.relabel "a" {
          forward_to = [prometheus.relabel.b.receiver]
        }

        prometheus.relabel "b" {
          forward_to = [prometheus.relabel.a.receiver]
        }

        prometheus.relabel "c" {
          forward_to = [prometheus.relabel.c.receiver]
        }
        """;

    assertThat(graph(text).cycles())
        .containsExactly(
            List.of("prometheus.relabel.a", "prometheus.relabel.b"),
            List.of("prometheus.relabel.c"));
    assertThat(paths(text, "prometheus.relabel.a"))
        .containsExactly("metrics: prometheus.relabel.a -> prometheus.relabel.b");
    assertThat(graph(text).toMermaid()).contains("class n0,n1,n2 cycle");
    assertThat(graph(text).toDot()).contains("n2 [label=\"prometheus.relabel\\nc\", color=red];");
  }

  @Test
  void drawsMermaidAndDotInTheOrderOfTheFile() {
    String text =
        """
        prometheus.scrape "a" {
          targets    = discovery.docker.d.targets
          forward_to = [prometheus.remote_write.m.receiver]
        }

        discovery.docker "d" {
          host = "h"
        }

        prometheus.remote_write "m" { }
        """;

    assertThat(graph(text).toMermaid())
        .isEqualTo(
            """
            flowchart LR
              n0["prometheus.scrape<br/>a"]
              n1["discovery.docker<br/>d"]
              n2["prometheus.remote_write<br/>m"]
              n1 -.->|targets| n0
              n0 -->|metrics| n2
            """);
    assertThat(graph(text).toDot())
        .isEqualTo(
            """
            digraph alloy {
              rankdir=LR;
              node [shape=box];
              n0 [label="prometheus.scrape\\na"];
              n1 [label="discovery.docker\\nd"];
              n2 [label="prometheus.remote_write\\nm"];
              n1 -> n0 [label="targets", style=dashed];
              n0 -> n2 [label="metrics"];
            }
            """);
  }

  static LongStream seeds() {
    return new Random(42).longs(60);
  }

  /** A configuration of relabels and writes with random references, some of them to nobody. */
  private static String anyConfiguration(Random random) {
    int size = 1 + random.nextInt(12);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < size; i++) {
      text.append("prometheus.relabel \"r").append(i).append("\" {\n  forward_to = [");
      for (int j = random.nextInt(4); j > 0; j--) {
        text.append("prometheus.relabel.r").append(random.nextInt(size + 2)).append(".receiver, ");
      }
      text.append("]\n}\n");
    }
    return text.toString();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void everyEdgeHasItsEndsAndEveryPathIsSimple(long seed) {
    ComponentGraph graph = graph(anyConfiguration(new Random(seed)));

    assertThat(graph.flows()).hasSameSizeAs(graph.edges());
    for (Flow flow : graph.flows()) {
      assertThat(graph.components()).containsKeys(flow.from(), flow.to());
      assertThat(graph.flowsFrom(flow.from())).contains(flow);
      assertThat(graph.flowsTo(flow.to())).contains(flow);
    }
    Set<String> inCycles = new HashSet<>();
    graph.cycles().forEach(inCycles::addAll);
    for (String id : graph.components().keySet()) {
      for (SignalPath path : graph.pathsFrom(id).paths()) {
        assertThat(path.components()).doesNotHaveDuplicates().startsWith(id);
        assertThat(graph.components()).containsKeys(path.components().toArray(String[]::new));
      }
    }
    assertThat(graph.components().keySet()).containsAll(inCycles);
  }

  @Test
  void aChainOfTenThousandComponentsIsOnePathAndQuick() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 10_000; i++) {
      text.append("prometheus.relabel \"r").append(i).append("\" {\n  forward_to = [");
      text.append(i < 9_999 ? "prometheus.relabel.r" + (i + 1) + ".receiver" : "").append("]\n}\n");
    }

    Assertions.assertTimeout(
        Duration.ofSeconds(10),
        () -> {
          ComponentGraph graph = graph(text.toString());
          assertThat(graph.cycles()).isEmpty();
          assertThat(graph.toDot()).contains("n9999");
          assertThat(graph.pathsFrom("prometheus.relabel.r0").paths())
              .singleElement()
              .satisfies(path -> assertThat(path.components()).hasSize(10_000));
        });
  }

  @Test
  void manyJoinsAreCutOff() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 30; i++) {
      String next =
          i == 29
              ? ""
              : "prometheus.relabel.a%d.receiver, prometheus.relabel.b%d.receiver"
                  .formatted(i + 1, i + 1);
      text.append("prometheus.relabel \"a%d\" {\n  forward_to = [%s]\n}\n".formatted(i, next));
      text.append("prometheus.relabel \"b%d\" {\n  forward_to = [%s]\n}\n".formatted(i, next));
    }

    Paths paths = graph(text.toString()).pathsFrom("prometheus.relabel.a0");

    assertThat(paths.isComplete()).isFalse();
    assertThat(paths.paths()).hasSize(Paths.MOST);
  }

  @Test
  void everyRealConfigurationHasAGraph() {
    int ran = 0;
    int flows = 0;
    for (JsonNode vector : Corpus.vectors("configs.jsonl")) {
      ComponentGraph graph = AlloyConfig.parse(Corpus.source(vector)).graph();
      for (Flow flow : graph.flows()) {
        assertThat(graph.components()).containsKeys(flow.from(), flow.to());
        flows++;
      }
      graph.components().keySet().forEach(graph::pathsFrom);
      assertThat(graph.toMermaid()).startsWith("flowchart LR\n");
      ran++;
    }
    assertThat(ran).isEqualTo(1098);
    assertThat(flows).isGreaterThan(3000);
  }
}
