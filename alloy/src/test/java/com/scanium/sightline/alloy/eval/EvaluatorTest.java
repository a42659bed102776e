package com.scanium.sightline.alloy.eval;

import static org.assertj.core.api.Assertions.assertThat;

import com.scanium.sightline.alloy.syntax.AlloySyntax;
import com.scanium.sightline.text.SourceText;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EvaluatorTest {
  private static Evaluated evaluate(String text, Scope scope) {
    SourceText source = SourceText.of("test.alloy", text);
    AlloySyntax.ParsedExpression parsed = AlloySyntax.parseExpression(source);
    assertThat(parsed.isValid()).isTrue();
    return Evaluator.of(source, scope).evaluate(parsed.expression());
  }

  private static Value value(String text) {
    Evaluated evaluated = evaluate(text, Scope.EMPTY);
    assertThat(evaluated.problems()).isEmpty();
    return evaluated.value();
  }

  @Test
  void anExportIsASymbolAndNoError() {
    assertThat(value("discovery.relabel.logs.output"))
        .isInstanceOfSatisfying(
            Value.Reference.class,
            reference -> assertThat(reference.path()).isEqualTo("discovery.relabel.logs.output"));
  }

  @Test
  void aVariableThatIsNotGivenIsUnknownAndNotEmpty() {
    assertThat(value("sys.env(\"HOST\")"))
        .isInstanceOfSatisfying(
            Value.Unknown.class, unknown -> assertThat(unknown.reason()).contains("\"HOST\""));
    assertThat(value("env(\"HOST\") + \":80\"").isOpen()).isTrue();
  }

  @Test
  void aVariableThatIsGivenIsItsText() {
    Scope scope =
        Scope.builder().environment(Environment.partly(Map.of("HOST", "backend"))).build();
    assertThat(evaluate("sys.env(\"HOST\") + \":80\"", scope).value().asText())
        .contains("backend:80");
  }

  @Test
  void joiningKnownAndUnknownTargetsKeepsBoth() {
    Value joined =
        value("array.concat([{\"__address__\" = \"a:1\"}], discovery.docker.all.targets)");
    assertThat(joined)
        .isInstanceOfSatisfying(
            Value.Joined.class,
            parts -> {
              assertThat(parts.parts()).hasSize(2);
              assertThat(parts.parts().get(0)).isInstanceOf(Value.Array.class);
              assertThat(parts.parts().get(1)).isInstanceOf(Value.Reference.class);
            });
  }

  @Test
  void aStringKnowsItsOwnPlace() {
    Value.Array targets = (Value.Array) value("[{\"__address__\" = \"a:1\"}]");
    Value address = ((Value.Fields) targets.elements().get(0)).get("__address__").orElseThrow();
    assertThat(address.origin().text()).isEqualTo("\"a:1\"");
    assertThat(address.origin().contentLocation().column()).hasValue(20);
  }

  @Test
  void anErrorNamesWhatWasExpectedAndLeavesTheValueOpen() {
    Evaluated evaluated = evaluate("1 + true", Scope.EMPTY);
    assertThat(evaluated.problems())
        .singleElement()
        .satisfies(
            problem ->
                assertThat(problem.message())
                    .isEqualTo("expected number, string or capsule, got bool"));
    assertThat(evaluated.value().isOpen()).isTrue();
  }
}
