package com.scanium.sightline.traceql;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What came of parsing a query: a tree, errors, or both. Immutable. */
public final class TraceQlParse {
  private final @Nullable TraceQlExpr expr;
  private final List<TraceQlError> errors;

  TraceQlParse(@Nullable TraceQlExpr expr, List<TraceQlError> errors) {
    this.expr = expr;
    this.errors = List.copyOf(errors);
  }

  /** The tree; empty when the text is no TraceQL. */
  public Optional<TraceQlExpr> expr() {
    return Optional.ofNullable(expr);
  }

  /** All errors in source order. */
  public List<TraceQlError> errors() {
    return errors;
  }

  /** Whether Tempo takes the query. */
  public boolean isOk() {
    return errors.isEmpty();
  }

  /**
   * The tree of a query that must be right.
   *
   * @throws IllegalArgumentException when there are errors; the message is the first one
   */
  public TraceQlExpr orElseThrow() {
    if (!errors.isEmpty() || expr == null) {
      TraceQlError first = errors.get(0);
      throw new IllegalArgumentException(first.message() + " at " + first.span().start());
    }
    return expr;
  }
}
