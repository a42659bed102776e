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
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

class RelabelCommandTest {
  private static final String CONFIG =
      """
      discovery.relabel "app" {
        targets = [{"__address__" = "api:8080", "container" = "/api"}]

        rule {
          source_labels = ["container"]
          regex         = "/(.*)"
          target_label  = "container"
        }
      }

      prometheus.relabel "app" {
        forward_to = []

        rule {
          source_labels = ["__name__"]
          regex         = "go_.*"
          action        = "drop"
        }

        rule {
          target_label = "env"
          replacement  = sys.env("ENV")
        }
      }

      prometheus.remote_write "mimir" {
        endpoint {
          url = "http://a"

          write_relabel_config {
            action = "labeldrop"
            regex  = "tmp"
          }
        }

        endpoint {
          url = "http://b"

          write_relabel_config {
            action = "labelkeep"
            regex  = "__name__|job"
          }
        }
      }
      """;

  private final FakeValidation validation =
      FakeValidation.answering(PipelineReport.builder().build());
  private final TestConsole console = new TestConsole();

  @TempDir private Path folder;
  private Path config;

  @BeforeEach
  void write() throws IOException {
    config = Files.writeString(folder.resolve("config.alloy"), CONFIG);
  }

  private int run(String... more) {
    String[] arguments = new String[more.length + 4];
    arguments[0] = "relabel";
    arguments[1] = "explain";
    arguments[2] = "--config";
    arguments[3] = config.toString();
    System.arraycopy(more, 0, arguments, 4, more.length);
    return console.run(validation, arguments);
  }

  @Test
  void explainsTheTargetsThatTheConfigurationTells() {
    assertThat(run("--component", "discovery.relabel.app")).isZero();
    assertThat(console.out())
        .startsWith("discovery.relabel.app: 1 rule\n")
        .contains("match, $1 = \"api\"\n  ~ container = \"api\"   (was \"/api\")");
  }

  @Test
  void explainsTheLabelsThatAreGiven() {
    assertThat(run("--component", "prometheus.relabel.app", "--labels", "go_info{job=\"x\"}"))
        .isZero();
    assertThat(console.out()).contains("nothing: rule 1 drops it");
  }

  @Test
  void saysWhereTheFilesEndToTell() {
    assertThat(run("--component", "prometheus.relabel.app", "--labels", "{\"job\": \"x\"}"))
        .isZero();
    assertThat(console.out()).contains("not known from here on: rule 2").contains("\"ENV\"");
  }

  @Test
  void everyEndpointOfAWriteIsExplained() {
    assertThat(
            run(
                "--component",
                "prometheus.remote_write.mimir",
                "--labels",
                "up{tmp=\"1\",job=\"j\"}"))
        .isZero();
    assertThat(console.out())
        .contains("prometheus.remote_write.mimir endpoint 1: 1 rule")
        .contains("prometheus.remote_write.mimir endpoint 2: 1 rule");
  }

  @Test
  void severalValuesGiveWhatCanComeOut() {
    assertThat(
            run(
                "--component",
                "prometheus.relabel.app",
                "--labels",
                "{\"__name__\": [\"go_info\", \"up\"], \"job\": null}"))
        .isZero();
    assertThat(console.out())
        .contains("what can come out\n  __name__  \"up\"\n  job       any value\n");
  }

  @Test
  void withoutLabelsAnythingCanComeIn() {
    assertThat(run("--component", "prometheus.remote_write.mimir endpoint 2")).isZero();
    assertThat(console.out()).contains("what can come in").contains("any other labels");
  }

  @Test
  void jsonHoldsEveryStep() {
    assertThat(run("--component", "discovery.relabel.app", "--format", "json")).isZero();
    JsonNode explanation = new ObjectMapper().readTree(console.out()).path("explanations").path(0);
    assertThat(explanation.path("stage").asString()).isEqualTo("discovery.relabel.app");
    assertThat(explanation.path("steps").path(0).path("changes").path(0).path("after").asString())
        .isEqualTo("api");
    assertThat(explanation.path("output").path("container").asString()).isEqualTo("api");
  }

  @Test
  void readsPrometheusRules() throws IOException {
    config =
        Files.writeString(
            folder.resolve("prometheus.yml"),
            """
            scrape_configs:
            - job_name: app
              relabel_configs:
              - {source_labels: [a], target_label: b}
            """);

    assertThat(run("--component", "app", "--labels", "{\"a\": \"1\"}")).isZero();
    assertThat(console.out())
        .startsWith("scrape_configs[app].relabel_configs: 1 rule\n")
        .contains("+ b = \"1\"");
  }

  @Test
  void refusedRulesAreNotHealthy() throws IOException {
    config = Files.writeString(folder.resolve("rules.yml"), "[{action: keep, regex: 'a('}]");

    assertThat(run("--labels", "up")).isEqualTo(1);
    assertThat(console.out()).contains("refused");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\": {}} | label a is a string, a list of strings or null, not an object",
        "{\"a\": | the labels are no JSON object",
        "up{job=~\"x\"} | a series has labels with =, not =~",
        "rate(up[5m]) | the labels are neither a JSON object nor a series",
      })
  void badLabelsAreSaidInOneLine(String labels, String message) {
    assertThat(run("--labels", labels)).isEqualTo(2);
    assertThat(console.err()).startsWith("sightline: " + message);
    assertThat(console.err().lines()).hasSize(1);
  }

  @Test
  void anUnknownComponentIsSaidWithTheNearest() {
    assertThat(run("--component", "prometheus.relabel.ap")).isEqualTo(2);
    assertThat(console.err()).contains("did you mean prometheus.relabel.app?");
  }

  @Test
  void aMissingFileIsSaidInOneLine() {
    config = folder.resolve("nope.alloy");

    assertThat(run()).isEqualTo(2);
    assertThat(console.err()).startsWith("sightline: no such file").hasLineCount(1);
  }

  @Test
  void aFileWithoutRulesIsSaidInOneLine() throws IOException {
    config = Files.writeString(folder.resolve("empty.yml"), "a: 1\n");

    assertThat(run()).isEqualTo(2);
    assertThat(console.err()).startsWith("sightline: no relabel rules in").hasLineCount(1);
  }
}
