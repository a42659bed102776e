package com.scanium.sightline.logql;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What came of parsing a query: a tree, errors, or both. Immutable. */
public final class LogQlParse {
  private final String query;
  private final @Nullable LogQlExpr expr;
  private final List<LogQlExpr.Selector> selectors;
  private final List<LogQlError> errors;

  LogQlParse(
      String query,
      @Nullable LogQlExpr expr,
      List<LogQlExpr.Selector> selectors,
      List<LogQlError> errors) {
    this.query = query;
    this.expr = expr;
    this.selectors = List.copyOf(selectors);
    this.errors = List.copyOf(errors);
  }

  /** The text that was parsed. */
  public String query() {
    return query;
  }

  /** The tree; empty when the text is no LogQL. */
  public Optional<LogQlExpr> expr() {
    return Optional.ofNullable(expr);
  }

  /** Every stream selector in source order; after a syntax error those that were found. */
  public List<LogQlExpr.Selector> selectors() {
    return selectors;
  }

  /** All errors in source order. */
  public List<LogQlError> errors() {
    return errors;
  }

  /** Whether Loki takes the query. */
  public boolean isOk() {
    return errors.isEmpty();
  }

  /**
   * Whether the query is LogQL by the grammar and its checked rules; what only Loki itself refuses
   * ({@link LogQlError.Kind#REFUSED}) doesn't count.
   */
  public boolean isWellFormed() {
    return errors.stream().allMatch(error -> error.kind() == LogQlError.Kind.REFUSED);
  }

  /**
   * The tree of a query that must be right.
   *
   * @throws IllegalArgumentException when there are errors; the message is the first one
   */
  public LogQlExpr orElseThrow() {
    if (!errors.isEmpty() || expr == null) {
      LogQlError first = errors.get(0);
      throw new IllegalArgumentException(first.message() + " at " + first.span().start());
    }
    return expr;
  }
}
