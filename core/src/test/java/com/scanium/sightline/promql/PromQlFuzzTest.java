package com.scanium.sightline.promql;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.scanium.sightline.promql.PromQlOptions.Experimental;
import com.scanium.sightline.promql.PromQlOptions.Grammar;
import com.scanium.sightline.promql.PromQlOptions.Placeholders;

/**
 * Any text gives a tree or errors, never an exception.
 *
 * <p>Without further settings the inputs in {@code PromQlFuzzTestInputs} are tried; with the
 * environment variable {@code JAZZER_FUZZ=1} new ones are made for the given time.
 */
class PromQlFuzzTest {
  @FuzzTest(maxDuration = "45s")
  void anyTextGivesATreeOrErrors(FuzzedDataProvider data) {
    PromQlOptions options =
        new PromQlOptions(
            data.pickValue(Grammar.values()),
            data.pickValue(Experimental.values()),
            data.pickValue(Placeholders.values()));
    String text = data.consumeRemainingAsString();
    PromQlParse parse = PromQl.parse(text, options);
    if (!parse.isOk()) {
      assertThat(parse.errors()).isNotEmpty();
      parse.errors().forEach(error -> assertThat(error.excerpt()).isNotEmpty());
      return;
    }
    PromQlExpr expr = parse.orElseThrow();
    assertThat(expr.span().end()).isLessThanOrEqualTo(text.length());
    assertThat(PromQl.print(expr)).isNotNull();
    assertThat(PromQl.pretty(expr)).isNotNull();
    assertThat(PromQl.sameMeaning(expr, PromQl.withoutSpans(expr))).isTrue();
  }
}
