package com.scanium.sightline.rules;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.finding.Verdict;
import com.scanium.sightline.inference.SentQuery;
import com.scanium.sightline.port.QueryConsumer;
import com.scanium.sightline.promql.PromQl;
import com.scanium.sightline.promql.PromQlExpr;
import com.scanium.sightline.promql.ValueType;
import com.scanium.sightline.promql.analysis.ValueRange;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.List;
import java.util.function.Consumer;

/** Finds comparisons that hold for no possible value: nothing passes them. */
final class NeverTrueRule implements Rule<QueryConsumer> {
  @Override
  public String id() {
    return "promql/never-true";
  }

  @Override
  public Class<QueryConsumer> subject() {
    return QueryConsumer.class;
  }

  @Override
  public void check(QueryConsumer consumer, RuleContext facts, Consumer<Finding> out) {
    SentQuery.of(consumer)
        .ifPresent(
            query ->
                PromQl.walk(
                    query.expr(),
                    node -> {
                      if (node instanceof PromQlExpr.Binary binary && isNeverTrue(binary)) {
                        out.accept(finding(query, binary));
                      }
                    }));
  }

  private static boolean isNeverTrue(PromQlExpr.Binary binary) {
    boolean filters =
        binary.operator().isComparison()
            && !binary.returnsBool()
            && binary.type() != ValueType.SCALAR;
    // a comparison of constants is a way to write "nothing" on purpose
    return filters
        && !PromQl.selectors(binary).isEmpty()
        && ValueRange.of(binary.left()).excludes(binary.operator(), ValueRange.of(binary.right()));
  }

  private Finding finding(SentQuery query, PromQlExpr.Binary binary) {
    PromQlExpr whole = query.expr();
    while (whole instanceof PromQlExpr.Paren paren) {
      whole = paren.expr();
    }
    boolean empties = whole.equals(binary);
    ValueRange left = ValueRange.of(binary.left());
    Finding.Builder finding =
        Finding.of(id(), empties ? Severity.ERROR : Severity.WARNING)
            .message("\"" + query.text(binary.span()).strip() + "\" never holds")
            .at(query.at(binary.operatorSpan()))
            .anchor(query.consumer().text().text())
            .evidence(
                "the left side lies between "
                    + words(left.low())
                    + " and "
                    + words(left.high())
                    + " when there is any series")
            .affects(List.of(query.consumer().ref()))
            .fix(
                Fix.of(
                    "compare with a value that occurs; whether there are series at all is asked with"
                        + " absent(…)"));
    if (empties) {
      finding.effect(Verdict.NO_DATA);
    }
    return finding.build();
  }

  private static String words(double value) {
    if (Double.isInfinite(value)) {
      return value < 0 ? "anything" : "infinity";
    }
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
