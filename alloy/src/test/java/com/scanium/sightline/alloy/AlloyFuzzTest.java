package com.scanium.sightline.alloy;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.scanium.sightline.alloy.eval.Evaluator;
import com.scanium.sightline.alloy.eval.Scope;
import com.scanium.sightline.alloy.eval.ValueJson;
import com.scanium.sightline.alloy.syntax.AlloyFile;
import com.scanium.sightline.alloy.syntax.AlloyFormat;
import com.scanium.sightline.alloy.syntax.AlloySyntax;
import com.scanium.sightline.text.SourceText;

/**
 * Any bytes give a tree or problems, a value or problems, never an exception.
 *
 * <p>Without further settings the inputs in {@code AlloyFuzzTestInputs} are tried; with the
 * environment variable {@code JAZZER_FUZZ=1} new ones are made for the given time.
 */
class AlloyFuzzTest {
  @FuzzTest(maxDuration = "45s")
  void anyBytesAreReadAndFormatted(FuzzedDataProvider data) {
    SourceText source =
        SourceText.of("fuzz.alloy", AlloySyntax.decode(data.consumeRemainingAsBytes()));
    AlloyFile file = AlloySyntax.parse(source);
    assertThat(AlloySyntax.scan(source).tokens()).isNotEmpty();
    assertThat(AlloyFormat.format(file).isPresent()).isEqualTo(file.isValid());
    file.problems()
        .forEach(
            problem ->
                assertThat(problem.span().end()).isLessThanOrEqualTo(source.text().length()));
    AlloyConfig config = AlloyConfig.parse(source);
    assertThat(config.componentCount()).isNotNegative();
    assertThat(config.refusals(null)).isNotNull();
  }

  @FuzzTest(maxDuration = "45s")
  void anyExpressionHasAValueOrProblems(FuzzedDataProvider data) {
    SourceText source =
        SourceText.of("fuzz.alloy", AlloySyntax.decode(data.consumeRemainingAsBytes()));
    AlloySyntax.ParsedExpression parsed = AlloySyntax.parseExpression(source);
    assertThat(AlloyFormat.format(parsed).isPresent()).isEqualTo(parsed.isValid());
    Scope scope = Scope.builder().closed().build();
    assertThat(ValueJson.of(Evaluator.of(source, scope).evaluate(parsed.expression()).value()))
        .isNotNull();
  }
}
