package com.scanium.sightline.promql;

import static org.assertj.core.api.Assertions.assertThat;

import com.scanium.sightline.promql.PromQlExpr.Aggregate;
import com.scanium.sightline.promql.PromQlExpr.Binary;
import com.scanium.sightline.promql.PromQlExpr.Call;
import com.scanium.sightline.promql.PromQlExpr.MatrixSelector;
import com.scanium.sightline.promql.PromQlExpr.PlaceholderExpr;
import com.scanium.sightline.promql.PromQlExpr.Subquery;
import com.scanium.sightline.promql.PromQlExpr.UnknownAggregate;
import com.scanium.sightline.promql.PromQlExpr.VectorSelector;
import com.scanium.sightline.text.Span;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceholderTest {
  private static PromQlExpr parse(String query) {
    return PromQl.parse(query, PromQlOptions.TOLERANT).orElseThrow();
  }

  @Test
  void allSpellingsAreRead() {
    VectorSelector selector =
        (VectorSelector) parse("a{b=\"$x\",c=\"${y}\",d=\"${y.f:csv}\",e=\"[[z:regex]]\"}");
    assertThat(selector.matchers().stream().map(m -> m.value().placeholders().get(0)))
        .containsExactly(
            new Placeholder(Placeholder.Syntax.DOLLAR, "x", null, null, new Span(5, 7)),
            new Placeholder(Placeholder.Syntax.BRACES, "y", null, null, new Span(12, 16)),
            new Placeholder(Placeholder.Syntax.BRACES, "y", "f", "csv", new Span(21, 31)),
            new Placeholder(Placeholder.Syntax.BRACKETS, "z", null, "regex", new Span(36, 47)));
    assertThat(selector.matchers().get(2).value().placeholders().get(0).text())
        .isEqualTo("${y.f:csv}");
  }

  @Test
  void aPlaceholderAloneIsAnExpressionOfAnyType() {
    PromQlExpr expr = parse("sum($query)");
    assertThat(((Aggregate) expr).expr()).isInstanceOf(PlaceholderExpr.class);
    assertThat(parse("rate($query)").type()).isEqualTo(ValueType.VECTOR);
    assertThat(parse("$a + 1").type()).isEqualTo(ValueType.UNKNOWN);
    assertThat(parse("$a + up").type()).isEqualTo(ValueType.VECTOR);
    assertThat(parse("topk($n, up)").span()).isEqualTo(new Span(0, 12));
  }

  @Test
  void behindItARangeABraceOrAModifierMakesItAName() {
    Call rate = (Call) parse("rate($metric[5m])");
    MatrixSelector matrix = (MatrixSelector) rate.args().get(0);
    assertThat(matrix.selector().metricName().orElseThrow().isPlaceholder()).isTrue();
    assertThat(parse("$metric{a=\"b\"}")).isInstanceOf(VectorSelector.class);
    assertThat(parse("$metric offset 5m")).isInstanceOf(VectorSelector.class);
    assertThat(parse("[[metric]] @ end()")).isInstanceOf(VectorSelector.class);
    assertThat(parse("up @ $time").span()).isEqualTo(new Span(0, 10));
    assertThat(parse("up offset $time").span()).isEqualTo(new Span(0, 15));
  }

  @Test
  void namesMayHoldThemAnywhere() {
    VectorSelector selector = (VectorSelector) parse("a_${x}:b_[[y]]_total");
    assertThat(selector.span()).isEqualTo(new Span(0, 20));
    PromQlText name = selector.metricName().orElseThrow();
    assertThat(name.parts())
        .startsWith(new PromQlText.Literal("a_"))
        .endsWith(new PromQlText.Literal("_total"))
        .hasSize(5);
  }

  @Test
  void windowsStepsAndOffsetsMayBeUnknown() {
    Call call = (Call) parse("rate(a[$__rate_interval] offset ${o})");
    MatrixSelector matrix = (MatrixSelector) call.args().get(0);
    assertThat(matrix.range()).isInstanceOf(PromQlDuration.Unknown.class);
    assertThat(matrix.range().span()).isEqualTo(new Span(7, 23));
    assertThat(matrix.selector().modifiers().offset().orElseThrow())
        .isInstanceOf(PromQlDuration.Unknown.class);
    Subquery subquery = (Subquery) parse("a[$__range:$__interval]");
    assertThat(subquery.step().orElseThrow()).isInstanceOf(PromQlDuration.Unknown.class);
    assertThat(parse("a[5$unit]").type()).isEqualTo(ValueType.MATRIX);
    assertThat(parse("a[[[w]]]").type()).isEqualTo(ValueType.MATRIX);
    assertThat(parse("a[${n}m:]").type()).isEqualTo(ValueType.MATRIX);
  }

  @Test
  void groupingsConditionsAndOperatorsMayBeUnknown() {
    Aggregate sum = (Aggregate) parse("sum by ($by, le) (a)");
    assertThat(sum.grouping().orElseThrow().labels())
        .extracting(PromQlText::hasPlaceholders)
        .containsExactly(true, false);
    VectorSelector selector = (VectorSelector) parse("a{$filters, b=\"c\", $label=~\"d\"}");
    assertThat(selector.splices()).hasSize(1);
    assertThat(selector.matchers()).hasSize(2);
    assertThat(parse("{$filters}")).isInstanceOf(VectorSelector.class);
    assertThat(parse("$agg by (job) (up)")).isInstanceOf(UnknownAggregate.class);
    assertThat(parse("$agg(up) without (job)")).isInstanceOf(UnknownAggregate.class);
    assertThat(((Call) parse("${f}(up)")).name().isPlaceholder()).isTrue();
    assertThat(((Binary) parse("a * on($l) group_left($m) b")).matching().orElseThrow().include())
        .extracting(PromQlText::isPlaceholder)
        .containsExactly(true);
  }

  @Test
  void regularExpressionsWithThemAreNotJudged() {
    assertThat(parse("a{b=~\"($x\"}").type()).isEqualTo(ValueType.VECTOR);
    assertThat(parse("{b=~\"$x\"}").type()).isEqualTo(ValueType.VECTOR);
  }

  @Test
  void groupsOfRegularExpressionsAndEndMarksAreNoPlaceholders() {
    PromQlExpr expr = parse("label_replace(a, \"b\", \"$1-${2}\", \"c\", \"(x|y)$\")");
    for (PromQlExpr arg : ((Call) expr).args().subList(1, 5)) {
      assertThat(((PromQlExpr.StringLiteral) arg).text().hasPlaceholders()).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"$", "${", "${a", "[[a", "[[]]", "${1}", "a{b=$}", "a[$]", "$1", "${a:}"})
  void halfWrittenOnesAreErrors(String query) {
    assertThat(PromQl.parse(query, PromQlOptions.TOLERANT).errors()).isNotEmpty();
  }

  @Test
  void withoutTheOptionTheyAreErrors() {
    for (String query : List.of("$a", "a[$b]", "a{b=$c}", "[[a]]", "sum by ($x) (a)")) {
      assertThat(PromQl.parse(query).errors()).isNotEmpty();
    }
    VectorSelector selector = (VectorSelector) PromQl.parse("a{b=\"$c\"}").orElseThrow();
    assertThat(selector.matchers().get(0).hasPlaceholders()).isFalse();
  }
}
