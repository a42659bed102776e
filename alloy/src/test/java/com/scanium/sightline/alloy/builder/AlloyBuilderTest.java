package com.scanium.sightline.alloy.builder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.scanium.sightline.alloy.AlloyConfig;
import com.scanium.sightline.alloy.syntax.AlloyFormat;
import com.scanium.sightline.alloy.syntax.AlloySyntax;
import com.scanium.sightline.text.SourceText;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlloyBuilderTest {
  private static final AlloyBlock MIMIR =
      AlloyComponents.prometheusRemoteWrite("mimir")
          .endpoint(
              "http://mimir:9009/api/v1/push",
              endpoint -> endpoint.set("headers", Map.of("X-Scope-OrgID", "scanium")))
          .externalLabels(Map.of("env", "prod"))
          .build();

  private static AlloyDocument whole() {
    AlloyBlock loki =
        AlloyComponents.lokiWrite("loki").endpoint("http://loki:3100/loki/api/v1/push").build();
    AlloyBlock process =
        AlloyComponents.lokiProcess("app")
            .stage("json", stage -> stage.set("expressions", Map.of("level", "")))
            .stage("labels", stage -> stage.set("values", Map.of("level", "")))
            .forwardTo(loki.export("receiver"))
            .build();
    AlloyBlock docker =
        AlloyBlock.of("discovery.docker", "all").set("host", "unix:///d.sock").build();
    AlloyBlock relabel =
        AlloyComponents.discoveryRelabel("all")
            .targets(docker.export("targets"))
            .keep("__meta_docker_container_name", "/api")
            .copy("__meta_docker_container_name", "container")
            .build();
    AlloyBlock metrics =
        AlloyComponents.prometheusRelabel("drop")
            .drop("__name__", "go_.*")
            .forwardTo(MIMIR.export("receiver"))
            .build();
    AlloyBlock series =
        AlloyComponents.otelcolExporterPrometheus("app", metrics.export("receiver")).build();
    AlloyBlock tempo = AlloyComponents.otelcolExporterOtlp("tempo", "tempo:4317").build();
    AlloyBlock http = AlloyComponents.otelcolExporterOtlphttp("up", "http://up:4318").build();
    AlloyBlock batch =
        AlloyComponents.otelcolProcessor("batch", "app")
            .output(
                Map.of(
                    "metrics", List.of(series.export("input")),
                    "traces", List.of(tempo.export("input"), http.export("input"))))
            .build();
    AlloyBlock attributes =
        AlloyComponents.otelcolProcessor("attributes", "app")
            .with(
                block ->
                    block.block(
                        "action",
                        action ->
                            action.set("key", "team").set("value", "a").set("action", "insert")))
            .output(Map.of("metrics", List.of(batch.export("input"))))
            .build();
    return AlloyDocument.builder()
        .add(
            AlloyComponents.prometheusScrape("backend")
                .target("backend:8080", Map.of("team", "a"))
                .jobName("backend")
                .interval(Duration.ofSeconds(15))
                .timeout(Duration.ofSeconds(10))
                .metricsPath("/m")
                .forwardTo(metrics.export("receiver"))
                .build(),
            "what the backend exposes\nsecond line")
        .add(metrics)
        .add(MIMIR)
        .add(docker)
        .add(relabel)
        .add(
            AlloyComponents.lokiSourceDocker("all")
                .targets(relabel.export("output"))
                .labels(Map.of("source", "docker"))
                .forwardTo(process.export("receiver"))
                .build())
        .add(
            AlloyComponents.lokiSourceFile("log")
                .targets(AlloyExpr.array(AlloyExpr.labels(Map.of("__path__", "/a.log"))))
                .forwardTo(process.export("receiver"))
                .build())
        .add(process)
        .add(loki)
        .add(
            AlloyComponents.otelcolReceiverOtlp("in")
                .output(Map.of("metrics", List.of(attributes.export("input"))))
                .build())
        .add(attributes)
        .add(batch)
        .add(series)
        .add(tempo)
        .add(http)
        .build();
  }

  @Test
  void printsAsAlloyFmtDoes() {
    AlloyBlock scrape =
        AlloyComponents.prometheusScrape("backend")
            .target("backend:8080")
            .interval(Duration.ofSeconds(90))
            .forwardTo(MIMIR.export("receiver"))
            .build();

    assertThat(AlloyDocument.builder().add(scrape, "the backend").add(MIMIR).build().text())
        .isEqualTo(
            """
            // the backend
            prometheus.scrape "backend" {
            \ttargets         = [{__address__ = "backend:8080"}]
            \tscrape_interval = "1m30s"
            \tforward_to      = [prometheus.remote_write.mimir.receiver]
            }

            prometheus.remote_write "mimir" {
            \tendpoint {
            \t\turl     = "http://mimir:9009/api/v1/push"
            \t\theaders = {"X-Scope-OrgID" = "scanium"}
            \t}

            \texternal_labels = {env = "prod"}
            }
            """);
  }

  @Test
  void commonComponentsAreWhatAlloyAccepts() {
    AlloyConfig config = AlloyConfig.of(whole());

    assertThat(config.syntaxFindings()).isEmpty();
    assertThat(config.defects()).isEmpty();
    assertThat(config.scrapeJobs()).hasSize(1);
    assertThat(config.writes()).hasSize(4);
  }

  @Test
  void whatWasPrintedReadsBackEqual() {
    AlloyDocument document = whole();
    String text = document.text();

    assertThat(AlloyDocument.parse(SourceText.of("x.alloy", text))).isEqualTo(document);
    assertThat(AlloyFormat.format(AlloySyntax.parse(SourceText.of("x.alloy", text))))
        .contains(text);
  }

  @Test
  void longListsStandALineEach() {
    AlloyComponents.Scrape scrape = AlloyComponents.prometheusScrape("x");
    for (int i = 0; i < 4; i++) {
      scrape.target("backend-" + i + ".example.org:8080", Map.of("zone", "zone-" + i));
    }
    AlloyBlock block = scrape.build();

    assertThat(block.text()).contains("targets = [\n\t\t{").contains("zone = \"zone-3\"},\n\t]\n");
    assertThat(AlloyBlock.parse(block.text())).isEqualTo(block);
  }

  @Test
  void everyStringSurvives() {
    Random random = new Random(42);
    for (int i = 0; i < 300; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(12); n > 0; n--) {
        text.append("ab\"\\\n\t\r{}`$é\u0001\u007f€".charAt(random.nextInt(15)));
      }
      AlloyBlock block = AlloyBlock.of("a", "b").set("c", text.toString()).build();
      AlloyBlock read = AlloyBlock.parse(block.text());

      assertThat(read).isEqualTo(block);
    }
  }

  @Test
  void expressionsOfEveryKind() {
    Map<String, AlloyExpr> fields = new LinkedHashMap<>();
    fields.put("a-b", AlloyExpr.number(1));
    fields.put("true", AlloyExpr.bool(false));
    fields.put("c", AlloyExpr.nothing());

    assertThat(AlloyExpr.object(fields)).hasToString("{\"a-b\" = 1, \"true\" = false, c = null}");
    assertThat(AlloyExpr.number(-2.5)).hasToString("-2.5");
    assertThat(AlloyExpr.duration(Duration.ofMillis(3_661_500))).hasToString("\"1h1m1s500ms\"");
    assertThat(AlloyExpr.duration(Duration.ZERO)).hasToString("\"0s\"");
    assertThat(AlloyExpr.environment("HOST")).hasToString("sys.env(\"HOST\")");
    assertThat(AlloyExpr.parse("1+2 *\n 3")).hasToString("1 + 2 * 3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1 +", "", "a b", "{"})
  void whatIsNoExpressionIsRefused(String text) {
    assertThatThrownBy(() -> AlloyExpr.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void wrongNamesAreRefused() {
    assertThatThrownBy(() -> AlloyBlock.of("a", "b-c"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> AlloyBlock.of("a b")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> AlloyBlock.of("a").set("b.c", 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> AlloyExpr.labels(Map.of("a\"b", "c")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> AlloyExpr.reference("a..b"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
