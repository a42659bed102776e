package com.scanium.sightline.promql;

import com.scanium.sightline.promql.PromQlExpr.MatrixSelector;
import com.scanium.sightline.promql.PromQlExpr.Subquery;
import com.scanium.sightline.promql.PromQlExpr.VectorSelector;
import com.scanium.sightline.text.Span;
import org.jspecify.annotations.Nullable;

/** Reads and replaces the modifiers of expressions that can have them. */
final class Modifiers {
  private Modifiers() {}

  /**
   * Whether an offset is set; one of nothing isn't.
   *
   * @param countComputed whether an offset counts whose length isn't plain
   */
  static boolean hasOffset(SelectorModifiers modifiers, boolean countComputed) {
    PromQlDuration offset = modifiers.offsetNode();
    if (offset instanceof PromQlDuration.Literal literal) {
      return literal.nanos() != 0;
    }
    return offset != null && countComputed;
  }

  /** The modifiers of a selector or a subquery; null for other expressions. */
  static @Nullable SelectorModifiers of(PromQlExpr expr) {
    if (expr instanceof VectorSelector selector) {
      return selector.modifiers();
    }
    if (expr instanceof MatrixSelector matrix) {
      return matrix.selector().modifiers();
    }
    if (expr instanceof Subquery subquery) {
      return subquery.modifiers();
    }
    return null;
  }

  /**
   * A copy with other modifiers.
   *
   * @param end where the expression now ends
   */
  static PromQlExpr replaced(PromQlExpr expr, SelectorModifiers changed, int end) {
    Span span = new Span(expr.span().start(), end);
    if (expr instanceof VectorSelector selector) {
      return new VectorSelector(
          selector.name(), selector.matchers(), selector.splices(), changed, span);
    }
    if (expr instanceof MatrixSelector matrix) {
      VectorSelector inner = matrix.selector();
      VectorSelector selector =
          new VectorSelector(
              inner.name(), inner.matchers(), inner.splices(), changed, inner.span());
      return new MatrixSelector(selector, matrix.range(), span);
    }
    Subquery subquery = (Subquery) expr;
    return new Subquery(subquery.expr(), subquery.range(), subquery.stepNode(), changed, span);
  }
}
