package com.scanium.sightline.promql;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What came of parsing a query: a tree, errors, or both. Immutable. */
public final class PromQlParse {
  private final @Nullable PromQlExpr expr;
  private final List<PromQlError> errors;

  PromQlParse(@Nullable PromQlExpr expr, List<PromQlError> errors) {
    this.expr = expr;
    this.errors = List.copyOf(errors);
  }

  /**
   * The tree; empty when the text's structure could not be made out. With errors of kind {@code
   * RULE}, {@code TYPE} or {@code NOT_ENABLED} there may be a tree nevertheless.
   */
  public Optional<PromQlExpr> expr() {
    return Optional.ofNullable(expr);
  }

  /** All errors, in the order in which Prometheus finds them; it reports only the first. */
  public List<PromQlError> errors() {
    return errors;
  }

  /** Whether the query is accepted. */
  public boolean isOk() {
    return errors.isEmpty();
  }

  /**
   * The tree of a query that must be right.
   *
   * @throws IllegalArgumentException when there are errors; the message is the first one with its
   *     excerpt
   */
  public PromQlExpr orElseThrow() {
    if (!errors.isEmpty() || expr == null) {
      PromQlError first = errors.get(0);
      throw new IllegalArgumentException(first + "\n" + first.excerpt());
    }
    return expr;
  }
}
