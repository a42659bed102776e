package com.scanium.sightline.promql;

/**
 * A visitor that treats only some kinds of nodes; all others come to {@link #visitOther}.
 *
 * @param <R> what a visit gives
 */
public abstract class PromQlFolding<R> implements PromQlVisitor<R> {
  /** For use by subclasses. */
  protected PromQlFolding() {}

  /** Visits a node whose own method isn't overridden. */
  protected abstract R visitOther(PromQlExpr expr);

  @Override
  public R visitVectorSelector(PromQlExpr.VectorSelector expr) {
    return visitOther(expr);
  }

  @Override
  public R visitMatrixSelector(PromQlExpr.MatrixSelector expr) {
    return visitOther(expr);
  }

  @Override
  public R visitSubquery(PromQlExpr.Subquery expr) {
    return visitOther(expr);
  }

  @Override
  public R visitCall(PromQlExpr.Call expr) {
    return visitOther(expr);
  }

  @Override
  public R visitAggregate(PromQlExpr.Aggregate expr) {
    return visitOther(expr);
  }

  @Override
  public R visitBinary(PromQlExpr.Binary expr) {
    return visitOther(expr);
  }

  @Override
  public R visitUnary(PromQlExpr.Unary expr) {
    return visitOther(expr);
  }

  @Override
  public R visitParen(PromQlExpr.Paren expr) {
    return visitOther(expr);
  }

  @Override
  public R visitNumberLiteral(PromQlExpr.NumberLiteral expr) {
    return visitOther(expr);
  }

  @Override
  public R visitStringLiteral(PromQlExpr.StringLiteral expr) {
    return visitOther(expr);
  }

  @Override
  public R visitPlaceholder(PromQlExpr.PlaceholderExpr expr) {
    return visitOther(expr);
  }

  @Override
  public R visitUnknownAggregate(PromQlExpr.UnknownAggregate expr) {
    return visitOther(expr);
  }
}
