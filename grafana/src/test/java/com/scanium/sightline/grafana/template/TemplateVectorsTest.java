package com.scanium.sightline.grafana.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.DocReader;
import com.scanium.sightline.text.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything that Grafana's real code was recorded doing; the counts show that all of it ran. */
class TemplateVectorsTest {
  @Test
  void interpolatesAsTheBrowserDoes() throws IOException {
    check("interpolation.jsonl", 579, TemplateVectors::interpolation);
  }

  @Test
  void computesIntervalsAsBrowserAndServerDo() throws IOException {
    check("intervals.jsonl", 529, TemplateVectors::intervals);
  }

  @Test
  void takesVariableQueriesApartAsTheDataSourceDoes() throws IOException {
    check("variable-queries.jsonl", 351, TemplateVectors::variableQueries);
  }

  @Test
  void makesOptionsAsTheBrowserDoes() throws IOException {
    check("variable-options.jsonl", 143, TemplateVectors::variableOptions);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "{}", "{\"id\":1,\"template\":7,\"variables\":[]}", "nul"})
  void badLinesAreAnsweredNotThrown(String line) {
    assertThat(
            List.of(
                TemplateVectors.interpolation(line),
                TemplateVectors.intervals(line),
                TemplateVectors.variableQueries(line),
                TemplateVectors.variableOptions(line)))
        .allMatch(answer -> answer.startsWith("{"));
  }

  private static void check(String file, int lines, UnaryOperator<String> door) throws IOException {
    Path path = Path.of(System.getProperty("sightline.corpus", "none"), "grafana", file);
    assumeTrue(Files.exists(path), "NOT RUN: the reference corpus is absent: " + path);
    List<String> wrong = new ArrayList<>();
    int ran = 0;
    for (String line : Files.readAllLines(path)) {
      Doc vector = parsed(line);
      ran++;
      Doc expected = vector.get("expected").or(() -> vector.get("classic")).orElseThrow();
      Doc actual = parsed(door.apply(line)).get("result").orElseThrow();
      if (!actual.sameAs(expected)) {
        wrong.add(door.apply(line) + "\n   for " + line);
      }
    }
    assertThat(wrong).as("%d of %d are wrong", wrong.size(), ran).isEmpty();
    assertThat(ran).isEqualTo(lines);
  }

  private static Doc parsed(String line) {
    return DocReader.json(SourceText.of("line.json", line)).orElseThrow();
  }
}
