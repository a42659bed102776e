package com.scanium.sightline.promql.analysis;

import com.scanium.sightline.promql.Aggregator;
import com.scanium.sightline.promql.BinaryOperator;
import com.scanium.sightline.promql.PromQl;
import com.scanium.sightline.promql.PromQlExpr;
import com.scanium.sightline.promql.PromQlExpr.VectorSelector;
import com.scanium.sightline.promql.PromQlText;
import com.scanium.sightline.promql.Sign;
import com.scanium.sightline.promql.ValueType;
import java.util.List;
import java.util.Set;

/**
 * Between which numbers the values of an expression lie, as far as the expression tells: {@code up}
 * is 0 or 1, a rate is never negative, a count never 0.
 *
 * @param low the smallest possible value; {@code -Infinity} when nothing is known
 * @param high the largest possible value; {@code Infinity} when nothing is known
 */
public record ValueRange(double low, double high) {
  /** Nothing is known. */
  public static final ValueRange ANY =
      new ValueRange(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  private static final ValueRange NOT_NEGATIVE = new ValueRange(0, Double.POSITIVE_INFINITY);
  private static final ValueRange COUNT = new ValueRange(1, Double.POSITIVE_INFINITY);
  private static final ValueRange ONE = new ValueRange(1, 1);
  private static final ValueRange ZERO_OR_ONE = new ValueRange(0, 1);

  private static final Set<String> NEVER_NEGATIVE =
      Set.of(
          "rate",
          "irate",
          "increase",
          "resets",
          "changes",
          "abs",
          "sqrt",
          "stddev_over_time",
          "stdvar_over_time",
          "time",
          "timestamp");
  private static final Set<String> WITHIN_THEIR_ARGUMENT =
      Set.of(
          "avg_over_time",
          "min_over_time",
          "max_over_time",
          "last_over_time",
          "first_over_time",
          "sort",
          "sort_desc",
          "label_replace",
          "label_join",
          "vector");
  private static final Set<String> ALWAYS_ONE =
      Set.of("absent", "absent_over_time", "present_over_time");

  /** The range of an expression. */
  public static ValueRange of(PromQlExpr expr) {
    return PromQl.fold(expr, ValueRange::combine);
  }

  /** Whether no value of this range can stand in a relation to one of another range. */
  public boolean excludes(BinaryOperator comparison, ValueRange other) {
    return switch (comparison) {
      case EQUAL -> high < other.low || low > other.high;
      case NOT_EQUAL -> low == high && other.low == other.high && low == other.low;
      case GREATER -> high <= other.low;
      case GREATER_OR_EQUAL -> high < other.low;
      case LESS -> low >= other.high;
      case LESS_OR_EQUAL -> low > other.high;
      default -> false;
    };
  }

  private static ValueRange combine(PromQlExpr expr, List<ValueRange> below) {
    if (expr instanceof PromQlExpr.NumberLiteral number) {
      double value = number.value();
      return Double.isNaN(value) ? ANY : new ValueRange(value, value);
    }
    if (expr instanceof VectorSelector selector) {
      return selector(selector);
    }
    if (expr instanceof PromQlExpr.Unary unary && !below.isEmpty()) {
      ValueRange inner = below.get(0);
      return unary.sign() == Sign.MINUS ? new ValueRange(-inner.high, -inner.low) : inner;
    }
    if (expr instanceof PromQlExpr.Call call) {
      return call(call, below);
    }
    if (expr instanceof PromQlExpr.Aggregate aggregate) {
      return aggregate(aggregate, below.isEmpty() ? ANY : below.get(below.size() - 1));
    }
    if (expr instanceof PromQlExpr.Binary binary && below.size() == 2) {
      return binary(binary, below.get(0), below.get(1));
    }
    boolean passes =
        expr instanceof PromQlExpr.Paren
            || expr instanceof PromQlExpr.MatrixSelector
            || expr instanceof PromQlExpr.Subquery;
    return passes && !below.isEmpty() ? below.get(0) : ANY;
  }

  private static ValueRange selector(VectorSelector selector) {
    String name =
        selector.metricName().filter(it -> !it.hasPlaceholders()).map(PromQlText::value).orElse("");
    if (name.equals("up")) {
      return ZERO_OR_ONE;
    }
    boolean counts = name.endsWith("_total") || name.endsWith("_count") || name.endsWith("_bucket");
    return counts ? NOT_NEGATIVE : ANY;
  }

  private static ValueRange call(PromQlExpr.Call call, List<ValueRange> below) {
    String function = call.function();
    if (ALWAYS_ONE.contains(function)) {
      return ONE;
    }
    if (NEVER_NEGATIVE.contains(function)) {
      return NOT_NEGATIVE;
    }
    if (function.equals("count_over_time")) {
      return COUNT;
    }
    return WITHIN_THEIR_ARGUMENT.contains(function) && !below.isEmpty() ? below.get(0) : ANY;
  }

  private static ValueRange aggregate(PromQlExpr.Aggregate aggregate, ValueRange below) {
    Aggregator operator = aggregate.operator();
    return switch (operator) {
      case AVG, MIN, MAX, TOPK, BOTTOMK, LIMITK, LIMIT_RATIO -> below;
      case SUM -> below.low >= 0 ? new ValueRange(below.low, Double.POSITIVE_INFINITY) : ANY;
      case COUNT, COUNT_VALUES -> COUNT;
      case GROUP -> ONE;
      case STDDEV, STDVAR -> NOT_NEGATIVE;
      default -> ANY;
    };
  }

  private static ValueRange binary(PromQlExpr.Binary binary, ValueRange left, ValueRange right) {
    return switch (binary.operator()) {
      case EQUAL, NOT_EQUAL, GREATER, GREATER_OR_EQUAL, LESS, LESS_OR_EQUAL ->
          binary.returnsBool()
              ? ZERO_OR_ONE
              : binary.left().type() == ValueType.SCALAR ? right : left;
      case AND, UNLESS -> left;
      case OR -> new ValueRange(Math.min(left.low, right.low), Math.max(left.high, right.high));
      case ADD -> new ValueRange(left.low + right.low, left.high + right.high).orAny();
      case SUBTRACT -> new ValueRange(left.low - right.high, left.high - right.low).orAny();
      case MULTIPLY, DIVIDE -> left.low >= 0 && right.low >= 0 ? NOT_NEGATIVE : ANY;
      default -> ANY;
    };
  }

  private ValueRange orAny() {
    return Double.isNaN(low) || Double.isNaN(high) ? ANY : this;
  }
}
