package com.scanium.sightline.grafana.rules;

import com.scanium.sightline.promql.Aggregator;
import com.scanium.sightline.promql.BinaryOperator;
import com.scanium.sightline.promql.Grouping;
import com.scanium.sightline.promql.PromQl;
import com.scanium.sightline.promql.PromQlExpr;
import com.scanium.sightline.promql.PromQlText;
import com.scanium.sightline.promql.ValueType;
import java.util.List;
import java.util.Set;

/** Whether the series of a result carry labels, apart from the metric name. */
enum ResultLabels {
  /** They do. */
  SOME,
  /** There is at most one series, without labels. */
  NONE,
  /** It depends. */
  UNKNOWN;

  private static final Set<Aggregator> SELECTING =
      Set.of(Aggregator.TOPK, Aggregator.BOTTOMK, Aggregator.LIMITK, Aggregator.LIMIT_RATIO);
  private static final Set<String> WITHOUT_LABELS = Set.of("vector", "scalar", "time", "pi");
  private static final Set<String> QUANTILES = Set.of("histogram_quantile", "histogram_fraction");

  static ResultLabels of(PromQlExpr root) {
    return PromQl.fold(root, ResultLabels::combine);
  }

  private static ResultLabels combine(PromQlExpr expr, List<ResultLabels> below) {
    if (expr instanceof PromQlExpr.VectorSelector) {
      return SOME;
    }
    if (expr instanceof PromQlExpr.Aggregate aggregate) {
      return aggregate(aggregate, below.isEmpty() ? UNKNOWN : below.get(below.size() - 1));
    }
    if (expr instanceof PromQlExpr.Call call) {
      return call(call, below);
    }
    if (expr instanceof PromQlExpr.Binary binary && below.size() == 2) {
      return binary(binary, below.get(0), below.get(1));
    }
    boolean passes =
        expr instanceof PromQlExpr.Paren
            || expr instanceof PromQlExpr.Unary
            || expr instanceof PromQlExpr.MatrixSelector
            || expr instanceof PromQlExpr.Subquery;
    return passes && !below.isEmpty() ? below.get(0) : UNKNOWN;
  }

  private static ResultLabels aggregate(PromQlExpr.Aggregate aggregate, ResultLabels below) {
    if (SELECTING.contains(aggregate.operator())) {
      return below;
    }
    if (aggregate.operator() == Aggregator.COUNT_VALUES) {
      return SOME;
    }
    return aggregate
        .grouping()
        .map(it -> it.mode() == Grouping.Mode.WITHOUT ? below : it.labels().isEmpty() ? NONE : SOME)
        .orElse(NONE);
  }

  private static ResultLabels call(PromQlExpr.Call call, List<ResultLabels> below) {
    if (WITHOUT_LABELS.contains(call.function())) {
      return NONE;
    }
    if (call.function().startsWith("absent") || below.isEmpty()) {
      return UNKNOWN;
    }
    int last = call.args().size() - 1;
    if (QUANTILES.contains(call.function()) && keepsBucketOnly(call.args().get(last))) {
      return NONE;
    }
    for (int i = 0; i <= last && i < below.size(); i++) {
      ValueType type = call.args().get(i).type();
      if (type != ValueType.SCALAR && type != ValueType.STRING) {
        return below.get(i);
      }
    }
    return UNKNOWN;
  }

  private static boolean keepsBucketOnly(PromQlExpr expr) {
    if (expr instanceof PromQlExpr.Paren paren) {
      return keepsBucketOnly(paren.expr());
    }
    return expr instanceof PromQlExpr.Aggregate aggregate
        && aggregate
            .grouping()
            .filter(Grouping::isBy)
            .filter(it -> it.labels().stream().map(PromQlText::value).allMatch("le"::equals))
            .isPresent();
  }

  private static ResultLabels binary(
      PromQlExpr.Binary binary, ResultLabels left, ResultLabels right) {
    if (binary.operator() == BinaryOperator.AND || binary.operator() == BinaryOperator.UNLESS) {
      return left;
    }
    if (binary.operator() == BinaryOperator.OR) {
      return left == SOME || right == SOME ? SOME : left == right ? left : UNKNOWN;
    }
    if (binary.left().type() == ValueType.SCALAR) {
      return right;
    }
    if (binary.right().type() == ValueType.SCALAR) {
      return left;
    }
    boolean matched =
        binary.matching().filter(it -> it.isOn() || !it.labels().isEmpty()).isPresent();
    return matched ? UNKNOWN : left == NONE || right == NONE ? NONE : left;
  }
}
