package com.scanium.sightline.promql.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import com.scanium.sightline.promql.BinaryOperator;
import com.scanium.sightline.promql.PromQl;
import com.scanium.sightline.promql.PromQlExpr;
import com.scanium.sightline.promql.PromQlExpr.VectorSelector;
import com.scanium.sightline.promql.PromQlFolding;
import com.scanium.sightline.promql.PromQlOptions.Grammar;
import com.scanium.sightline.promql.PromQlVectors;
import com.scanium.sightline.promql.Sign;
import com.scanium.sightline.signal.Match;
import com.scanium.sightline.signal.SeriesShape;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Chains of operators so long that whatever takes square time, or a stack frame for each operator,
 * never comes to an end. Nothing is timed.
 */
class AnalysisSizeTest {
  private static final int OPERATORS = 100_000;

  private static PromQlExpr chain(String start, String link) {
    return PromQl.parse(start + link.repeat(OPERATORS)).orElseThrow();
  }

  private static List<SeriesShape> counter(VectorSelector selector) {
    return List.of(SeriesShape.builder(selector.toString()).label("job", "x").build());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1|+1",
        "a| + 1",
        "1| + time()",
        "a| + b",
        "a| - on (job) b",
        "a| * on (job) group_left (none) b",
        "a| or vector(0)",
        "a| unless on (none) b",
        "a_total| / b_total",
        "a| > 0",
      })
  void everyAnalysisComesToItsEnd(String parts) {
    int bar = parts.indexOf('|');
    PromQlExpr expr = chain(parts.substring(0, bar), parts.substring(bar + 1));
    int selectors = PromQl.selectors(expr).size();
    assertThat(Selectors.of(expr)).hasSize(selectors);
    LabelFlow flow = LabelFlow.of(expr, AnalysisSizeTest::counter);
    assertThat(flow.uses()).hasSizeLessThanOrEqualTo(3 * OPERATORS);
    assertThat(flow.toString()).isNotEmpty();
    for (Match match : List.of(Match.NEVER, Match.MUST)) {
      Emptiness emptiness = Emptiness.of(expr, selector -> match, flow);
      assertThat(emptiness.decisive()).hasSizeLessThanOrEqualTo(selectors);
      assertThat(emptiness.decisiveForReal()).hasSizeLessThanOrEqualTo(selectors);
      assertThat(Emptiness.of(expr, selector -> match).match()).isNotNull();
    }
    assertThat(Emptiness.essential(expr)).hasSizeLessThanOrEqualTo(selectors);
    assertThat(TypeMisuse.of(expr, AnalysisSizeTest::counter)).isNotNull();
    assertThat(TypeMisuse.of(expr, selector -> List.of())).isNotNull();
    assertThat(RegexFact.of(expr)).isEmpty();
    assertThat(CostFact.of(expr)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1|+1", "a| + b", "a| or vector(0)"})
  void printersVisitorsAndRewritesComeToTheirEnd(String parts) {
    int bar = parts.indexOf('|');
    PromQlExpr expr = chain(parts.substring(0, bar), parts.substring(bar + 1));
    String text = PromQl.print(expr);
    assertThat(PromQl.print(PromQl.parse(text).orElseThrow())).isEqualTo(text);
    assertThat(PromQl.pretty(expr)).isNotEmpty();
    assertThat(expr.accept(new CountingLeaves())).isZero();
    PromQlExpr replaced =
        PromQl.rewrite(expr, node -> node.children().isEmpty() ? PromQl.number(2) : node);
    assertThat(PromQl.withoutSpans(replaced)).isNotNull();
    assertThat(expr.type()).isNotNull();
    assertThat(PromQl.depth(expr)).isGreaterThan(OPERATORS);
    assertThat(new PromQlVectors(Grammar.V3_9).answer("{\"id\":\"x\",\"expr\":\"" + text + "\"}"))
        .contains("\"ok\":true");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatIsBuiltInALoopIsTypedAsItGrows(boolean vectors) {
    PromQlExpr sum = vectors ? PromQl.selector("a") : PromQl.number(1);
    for (int i = 0; i < OPERATORS; i++) {
      sum = PromQl.binary(sum, BinaryOperator.ADD, PromQl.number(1));
    }
    assertThat(PromQl.signed(Sign.MINUS, sum).toString()).endsWith("+ 1)");
  }

  /** A visitor that only knows leaves. */
  private static final class CountingLeaves extends PromQlFolding<Integer> {
    @Override
    protected Integer visitOther(PromQlExpr expr) {
      return expr.children().isEmpty() ? 1 : 0;
    }
  }
}
