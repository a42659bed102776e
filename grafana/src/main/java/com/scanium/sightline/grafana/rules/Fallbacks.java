package com.scanium.sightline.grafana.rules;

import com.scanium.sightline.port.QueryConsumer;
import com.scanium.sightline.port.QueryLanguage;
import com.scanium.sightline.port.QueryVariant;
import com.scanium.sightline.promql.BinaryOperator;
import com.scanium.sightline.promql.PromQl;
import com.scanium.sightline.promql.PromQlExpr;
import com.scanium.sightline.promql.PromQlOptions;
import com.scanium.sightline.promql.PromQlParse;
import com.scanium.sightline.text.SourceLocation;
import com.scanium.sightline.text.Span;
import java.util.Optional;

/** Finds {@code or vector(0)} behind an expression whose series have labels. */
final class Fallbacks {
  /**
   * Such a fallback.
   *
   * @param value what the extra series always is, as written
   * @param location where {@code or vector(0)} stands
   */
  record Extra(String value, SourceLocation location) {}

  private Fallbacks() {}

  static Optional<Extra> of(QueryConsumer consumer) {
    if (consumer.language() != QueryLanguage.PROMQL) {
      return Optional.empty();
    }
    QueryVariant sent = consumer.variants().get(0);
    PromQlParse parse = PromQl.parse(sent.text(), PromQlOptions.TOLERANT);
    if (parse.expr().isEmpty() || !parse.errors().isEmpty()) {
      return Optional.empty();
    }
    PromQlExpr expr = bare(parse.expr().get());
    if (!(expr instanceof PromQlExpr.Binary binary)
        || binary.operator() != BinaryOperator.OR
        || binary.matching().filter(it -> it.isOn() || !it.labels().isEmpty()).isPresent()
        || ResultLabels.of(binary.left()) != ResultLabels.SOME) {
      return Optional.empty();
    }
    PromQlExpr right = bare(binary.right());
    if (!(right instanceof PromQlExpr.Call call)
        || !call.function().equals("vector")
        || call.args().size() != 1
        || !(call.args().get(0) instanceof PromQlExpr.NumberLiteral number)) {
      return Optional.empty();
    }
    Span span = binary.operatorSpan().union(binary.right().span());
    return Optional.of(
        new Extra(
            sent.text().substring(number.span().start(), number.span().end()),
            consumer.text().location(sent.offsets().toOriginal(span))));
  }

  private static PromQlExpr bare(PromQlExpr expr) {
    PromQlExpr inner = expr;
    while (inner instanceof PromQlExpr.Paren paren) {
      inner = paren.expr();
    }
    return inner;
  }
}
