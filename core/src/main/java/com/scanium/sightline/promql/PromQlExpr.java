package com.scanium.sightline.promql;

import com.scanium.sightline.text.Span;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A PromQL expression.
 *
 * <p>Nodes are equal when they have the same content <em>and</em> the same places; compare printed
 * texts or {@link PromQl#withoutSpans} copies when only the meaning counts. {@code toString} is the
 * canonical text.
 *
 * <p>A tree is at most {@link PromQl#MAX_DEPTH} levels deep, except along the left sides of binary
 * operators: {@code 1 + 1 + 1 + …} may be as long as the text. Recursive code that must survive
 * such a text walks with {@link PromQl#walk} or {@link PromQl#fold}.
 */
public sealed interface PromQlExpr {
  /** Where the expression stands in the query, UTF-16 code units from 0. */
  Span span();

  /** The expressions directly below, in source order. */
  List<PromQlExpr> children();

  /** The type of the value that the expression gives. */
  ValueType type();

  /** Calls the visitor's method for this kind of node. */
  <R> R accept(PromQlVisitor<R> visitor);

  /**
   * An instant vector selector, {@code name{label="value"}}.
   *
   * @param name the name before the braces; null when there is none (see {@link #metricName()})
   * @param matchers the conditions in the braces, in source order
   * @param splices placeholders that stand for whole conditions ({@code {$filters}}), in source
   *     order; each may add any condition
   * @param modifiers offset, {@code @} and so on
   * @param span name, braces and modifiers
   */
  record VectorSelector(
      @Nullable PromQlText name,
      List<LabelMatcher> matchers,
      List<PromQlText> splices,
      SelectorModifiers modifiers,
      Span span)
      implements PromQlExpr {
    /** Copies the lists. */
    public VectorSelector {
      matchers = List.copyOf(matchers);
      splices = List.copyOf(splices);
    }

    /**
     * The metric's name, from before the braces or from an {@code __name__="…"} condition; empty
     * when no name is asked for. May hold placeholders.
     */
    public Optional<PromQlText> metricName() {
      if (name != null) {
        return Optional.of(name);
      }
      for (LabelMatcher matcher : matchers) {
        if (matcher.isOnMetricName() && matcher.operator() == MatchOperator.EQUAL) {
          return Optional.of(matcher.value());
        }
      }
      return Optional.empty();
    }

    @Override
    public List<PromQlExpr> children() {
      return List.of();
    }

    @Override
    public ValueType type() {
      return ValueType.VECTOR;
    }

    @Override
    public <R> R accept(PromQlVisitor<R> visitor) {
      return visitor.visitVectorSelector(this);
    }

    @Override
    public String toString() {
      return PromQl.print(this);
    }
  }

  /**
   * A range vector selector, {@code selector[window]}.
   *
   * @param selector whose samples are read; its modifiers are those of the range selector
   * @param range the window's length
   * @param span selector, brackets and modifiers
   */
  record MatrixSelector(VectorSelector selector, PromQlDuration range, Span span)
      implements PromQlExpr {
    @Override
    public List<PromQlExpr> children() {
      return List.of(selector);
    }

    @Override
    public ValueType type() {
      return ValueType.MATRIX;
    }

    @Override
    public <R> R accept(PromQlVisitor<R> visitor) {
      return visitor.visitMatrixSelector(this);
    }

    @Override
    public String toString() {
      return PromQl.print(this);
    }
  }

  /**
   * A subquery, {@code expr[window:step]}.
   *
   * @param expr what is evaluated again and again
   * @param range the window's length
   * @param stepNode the distance of the evaluations; null when it is left to the server
   * @param modifiers offset and {@code @}
   * @param span expression, brackets and modifiers
   */
  record Subquery(
      PromQlExpr expr,
      PromQlDuration range,
      @Nullable PromQlDuration stepNode,
      SelectorModifiers modifiers,
      Span span)
      implements PromQlExpr {
    /** The distance of the evaluations; empty when it is left to the server. */
    public Optional<PromQlDuration> step() {
      return Optional.ofNullable(stepNode);
    }

    @Override
    public List<PromQlExpr> children() {
      return List.of(expr);
    }

    @Override
    public ValueType type() {
      return ValueType.MATRIX;
    }

    @Override
    public <R> R accept(PromQlVisitor<R> visitor) {
      return visitor.visitSubquery(this);
    }

    @Override
    public String toString() {
      return PromQl.print(this);
    }
  }

  /**
   * A function call.
   *
   * @param name the function's name
   * @param args the arguments
   * @param span from the name to the closing parenthesis
   */
  record Call(PromQlText name, List<PromQlExpr> args, Span span) implements PromQlExpr {
    /** Copies the list. */
    public Call {
      args = List.copyOf(args);
    }

    /** The function's name as a string. */
    public String function() {
      return name.value();
    }

    /** What is known about the function; empty when no grammar version has it. */
    public Optional<PromQlFunction> signature() {
      return PromQlFunction.named(name.value());
    }

    @Override
    public List<PromQlExpr> children() {
      return args;
    }

    @Override
    public ValueType type() {
      PromQlFunction known = PromQlFunction.find(name.value());
      return known == null ? ValueType.UNKNOWN : known.returnType();
    }

    @Override
    public <R> R accept(PromQlVisitor<R> visitor) {
      return visitor.visitCall(this);
    }

    @Override
    public String toString() {
      return PromQl.print(this);
    }
  }

  /**
   * An aggregation, {@code sum by (label) (expr)}.
   *
   * @param operator which aggregation
   * @param groupingNode the {@code by} or {@code without} part; null when there is none
   * @param parameterNode what stands before the vector, as in {@code topk(5, …)}; null when the
   *     operator has none
   * @param expr the aggregated vector
   * @param span the whole aggregation
   */
  record Aggregate(
      Aggregator operator,
      @Nullable Grouping groupingNode,
      @Nullable PromQlExpr parameterNode,
      PromQlExpr expr,
      Span span)
      implements PromQlExpr {
    /** The {@code by} or {@code without} part; empty when there is none. */
    public Optional<Grouping> grouping() {
      return Optional.ofNullable(groupingNode);
    }

    /** The parameter; empty when the operator has none. */
    public Optional<PromQlExpr> parameter() {
      return Optional.ofNullable(parameterNode);
    }

    @Override
    public List<PromQlExpr> children() {
      return parameterNode == null ? List.of(expr) : List.of(parameterNode, expr);
    }

    @Override
    public ValueType type() {
      return ValueType.VECTOR;
    }

    @Override
    public <R> R accept(PromQlVisitor<R> visitor) {
      return visitor.visitAggregate(this);
    }

    @Override
    public String toString() {
      return PromQl.print(this);
    }
  }

  /**
   * A binary operation.
   *
   * @param operator which operation
   * @param operatorSpan where the operator's symbol stands
   * @param returnsBool whether {@code bool} is written, so that a comparison gives 0 or 1 instead
   *     of filtering
   * @param matchingNode how series of both sides match; null unless both sides are vectors
   * @param left the left side
   * @param right the right side
   * @param type the type that follows from both sides, kept because chains of operators are long
   * @param span from the left side's start to the right side's end
   */
  record Binary(
      BinaryOperator operator,
      Span operatorSpan,
      boolean returnsBool,
      @Nullable VectorMatching matchingNode,
      PromQlExpr left,
      PromQlExpr right,
      ValueType type,
      Span span)
      implements PromQlExpr {
    /** Checks the type. */
    public Binary {
      if (type != join(left.type(), right.type())) {
        throw new IllegalArgumentException(
            "the sides of " + operator.symbol() + " don't give a " + type.documented());
      }
    }

    Binary(
        BinaryOperator operator,
        Span operatorSpan,
        boolean returnsBool,
        @Nullable VectorMatching matchingNode,
        PromQlExpr left,
        PromQlExpr right,
        Span span) {
      this(
          operator,
          operatorSpan,
          returnsBool,
          matchingNode,
          left,
          right,
          join(left.type(), right.type()),
          span);
    }

    /** How series of both sides match; empty unless both sides are vectors. */
    public Optional<VectorMatching> matching() {
      return Optional.ofNullable(matchingNode);
    }

    @Override
    public List<PromQlExpr> children() {
      return List.of(left, right);
    }

    /** The type of an operation by the types of its sides. */
    private static ValueType join(ValueType one, ValueType other) {
      if (one == ValueType.SCALAR && other == ValueType.SCALAR) {
        return ValueType.SCALAR;
      }
      boolean bothOpen =
          (one == ValueType.SCALAR || one == ValueType.UNKNOWN)
              && (other == ValueType.SCALAR || other == ValueType.UNKNOWN);
      return bothOpen ? ValueType.UNKNOWN : ValueType.VECTOR;
    }

    @Override
    public <R> R accept(PromQlVisitor<R> visitor) {
      return visitor.visitBinary(this);
    }

    // A chain of operators is as deep as it is long: no recursion along the left side.
    @Override
    public boolean equals(@Nullable Object other) {
      if (!(other instanceof Binary second)) {
        return false;
      }
      Binary one = this;
      Binary two = second;
      while (one != two) {
        if (!one.equalsButLeft(two)) {
          return false;
        }
        if (one.left instanceof Binary nextOne && two.left instanceof Binary nextTwo) {
          one = nextOne;
          two = nextTwo;
        } else {
          return one.left.equals(two.left);
        }
      }
      return true;
    }

    private boolean equalsButLeft(Binary other) {
      return operator == other.operator
          && returnsBool == other.returnsBool
          && operatorSpan.equals(other.operatorSpan)
          && span.equals(other.span)
          && Objects.equals(matchingNode, other.matchingNode)
          && right.equals(other.right);
    }

    @Override
    public int hashCode() {
      int hash = 1;
      Binary at = this;
      while (true) {
        hash = 31 * hash + Objects.hash(at.operator, at.returnsBool, at.span, at.right);
        if (!(at.left instanceof Binary next)) {
          return 31 * hash + at.left.hashCode();
        }
        at = next;
      }
    }

    @Override
    public String toString() {
      return PromQl.print(this);
    }
  }

  /**
   * A sign before an expression that isn't a number; a sign before a number belongs to the number.
   *
   * @param sign the sign
   * @param expr what follows
   * @param span the sign and what follows
   */
  record Unary(Sign sign, PromQlExpr expr, Span span) implements PromQlExpr {
    @Override
    public List<PromQlExpr> children() {
      return List.of(expr);
    }

    @Override
    public ValueType type() {
      return expr.type();
    }

    @Override
    public <R> R accept(PromQlVisitor<R> visitor) {
      return visitor.visitUnary(this);
    }

    @Override
    public String toString() {
      return PromQl.print(this);
    }
  }

  /**
   * An expression in parentheses.
   *
   * @param expr what stands in them
   * @param span the parentheses and all between them
   */
  record Paren(PromQlExpr expr, Span span) implements PromQlExpr {
    @Override
    public List<PromQlExpr> children() {
      return List.of(expr);
    }

    @Override
    public ValueType type() {
      return expr.type();
    }

    @Override
    public <R> R accept(PromQlVisitor<R> visitor) {
      return visitor.visitParen(this);
    }

    @Override
    public String toString() {
      return PromQl.print(this);
    }
  }

  /**
   * A number.
   *
   * @param value the number, seconds when written as a duration
   * @param notation how it was written
   * @param span the number, signs included
   */
  record NumberLiteral(double value, NumberNotation notation, Span span) implements PromQlExpr {
    @Override
    public List<PromQlExpr> children() {
      return List.of();
    }

    @Override
    public ValueType type() {
      return ValueType.SCALAR;
    }

    @Override
    public <R> R accept(PromQlVisitor<R> visitor) {
      return visitor.visitNumberLiteral(this);
    }

    @Override
    public String toString() {
      return PromQl.print(this);
    }
  }

  /**
   * A text.
   *
   * @param text the text, escapes resolved
   */
  record StringLiteral(PromQlText text) implements PromQlExpr {
    /** The text as a string. */
    public String value() {
      return text.value();
    }

    @Override
    public Span span() {
      return text.span();
    }

    @Override
    public List<PromQlExpr> children() {
      return List.of();
    }

    @Override
    public ValueType type() {
      return ValueType.STRING;
    }

    @Override
    public <R> R accept(PromQlVisitor<R> visitor) {
      return visitor.visitStringLiteral(this);
    }

    @Override
    public String toString() {
      return PromQl.print(this);
    }
  }

  /**
   * A placeholder where an expression is expected: a number, a metric or a whole query may come
   * there.
   *
   * @param text the placeholder, or a word with placeholders in it
   */
  record PlaceholderExpr(PromQlText text) implements PromQlExpr {
    @Override
    public Span span() {
      return text.span();
    }

    @Override
    public List<PromQlExpr> children() {
      return List.of();
    }

    @Override
    public ValueType type() {
      return ValueType.UNKNOWN;
    }

    @Override
    public <R> R accept(PromQlVisitor<R> visitor) {
      return visitor.visitPlaceholder(this);
    }

    @Override
    public String toString() {
      return PromQl.print(this);
    }
  }

  /**
   * A call or an aggregation whose operator is a placeholder and that has a {@code by} or {@code
   * without} part: {@code $agg by (job) (up)}.
   *
   * @param operator the operator's text
   * @param grouping the {@code by} or {@code without} part
   * @param args the arguments
   * @param span the whole expression
   */
  record UnknownAggregate(PromQlText operator, Grouping grouping, List<PromQlExpr> args, Span span)
      implements PromQlExpr {
    /** Copies the list. */
    public UnknownAggregate {
      args = List.copyOf(args);
    }

    @Override
    public List<PromQlExpr> children() {
      return args;
    }

    @Override
    public ValueType type() {
      return ValueType.VECTOR;
    }

    @Override
    public <R> R accept(PromQlVisitor<R> visitor) {
      return visitor.visitUnknownAggregate(this);
    }

    @Override
    public String toString() {
      return PromQl.print(this);
    }
  }
}
