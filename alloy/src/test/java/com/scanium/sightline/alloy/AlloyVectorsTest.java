package com.scanium.sightline.alloy;

import static org.assertj.core.api.Assertions.assertThat;

import com.scanium.sightline.alloy.corpus.Corpus;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

class AlloyVectorsTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @ParameterizedTest
  @CsvSource({
    "configs.jsonl, 1098",
    "vectors-parse.jsonl, 689",
    "vectors-format.jsonl, 161",
    "vectors-expr.jsonl, 166",
    "vectors-scan.jsonl, 573",
    "vectors-eval.jsonl, 788",
    "validate.jsonl, 5"
  })
  void everyVectorIsAnsweredAsAlloyAnswersIt(String file, int count) {
    List<String> wrong = new ArrayList<>();
    int ran = 0;
    for (JsonNode vector : Corpus.vectors(file)) {
      if (vector.has("panic")) {
        continue;
      }
      ran++;
      JsonNode answer = answer(MAPPER.writeValueAsString(vector));
      String difference = difference(vector, answer);
      if (!difference.isEmpty()) {
        wrong.add(
            vector.get("id").asString()
                + " "
                + difference
                + "\n  "
                + vector.path("input").toString()
                + " -> "
                + vector.path("into").asString("any")
                + "\n  expected "
                + vector.path("diagnostics")
                + vector.path("value")
                + "\n  got "
                + answer);
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(ran).isEqualTo(count);
  }

  private static String difference(JsonNode vector, JsonNode answer) {
    StringBuilder fields = new StringBuilder();
    for (String field : List.of("id", "ok", "formatted", "tokens", "sanitized", "valid")) {
      if (vector.has(field) && !vector.get(field).equals(answer.get(field))) {
        fields.append(field).append(' ');
      }
    }
    if (vector.has("value") != answer.has("value")
        || !show(vector.path("value"), vector).equals(show(answer.path("value"), vector))) {
      fields.append("value ");
    }
    if (vector.has("diagnostics") && !lines(vector).equals(lines(answer))) {
      fields.append("lines");
    }
    return fields.toString();
  }

  private static List<Integer> lines(JsonNode json) {
    List<Integer> lines = new ArrayList<>();
    json.path("diagnostics").forEach(diagnostic -> lines.add(diagnostic.get("line").asInt()));
    return lines;
  }

  /** JSON in which equal numbers look equal; of an unstable value the order doesn't count. */
  private static String show(JsonNode json, JsonNode vector) {
    if (json.isObject()) {
      List<String> fields = new ArrayList<>();
      json.properties().forEach(e -> fields.add(e.getKey() + "=" + show(e.getValue(), vector)));
      fields.sort(null);
      return fields.toString();
    }
    if (json.isArray()) {
      List<String> elements = new ArrayList<>();
      json.forEach(element -> elements.add(show(element, vector)));
      if (vector.has("unstable")) {
        elements.sort(null);
      }
      return "A" + elements;
    }
    return json.isNumber()
        ? json.decimalValue().stripTrailingZeros().toPlainString()
        : json.toString();
  }

  private static JsonNode answer(String line) {
    return MAPPER.readTree(AlloyVectors.answer(line));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[1]",
        "{\"id\":",
        "{} {}",
        "{\"id\":\"x\",\"kind\":\"nope\"}",
        "{\"kind\":\"eval\"}",
        "{\"kind\":\"eval\",\"input\":\"1\",\"into\":\"list\"}",
        "{\"kind\":\"scan\",\"inputBase64\":\"%%\"}",
        "{\"kind\":\"validate\"}"
      })
  void aLineThatCannotBeReadIsAnsweredWithItsError(String line) {
    JsonNode answer = answer(line);
    assertThat(answer.get("ok").asBoolean()).isFalse();
    assertThat(answer.get("error").asString()).isNotBlank();
    assertThat(answer.has("id")).isTrue();
  }

  @Test
  void anErrorOfValueNullHasNoPlaceLikeInAlloy() {
    JsonNode answer = answer("{\"id\":\"a\",\"kind\":\"eval\",\"input\":\"null + 1\"}");
    assertThat(answer.get("diagnostics").get(0).get("line").asInt()).isZero();
  }

  @Test
  void theCrashingVectorIsAnError() {
    JsonNode answer =
        answer(
            "{\"id\":\"a\",\"kind\":\"eval\","
                + "\"input\":\"array.combine_maps([{a=1}],[{a=1}],[1])\"}");
    assertThat(answer.get("ok").asBoolean()).isFalse();
  }

  @Test
  void aSecretIsNeverPrinted() {
    JsonNode answer =
        answer(
            "{\"id\":\"a\",\"kind\":\"eval\",\"input\":\"{a=s,b=[s]}\","
                + "\"scope\":{\"s\":{\"$secret\":\"hush\"}}}");
    assertThat(answer.toString()).contains("(secret)").doesNotContain("hush");
  }
}
