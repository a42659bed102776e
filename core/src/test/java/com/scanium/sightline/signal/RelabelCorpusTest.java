package com.scanium.sightline.signal;

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
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RelabelCorpusTest {
  private static Doc json(String line) {
    return DocReader.json(SourceText.of("line.json", line)).orElseThrow();
  }

  @Test
  void everyVectorGivesWhatPrometheusAndAlloyGive() throws IOException {
    Path file = Path.of(System.getProperty("sightline.corpus", "missing"), "alloy/relabel.jsonl");
    assumeTrue(Files.exists(file), "no corpus: relabel vectors are not run");
    List<String> wrong = new ArrayList<>();
    int cases = 0;
    int alloyCases = 0;
    for (String line : Files.readAllLines(file)) {
      cases++;
      Doc expected = json(line);
      Doc answer = json(RelabelVectors.answer(line));
      compare(expected, answer, "output", expected, wrong);
      Optional<Doc> alloy = expected.get("alloy");
      if (alloy.isPresent() != answer.get("alloy").isPresent()) {
        wrong.add("alloy differs: " + line);
      } else if (alloy.isPresent()) {
        alloyCases++;
        compare(alloy.get(), answer.get("alloy").orElseThrow(), "labels", expected, wrong);
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(List.of(cases, alloyCases)).containsExactly(473, 22);
  }

  private static void compare(
      Doc expected, Doc answer, String output, Doc vector, List<String> wrong) {
    for (String field : List.of("valid", "dropped", output)) {
      boolean same =
          expected.get(field).isPresent() == answer.get(field).isPresent()
              && expected
                  .get(field)
                  .map(e -> e.sameAs(answer.get(field).orElseThrow()))
                  .orElse(true);
      if (!same) {
        wrong.add(field + ": " + vector.get("id") + " expected " + expected + " was " + answer);
      }
    }
    String error = expected.get("error").flatMap(Doc::asString).orElse("");
    String ours = answer.get("error").flatMap(Doc::asString).orElse("");
    if (!error.replace("panic: relabel: ", "").equals(ours)) {
      wrong.add("error: " + error + " was " + ours);
    }
  }
}
