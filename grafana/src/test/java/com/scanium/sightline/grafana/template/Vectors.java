package com.scanium.sightline.grafana.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Runs the lines of a corpus file and counts them, so that none is skipped silently. */
final class Vectors {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Vectors() {}

  static void check(String file, int lines, Function<JsonNode, Object> answer) throws IOException {
    Path path = Path.of(System.getProperty("sightline.corpus", "none"), "grafana", file);
    assumeTrue(Files.exists(path), "NOT RUN: the reference corpus is absent: " + path);
    List<String> wrong = new ArrayList<>();
    int ran = 0;
    for (String line : Files.readAllLines(path)) {
      JsonNode vector = JSON.readTree(line);
      ran++;
      JsonNode actual = JSON.valueToTree(answer.apply(vector));
      JsonNode expected = vector.has("expected") ? vector.get("expected") : vector.get("classic");
      if (!JSON.writeValueAsString(actual).equals(JSON.writeValueAsString(expected))) {
        wrong.add(actual + "\n   expected " + expected + "\n   for " + line);
      }
    }
    assertThat(wrong).as("%d of %d are wrong", wrong.size(), ran).isEmpty();
    assertThat(ran).isEqualTo(lines);
  }
}
