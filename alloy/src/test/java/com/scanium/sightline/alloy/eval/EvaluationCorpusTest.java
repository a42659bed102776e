package com.scanium.sightline.alloy.eval;

import static org.assertj.core.api.Assertions.assertThat;

import com.scanium.sightline.alloy.corpus.Corpus;
import com.scanium.sightline.alloy.syntax.AlloySyntax;
import com.scanium.sightline.text.SourceText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Values of expressions against the reference. Vectors that decode into a narrower type or hold
 * secrets are not run yet; a value that we leave open is never wrong, only counted.
 */
class EvaluationCorpusTest {
  @Test
  void valuesAreThoseOfAlloyOrOpen() {
    List<String> wrong = new ArrayList<>();
    int ran = 0;
    int open = 0;
    for (JsonNode vector : Corpus.vectors("vectors-eval.jsonl")) {
      boolean plain =
          vector.get("kind").asString().equals("eval")
              && !vector.toString().contains("secret\"")
              && (!vector.has("into") || vector.get("into").asString().equals("any"))
              // Alloy's bytes, which are numbers unless a string is wanted, are text here
              && !vector.get("input").asString().startsWith("encoding.from_base64(\"")
              && !vector.has("panic");
      if (!plain) {
        continue;
      }
      ran++;
      SourceText source = Corpus.source(vector);
      AlloySyntax.ParsedExpression parsed = AlloySyntax.parseExpression(source);
      Evaluated evaluated = Evaluator.of(source, scope(vector)).evaluate(parsed.expression());
      boolean ok = parsed.isValid() && evaluated.problems().isEmpty();
      if (ok && evaluated.value().isOpen()) {
        open++;
        continue;
      }
      boolean expectedOk = vector.get("ok").asBoolean();
      String actual = ok ? show(evaluated.value()) : "error " + evaluated.problems();
      if (ok != expectedOk || (ok && !actual.equals(show(vector.get("value"))))) {
        wrong.add(
            vector.get("input").asString()
                + " expected "
                + (expectedOk ? show(vector.get("value")) : "error")
                + " got "
                + actual);
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(ran).isEqualTo(RUN);
    assertThat(open).isEqualTo(OPEN);
  }

  private static final int RUN = 179;
  private static final int OPEN = 41;

  private static Scope scope(JsonNode vector) {
    Scope.Builder scope = Scope.builder().closed();
    Map<String, String> environment = new HashMap<>();
    if (vector.has("env")) {
      vector
          .get("env")
          .properties()
          .forEach(e -> environment.put(e.getKey(), e.getValue().asString()));
    }
    scope.environment(Environment.complete(environment));
    if (vector.has("scope")) {
      vector
          .get("scope")
          .properties()
          .forEach(
              e -> {
                SourceText text = SourceText.of("scope.alloy", literal(e.getValue()));
                scope.variable(
                    e.getKey(),
                    Evaluator.of(text, Scope.EMPTY)
                        .valueOf(AlloySyntax.parseExpression(text).expression()));
              });
    }
    return scope.build();
  }

  /** JSON as the configuration language writes it. */
  private static String literal(JsonNode json) {
    if (json.isObject()) {
      StringBuilder out = new StringBuilder("{");
      json.properties()
          .forEach(
              e -> out.append(e.getKey()).append('=').append(literal(e.getValue())).append(','));
      return out.append('}').toString();
    }
    return json.toString();
  }

  private static String show(JsonNode json) {
    if (json.isObject()) {
      List<String> fields = new ArrayList<>();
      json.properties().forEach(e -> fields.add(e.getKey() + "=" + show(e.getValue())));
      fields.sort(null);
      return fields.toString();
    }
    if (json.isArray()) {
      List<String> elements = new ArrayList<>();
      json.forEach(element -> elements.add(show(element)));
      return "A" + elements;
    }
    return json.isNumber() ? number(json.decimalValue().doubleValue()) : json.toString();
  }

  private static String number(double value) {
    return Double.toString(value);
  }

  private static String show(Value value) {
    if (value instanceof Value.Fields object) {
      List<String> fields = new ArrayList<>();
      object.fields().forEach((name, field) -> fields.add(name + "=" + show(field)));
      fields.sort(null);
      return fields.toString();
    }
    if (value instanceof Value.Array array) {
      return "A" + array.elements().stream().map(EvaluationCorpusTest::show).toList();
    }
    if (value instanceof Value.Numeric number) {
      return number(number.doubleValue());
    }
    if (value instanceof Value.Text text) {
      return JsonNodeFactory.instance.stringNode(text.value()).toString();
    }
    if (value instanceof Value.Bool bool) {
      return String.valueOf(bool.value());
    }
    return value instanceof Value.Function ? "\"(function)\"" : "null";
  }
}
