package com.scanium.sightline.rules;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.inference.SentQuery;
import com.scanium.sightline.port.QueryConsumer;
import com.scanium.sightline.promql.Aggregator;
import com.scanium.sightline.promql.PromQl;
import com.scanium.sightline.promql.PromQlExpr;
import com.scanium.sightline.promql.PromQlExpr.NumberLiteral;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Finds quantiles outside of 0 to 1: the result is infinite, whatever the series say. */
final class QuantileRangeRule implements Rule<QueryConsumer> {
  @Override
  public String id() {
    return "promql/quantile-range";
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
                    node ->
                        quantile(node)
                            .filter(it -> it.value() < 0 || it.value() > 1)
                            .ifPresent(it -> out.accept(finding(query, it)))));
  }

  private static Optional<NumberLiteral> quantile(PromQlExpr node) {
    if (node instanceof PromQlExpr.Aggregate aggregate) {
      return aggregate.operator() == Aggregator.QUANTILE
          ? aggregate.parameter().flatMap(QuantileRangeRule::number)
          : Optional.empty();
    }
    boolean takesOne =
        node instanceof PromQlExpr.Call call
            && (call.function().equals("histogram_quantile")
                || call.function().equals("quantile_over_time"))
            && !call.args().isEmpty();
    return takesOne && node instanceof PromQlExpr.Call call
        ? number(call.args().get(0))
        : Optional.empty();
  }

  private static Optional<NumberLiteral> number(PromQlExpr expr) {
    PromQlExpr bare = expr;
    while (bare instanceof PromQlExpr.Paren paren) {
      bare = paren.expr();
    }
    return bare instanceof NumberLiteral number ? Optional.of(number) : Optional.empty();
  }

  private Finding finding(SentQuery query, NumberLiteral number) {
    String written = query.text(number.span());
    Finding.Builder finding =
        Finding.of(id(), Severity.ERROR)
            .message("a quantile lies between 0 and 1, not at " + written)
            .at(query.at(number.span()))
            .anchor(query.consumer().text().text())
            .evidence("the result is " + (number.value() > 1 ? "+Inf" : "-Inf") + " for any data")
            .affects(List.of(query.consumer().ref()));
    if (number.value() <= 1 || number.value() > 100) {
      return finding.fix(Fix.of("write a share between 0 and 1, such as 0.95")).build();
    }
    String share =
        BigDecimal.valueOf(number.value()).movePointLeft(2).stripTrailingZeros().toPlainString();
    return finding.fix(query.replacing("write " + share, number.span(), share)).build();
  }
}
