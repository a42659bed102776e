package com.scanium.sightline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.scanium.sightline.finding.PipelineReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/** The vectors about dashboards, as tools in other languages ask them. */
class GrafanaVectorsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> COUNTS = List.of("panels", "targets", "variables");

  private final FakeValidation validation =
      FakeValidation.answering(PipelineReport.builder().build());

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "interpolation, 579",
    "intervals, 529",
    "variable-queries, 351",
    "variable-options, 143"
  })
  void recordedAnswersAreGiven(String kind, int lines) throws IOException {
    List<JsonNode> questions = corpus(kind + ".jsonl");

    List<JsonNode> answers = answers(kind, questions);

    assertThat(answers).hasSize(lines).hasSameSizeAs(questions);
    for (int i = 0; i < lines; i++) {
      JsonNode question = questions.get(i);
      JsonNode expected =
          question.has("expected") ? question.get("expected") : question.get("classic");
      assertThat(answers.get(i).get("id")).isEqualTo(question.get("id"));
      assertThat(answers.get(i).get("result")).as(question.toString()).isEqualTo(expected);
    }
  }

  @Test
  void dashboardsAreCounted() throws IOException {
    Path folder = folder();
    List<JsonNode> questions = new ArrayList<>();
    for (JsonNode line : corpus("dashboards.jsonl")) {
      String file = folder.resolve(line.get("file").asString()).toString();
      questions.add(((ObjectNode) line).put("file", file));
    }

    List<JsonNode> answers = answers("dashboards", questions);

    assertThat(answers).hasSize(438);
    for (int i = 0; i < answers.size(); i++) {
      JsonNode answer = answers.get(i);
      assertThat(answer.get("ok").asBoolean()).as(answer.toString()).isTrue();
      assertThat(answer.get("lossless").asBoolean()).as(answer.toString()).isTrue();
      for (String count : COUNTS) {
        assertThat(answer.get(count)).as(answer.toString()).isEqualTo(questions.get(i).get(count));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dashboards",
        "interpolation",
        "intervals",
        "variable-options",
        "variable-queries"
      })
  void malformedLinesAreAnsweredAndTheStreamGoesOn(String kind) {
    TestConsole console = new TestConsole().reading("{\n[]\nnonsense\n\u0000\n{}\n7\n");

    assertThat(console.run(validation, "vectors", kind)).isZero();

    List<String> lines = console.out().lines().toList();
    assertThat(lines).hasSize(6);
    for (int i : new int[] {0, 1, 2, 3, 5}) {
      assertThat(lines.get(i)).startsWith("{\"id\":null,\"ok\":false,\"error\":\"");
    }
    assertThat(console.err()).isEmpty();
  }

  @Test
  void unreadableDashboardsAreAnswered(@TempDir Path folder) throws IOException {
    Path broken = Files.writeString(folder.resolve("broken.json"), "{\"panels\": [");
    Path other = Files.writeString(folder.resolve("other.json"), "{\"name\": \"x\"}");
    List<JsonNode> questions = new ArrayList<>();
    for (Path file : List.of(broken, other, folder, folder.resolve("missing.json"))) {
      questions.add(JSON.createObjectNode().put("file", file.toString()));
    }

    assertThat(answers("dashboards", questions))
        .hasSize(4)
        .allSatisfy(
            answer -> {
              assertThat(answer.get("ok").asBoolean()).isFalse();
              assertThat(answer.get("error").asString()).isNotEmpty();
              assertThat(answer.get("panels").asInt()).isZero();
            });
  }

  private List<JsonNode> answers(String kind, List<JsonNode> questions) {
    StringBuilder lines = new StringBuilder();
    questions.forEach(line -> lines.append(line).append('\n'));
    TestConsole console = new TestConsole().reading(lines.toString());
    assertThat(console.run(validation, "vectors", kind)).isZero();
    return console.out().lines().map(JSON::readTree).toList();
  }

  private static List<JsonNode> corpus(String file) throws IOException {
    return Files.readAllLines(folder().resolve(file), StandardCharsets.UTF_8).stream()
        .map(JSON::readTree)
        .toList();
  }

  private static Path folder() {
    Path folder = Path.of(System.getProperty("sightline.corpus", "none"), "grafana");
    assumeTrue(Files.isDirectory(folder), "NOT RUN: the reference corpus is absent: " + folder);
    return folder;
  }
}
