package com.scanium.sightline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.scanium.sightline.finding.PipelineReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

class AlloyCheckCommandTest {
  private static final String SOUND =
      """
      prometheus.scrape "a" {
        targets    = [{"__address__" = "backend:8080"}]
        forward_to = [prometheus.remote_write.mimir.receiver]
      }

      prometheus.remote_write "mimir" { }
      """;
  private static final String WRONG =
      """
      prometheus.scrape "a" {
        target     = []
        forward_to = [prometheus.remote_write.mimr.receiver]
      }

      prometheus.remote_write "mimir" { }
      """;

  private final FakeValidation validation =
      FakeValidation.answering(PipelineReport.builder().build());
  private final TestConsole console = new TestConsole();

  @TempDir private Path folder;

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private int alloy(String... arguments) {
    List<String> all = new ArrayList<>(List.of("alloy"));
    all.addAll(List.of(arguments));
    return console.run(validation, all.toArray(String[]::new));
  }

  @Test
  void aSoundFileIsHealthy() throws IOException {
    assertThat(alloy("check", file("a.alloy", SOUND))).isZero();
    assertThat(console.err()).isEmpty();
  }

  @Test
  void defectsAreShownWithTheirLineAndWhatToDo() throws IOException {
    assertThat(alloy("check", "--color", "never", file("a.alloy", WRONG))).isEqualTo(1);
    assertThat(console.out())
        .contains(
            "error alloy/unknown-argument: prometheus.scrape \"a\" has no argument \"target\"",
            "a.alloy:2:3",
            "  2 |   target     = []",
            "write targets",
            "error alloy/unresolved-reference: no block is prometheus.remote_write \"mimr\"",
            "write prometheus.remote_write.mimir");
  }

  @Test
  void severalFilesAreSeveralConfigurations() throws IOException {
    assertThat(alloy("check", file("a.alloy", SOUND), file("b.alloy", SOUND))).isZero();
  }

  @Test
  void aFolderIsOneConfiguration() throws IOException {
    file("a.alloy", SOUND);
    file("b.alloy", SOUND);

    assertThat(alloy("check", folder.toString())).isEqualTo(1);
    assertThat(console.out()).contains("prometheus.scrape.a is there twice", "b.alloy:1:1");
  }

  @Test
  void printsJson() throws IOException {
    assertThat(alloy("check", "--format", "json", file("a.alloy", WRONG))).isEqualTo(1);

    JsonNode report = new ObjectMapper().readTree(console.out());
    assertThat(report.get("healthy").asBoolean()).isFalse();
    assertThat(report.get("findings"))
        .extracting(finding -> finding.get("rule").asString())
        .containsExactly("alloy/unknown-argument", "alloy/unresolved-reference");
    assertThat(report.get("findings").get(0).get("location").get("line").asInt()).isEqualTo(2);
  }

  @Test
  void theStabilityLevelDecidesWhatMayBeUsed() throws IOException {
    String file = file("a.alloy", "livedebugging { }\n\nprometheus.enrich \"a\" { }\n");

    assertThat(alloy("check", file)).isEqualTo(1);
    assertThat(console.out()).contains("alloy/stability", "--stability.level=experimental");
    alloy("check", "--stability", "experimental", file);
    assertThat(console.out().split("alloy/stability", -1)).hasSize(2);
  }

  @Test
  void aReleaseThatTheFactsDoNotCoverGivesWarnings() throws IOException {
    String file = file("a.alloy", "prometheus.remote_write \"a\" { brand_new = 1 }\n");

    assertThat(alloy("check", "--alloy-version", "1.5.0", file)).isEqualTo(1);
    assertThat(alloy("check", "--alloy-version", "2.0.0", file)).isZero();
    assertThat(console.out()).contains("warning alloy/unknown-argument");
  }

  @Test
  void unknownComponentsAreTakenWhenAskedTo() throws IOException {
    String file = file("a.alloy", "acme.thing \"a\" { x = 1 }\n");

    assertThat(alloy("check", file)).isEqualTo(1);
    assertThat(alloy("check", "--tolerate-unknown", file)).isZero();
  }

  @Test
  void drawsAGraph() throws IOException {
    String file = file("a.alloy", SOUND);

    assertThat(alloy("graph", file)).isZero();
    assertThat(console.out()).startsWith("flowchart LR\n").contains("n0 -->|metrics| n1");
  }

  @Test
  void drawsAGraphInDot() throws IOException {
    assertThat(alloy("graph", "--format", "dot", file("a.alloy", SOUND))).isZero();
    assertThat(console.out())
        .startsWith("digraph alloy {")
        .contains("n0 -> n1 [label=\"metrics\"]");
  }

  @Test
  void listsThePathsFromAComponent() throws IOException {
    assertThat(alloy("graph", "--from", "prometheus.scrape.a", file("a.alloy", SOUND))).isZero();
    assertThat(console.out())
        .isEqualTo("metrics: prometheus.scrape.a -> prometheus.remote_write.mimir\n");
  }

  @Test
  void aCycleIsSaidAndFails() throws IOException {
    String file =
        file(
            "a.alloy",
            "prometheus.relabel \"a\" {\n  forward_to = [prometheus.relabel.a.receiver]\n}\n");

    assertThat(alloy("graph", file)).isEqualTo(1);
    assertThat(console.err()).contains("cycle: prometheus.relabel.a");
  }

  @Test
  void badInputIsOneLineAndStatusTwo() throws IOException {
    String file = file("a.alloy", SOUND);
    Path empty = Files.createDirectory(folder.resolve("empty"));

    for (String[] arguments :
        new String[][] {
          {"check"},
          {"check", folder.resolve("missing.alloy").toString()},
          {"check", empty.toString()},
          {"check", "--stability", "beta", file},
          {"graph", file, file},
          {"graph", "--format", "svg", file},
          {"graph", "--from", "prometheus.scrape.b", file}
        }) {
      TestConsole fresh = new TestConsole();
      List<String> all = new ArrayList<>(List.of("alloy"));
      all.addAll(List.of(arguments));
      assertThat(fresh.run(validation, all.toArray(String[]::new)))
          .as(String.join(" ", arguments))
          .isEqualTo(2);
      assertThat(fresh.err()).doesNotContain("\tat ").isNotBlank();
    }
  }
}
