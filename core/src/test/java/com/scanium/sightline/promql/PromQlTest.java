package com.scanium.sightline.promql;

import static org.assertj.core.api.Assertions.assertThat;

import com.scanium.sightline.promql.PromQlExpr.Call;
import com.scanium.sightline.promql.PromQlExpr.MatrixSelector;
import com.scanium.sightline.promql.PromQlExpr.PlaceholderExpr;
import com.scanium.sightline.promql.PromQlExpr.VectorSelector;
import com.scanium.sightline.text.Span;
import org.junit.jupiter.api.Test;

class PromQlTest {
  @Test
  void printsTheCanonicalText() {
    String text = "sum(rate(http_requests_total{job=~'a|b' , code=\"5xx\"}[300s]))by(job)>bool 1e3";
    assertThat(PromQl.print(PromQl.parse(text).orElseThrow()))
        .isEqualTo(
            "sum by (job) (rate(http_requests_total{code=\"5xx\",job=~\"a|b\"}[5m])) > bool 1000");
  }

  @Test
  void everyNodeKnowsItsPlace() {
    PromQlExpr expr = PromQl.parse("rate( foo{a=\"b\"}[5m] )").orElseThrow();
    MatrixSelector matrix = (MatrixSelector) ((Call) expr).args().get(0);
    assertThat(matrix.span()).isEqualTo(new Span(6, 20));
    assertThat(matrix.selector().span()).isEqualTo(new Span(6, 16));
    assertThat(matrix.selector().matchers().get(0).value().span()).isEqualTo(new Span(12, 15));
  }

  @Test
  void powersGroupFromTheRightAndBindStrongerThanSigns() {
    assertThat(PromQl.parse("-2 ^ 3 ^ x").orElseThrow()).isInstanceOf(PromQlExpr.Unary.class);
    PromQlExpr.Binary top = (PromQlExpr.Binary) PromQl.parse("2 ^ 3 ^ x").orElseThrow();
    assertThat(top.left()).isInstanceOf(PromQlExpr.NumberLiteral.class);
  }

  @Test
  void errorsPointAtTheWrongCharactersAndSuggestNames() {
    PromQlError error = PromQl.parse("sum(\n  rat(foo[5m]))").errors().get(0);
    assertThat(error.span()).isEqualTo(new Span(7, 10));
    assertThat(error.suggestions()).contains("rate");
    assertThat(error.excerpt()).isEqualTo("  rat(foo[5m]))\n  ^^^");
    assertThat(error)
        .hasToString("2:3: unknown function \"rat\", did you mean \"rad\" or \"rate\"?");
  }

  @Test
  void placeholdersStandForNamesValuesDurationsAndExpressions() {
    String text =
        "sum by ($by) (rate(${prefix}_total{job=~\"$job:.*\", $more}[$__rate_interval]))"
            + " > $limit * [[factor:raw]]";
    PromQlExpr expr = PromQl.parse(text, PromQlOptions.TOLERANT).orElseThrow();
    VectorSelector selector = PromQl.selectors(expr).get(0);
    assertThat(selector.metricName().orElseThrow().placeholders().get(0).name())
        .isEqualTo("prefix");
    assertThat(selector.matchers().get(0).value().parts())
        .last()
        .isEqualTo(new PromQlText.Literal(":.*"));
    assertThat(selector.splices()).hasSize(1);
    assertThat(expr.children().get(1).children().get(1)).isInstanceOf(PlaceholderExpr.class);
    assertThat(PromQl.print(expr))
        .isEqualTo(
            "sum by ($by) (rate(${prefix}_total{job=~\"$job:.*\",$more}[$__rate_interval]))"
                + " > $limit * [[factor:raw]]");
    assertThat(PromQl.parse(text).isOk()).isFalse();
  }
}
