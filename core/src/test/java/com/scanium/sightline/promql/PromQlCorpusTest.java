package com.scanium.sightline.promql;

import static org.assertj.core.api.Assertions.assertThat;

import com.scanium.sightline.promql.PromQlOptions.Experimental;
import com.scanium.sightline.promql.PromQlOptions.Grammar;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Compares with what Prometheus' own parser answered; everything goes through the vectors' door.
 */
class PromQlCorpusTest {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Path FOLDER =
      Path.of(System.getProperty("sightline.corpus", "")).resolve("promql");

  /** Error positions that differ for a reason that docs/promql-differences.md gives. */
  private static final Set<String> OTHER_POSITION = Set.of("c-bbc27566c42e");

  /** What differs, by field, as one line per record. */
  private final Map<String, List<String>> differences = new TreeMap<>();

  private int positions;

  @BeforeAll
  static void corpusIsThere() {
    Assumptions.assumeTrue(
        Files.isDirectory(FOLDER), "NOT CHECKED: no PromQL vectors at " + FOLDER);
  }

  private static List<String> lines(String file) throws IOException {
    String text = Files.readString(FOLDER.resolve(file), StandardCharsets.UTF_8);
    return Arrays.stream(text.split("\n")).filter(line -> !line.isEmpty()).toList();
  }

  @Test
  void acceptsAndReadsWhatPrometheusDoes() throws IOException {
    List<String> lines = lines("conformance.jsonl");
    PromQlVectors vectors = new PromQlVectors(Grammar.V3_9);
    for (String line : lines) {
      compare(JSON.readTree(line), JSON.readTree(vectors.answer(line)), true);
    }
    report("conformance", lines.size());
    assertThat(lines).hasSizeGreaterThan(3000);
    assertThat(differences.keySet()).isEmpty();
  }

  @Test
  void readsRealQueriesAsPrometheusDoes() throws IOException {
    List<String> lines = lines("realworld.jsonl");
    PromQlVectors vectors = new PromQlVectors(Grammar.V3_9);
    for (String line : lines) {
      compare(JSON.readTree(line), JSON.readTree(vectors.answer(line)), false);
    }
    report("realworld", lines.size());
    assertThat(lines).hasSizeGreaterThan(6000);
    assertThat(differences.keySet()).isEmpty();
  }

  @Test
  void readsTheNewerGrammarAsPrometheusDoes() throws IOException {
    List<String> lines = lines("conformance.jsonl");
    PromQlVectors vectors = new PromQlVectors(Grammar.NEWER);
    int differing = 0;
    for (String line : lines) {
      ObjectNode expected = (ObjectNode) JSON.readTree(line);
      JsonNode newer = expected.get("newer");
      if (newer != null) {
        differing++;
        newer.properties().forEach(entry -> expected.set(entry.getKey(), entry.getValue()));
        expected.remove("selectors"); // not given anew
      }
      compare(
          withoutPositions(expected), withoutPositions(JSON.readTree(vectors.answer(line))), false);
    }
    report("newer", lines.size());
    assertThat(differing).isGreaterThan(200);
    assertThat(differences.keySet()).isEmpty();
  }

  @Test
  void prettyTextIsThatOfPrometheus() throws IOException {
    int compared = 0;
    for (String line : lines("conformance.jsonl")) {
      JsonNode expected = JSON.readTree(line);
      if (expected.get("ok").asBoolean() && expected.has("expr")) {
        Experimental experimental =
            expected.get("experimental").asBoolean() ? Experimental.ON : Experimental.OFF;
        PromQlExpr expr =
            PromQl.parse(
                    expected.get("expr").asString(),
                    PromQlOptions.DEFAULT.withExperimental(experimental))
                .orElseThrow();
        String wanted =
            expected.has("pretty")
                ? expected.get("pretty").asString()
                : expected.get("canonical").asString();
        note(expected, "pretty", wanted, PromQl.pretty(expr));
        compared++;
      }
    }
    report("pretty", compared);
    assertThat(compared).isGreaterThan(2000);
    assertThat(differences.keySet()).isEmpty();
  }

  private void compare(JsonNode expected, JsonNode actual, boolean withPositions) {
    note(expected, "ok", expected.get("ok"), actual.get("ok"));
    if (!expected.get("ok").asBoolean()) {
      if (expected.has("errorPos") && !OTHER_POSITION.contains(expected.get("id").asString())) {
        positions++;
        note(expected, "errorPos", expected.get("errorPos"), actual.get("errorPos"));
      }
      return;
    }
    note(expected, "canonical", expected.get("canonical"), actual.get("canonical"));
    note(expected, "type", expected.get("type"), actual.get("type"));
    note(expected, "selectors", expected.get("selectors"), actual.get("selectors"));
    JsonNode tree = actual.get("ast");
    if (tree != null && !withPositions) {
      withoutPositions(tree);
    }
    note(expected, "ast", expected.get("ast"), tree);
  }

  private static JsonNode withoutPositions(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.remove("pos");
    }
    node.forEach(PromQlCorpusTest::withoutPositions);
    return node;
  }

  private void note(JsonNode record, String field, Object expected, Object actual) {
    if (expected != null && !expected.equals(actual)) {
      differences
          .computeIfAbsent(field, key -> new ArrayList<>())
          .add(
              record.get("id").asString()
                  + " "
                  + record.path("expr")
                  + " expected "
                  + expected
                  + " got "
                  + actual);
    }
  }

  private void report(String name, int count) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    differences.forEach((field, records) -> counts.put(field, records.size()));
    System.out.println(
        "promql "
            + name
            + ": "
            + count
            + " records, "
            + positions
            + " positions, differences "
            + counts);
    differences.forEach(
        (field, records) ->
            records.stream()
                .limit(25)
                .map(line -> line.substring(0, Math.min(line.length(), 900)))
                .forEach(line -> System.out.println(field + ": " + line)));
  }
}
