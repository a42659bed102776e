package com.scanium.sightline.promql;

/**
 * One method per kind of node, for code that must treat every kind. May gain methods in minor
 * versions; extend {@link PromQlFolding} where that would be a nuisance.
 *
 * @param <R> what a visit gives
 */
public interface PromQlVisitor<R> {
  /** Visits an instant vector selector. */
  R visitVectorSelector(PromQlExpr.VectorSelector expr);

  /** Visits a range vector selector. */
  R visitMatrixSelector(PromQlExpr.MatrixSelector expr);

  /** Visits a subquery. */
  R visitSubquery(PromQlExpr.Subquery expr);

  /** Visits a function call. */
  R visitCall(PromQlExpr.Call expr);

  /** Visits an aggregation. */
  R visitAggregate(PromQlExpr.Aggregate expr);

  /** Visits a binary operation. */
  R visitBinary(PromQlExpr.Binary expr);

  /** Visits a signed expression. */
  R visitUnary(PromQlExpr.Unary expr);

  /** Visits an expression in parentheses. */
  R visitParen(PromQlExpr.Paren expr);

  /** Visits a number. */
  R visitNumberLiteral(PromQlExpr.NumberLiteral expr);

  /** Visits a text. */
  R visitStringLiteral(PromQlExpr.StringLiteral expr);

  /** Visits a placeholder that stands for an expression. */
  R visitPlaceholder(PromQlExpr.PlaceholderExpr expr);

  /** Visits an aggregation whose operator is a placeholder. */
  R visitUnknownAggregate(PromQlExpr.UnknownAggregate expr);
}
