package com.scanium.sightline.grafana.template;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Every list of options that the real browser code was recorded making. */
class VariableOptionVectorsTest {
  @Test
  void makesOptionsAsTheBrowserDoes() throws IOException {
    Vectors.check("variable-options.jsonl", 143, VariableOptionVectorsTest::answer);
  }

  private static Object answer(JsonNode vector) {
    List<String> values = new ArrayList<>();
    vector.get("values").forEach(value -> values.add(value.asString()));
    VariableOptions options =
        VariableOptions.of(values, vector.get("regex").asString(), vector.get("sort").asInt());
    return options.certainty() == VariableOptions.Certainty.EXACT
        ? options.options()
        : Map.of("error", options.problem().orElseThrow());
  }
}
