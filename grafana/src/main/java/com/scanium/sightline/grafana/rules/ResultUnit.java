package com.scanium.sightline.grafana.rules;

import com.scanium.sightline.catalog.MetricCatalog;
import com.scanium.sightline.catalog.MetricFamily;
import com.scanium.sightline.promql.Aggregator;
import com.scanium.sightline.promql.BinaryOperator;
import com.scanium.sightline.promql.PromQl;
import com.scanium.sightline.promql.PromQlExpr;
import com.scanium.sightline.promql.PromQlExpr.NumberLiteral;
import com.scanium.sightline.promql.PromQlExpr.VectorSelector;
import com.scanium.sightline.promql.PromQlText;
import com.scanium.sightline.promql.ValueType;
import com.scanium.sightline.validation.RuleContext;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The unit of a query's values: from the catalog, else from the metric's name by Prometheus' naming
 * rules, followed through the expression. Only what is certain is said.
 *
 * @param what the unit, {@code seconds} for instance; empty text when it isn't known
 * @param perSecond whether it is one per second
 * @param buckets whether the values are counts in buckets of that unit
 */
record ResultUnit(String what, boolean perSecond, boolean buckets) {
  static final String SECONDS = "seconds";
  static final String MILLISECONDS = "milliseconds";
  static final String BYTES = "bytes";
  static final String RATIO = "ratio";
  static final String PERCENT = "percent";
  private static final String COUNT = "count";

  private static final ResultUnit UNKNOWN = new ResultUnit("", false, false);

  private static final Pattern PREFIXED =
      Pattern.compile("_(nano|micro|milli|kilo|mega|giga|kibi|mebi|gibi)_?(seconds|bytes)(_|$)");

  private static final Map<String, String> NAMES =
      Map.of(
          "seconds",
          SECONDS,
          "s",
          SECONDS,
          "milliseconds",
          MILLISECONDS,
          "ms",
          MILLISECONDS,
          "bytes",
          BYTES,
          "by",
          BYTES,
          "ratio",
          RATIO,
          "percent",
          PERCENT);

  private static final Set<String> KEEPING =
      Set.of(
          "avg_over_time",
          "min_over_time",
          "max_over_time",
          "last_over_time",
          "first_over_time",
          "sum_over_time",
          "increase",
          "delta",
          "idelta",
          "abs",
          "ceil",
          "floor",
          "round",
          "sort",
          "sort_desc",
          "label_replace",
          "label_join",
          "clamp_min",
          "clamp_max",
          "clamp");
  private static final Set<Aggregator> COUNTING =
      Set.of(Aggregator.COUNT, Aggregator.COUNT_VALUES, Aggregator.GROUP, Aggregator.STDVAR);

  /** The unit of an expression. */
  static ResultUnit of(PromQlExpr expr, RuleContext facts) {
    return PromQl.<ResultUnit>fold(expr, (node, below) -> combine(node, below, facts));
  }

  boolean isKnown() {
    return !what.isEmpty() && !buckets && !what.equals(COUNT);
  }

  private static ResultUnit plain(String what) {
    return new ResultUnit(what, false, false);
  }

  private static ResultUnit combine(PromQlExpr expr, List<ResultUnit> below, RuleContext facts) {
    if (expr instanceof VectorSelector selector) {
      return selector
          .metricName()
          .filter(it -> !it.hasPlaceholders())
          .map(PromQlText::value)
          .map(name -> named(name, facts))
          .orElse(UNKNOWN);
    }
    if (expr instanceof PromQlExpr.Call call) {
      return call(call, below);
    }
    ResultUnit last = below.isEmpty() ? UNKNOWN : below.get(below.size() - 1);
    if (expr instanceof PromQlExpr.Aggregate aggregate) {
      return COUNTING.contains(aggregate.operator()) ? UNKNOWN : last;
    }
    if (expr instanceof PromQlExpr.Binary binary && below.size() == 2) {
      return binary(binary, below.get(0), below.get(1));
    }
    boolean passes =
        expr instanceof PromQlExpr.Paren
            || expr instanceof PromQlExpr.Unary
            || expr instanceof PromQlExpr.MatrixSelector;
    return passes ? last : UNKNOWN;
  }

  private static ResultUnit named(String series, RuleContext facts) {
    if (series.endsWith("_timestamp_seconds") || series.endsWith("_time_seconds")) {
      return UNKNOWN; // a moment, not a length
    }
    if (series.endsWith("_count")) {
      return plain(COUNT);
    }
    if (PREFIXED.matcher(series).find()) {
      return UNKNOWN; // nano_seconds and its like
    }
    boolean isBucket = series.endsWith("_bucket");
    Optional<String> unit =
        facts.pipeline().catalogs().stream()
            .flatMap((MetricCatalog it) -> it.familyOfSeries(series).stream())
            .findFirst()
            .flatMap(MetricFamily::unit)
            .map(it -> it.toLowerCase(Locale.ROOT));
    String base = series.replaceFirst("_(bucket|sum|total)$", "");
    String suffix = base.substring(base.lastIndexOf('_') + 1);
    String known =
        unit.map(it -> NAMES.getOrDefault(it, ""))
            .orElseGet(() -> suffix.length() > 1 ? NAMES.getOrDefault(suffix, "") : "");
    return known.isEmpty() ? UNKNOWN : new ResultUnit(known, false, isBucket);
  }

  private static ResultUnit call(PromQlExpr.Call call, List<ResultUnit> below) {
    String function = call.function();
    if (below.isEmpty()) {
      return UNKNOWN;
    }
    if (function.equals("rate") || function.equals("irate") || function.equals("deriv")) {
      ResultUnit of = below.get(0);
      return new ResultUnit(of.what, true, of.buckets);
    }
    if (function.equals("histogram_quantile")) {
      ResultUnit of = below.get(below.size() - 1);
      return of.buckets ? plain(of.what) : UNKNOWN;
    }
    if (function.equals("quantile_over_time")) {
      return below.get(below.size() - 1);
    }
    return KEEPING.contains(function) ? below.get(0) : UNKNOWN;
  }

  private static ResultUnit binary(PromQlExpr.Binary binary, ResultUnit left, ResultUnit right) {
    BinaryOperator operator = binary.operator();
    boolean keepsLeft =
        operator == BinaryOperator.AND
            || operator == BinaryOperator.UNLESS
            || (operator.isComparison()
                && !binary.returnsBool()
                && binary.left().type() != ValueType.SCALAR);
    if (keepsLeft) {
      return left;
    }
    if (operator == BinaryOperator.OR
        || operator == BinaryOperator.ADD
        || operator == BinaryOperator.SUBTRACT) {
      boolean fallback = binary.right().type() == ValueType.SCALAR || isVector(binary.right());
      return left.equals(right) || fallback ? left : UNKNOWN;
    }
    if (operator == BinaryOperator.DIVIDE) {
      boolean meanOfEvents =
          left.perSecond == right.perSecond && right.what.equals(COUNT) && !left.buckets;
      return meanOfEvents
          ? plain(left.what.equals(COUNT) ? "" : left.what)
          : scaled(left, number(binary.right()).map(it -> 1 / it));
    }
    if (operator == BinaryOperator.MULTIPLY) {
      return binary.left().type() == ValueType.SCALAR
          ? scaled(right, number(binary.left()))
          : scaled(left, number(binary.right()));
    }
    return UNKNOWN;
  }

  private static boolean isVector(PromQlExpr expr) {
    return expr instanceof PromQlExpr.Call call && call.function().equals("vector");
  }

  /** What becomes of a unit when its values are multiplied. */
  private static ResultUnit scaled(ResultUnit of, Optional<Double> factor) {
    if (factor.isEmpty() || of.buckets || of.perSecond) {
      return UNKNOWN;
    }
    if (factor.get() == 1000 && of.what.equals(SECONDS)) {
      return plain(MILLISECONDS);
    }
    if (Math.abs(factor.get() - 0.001) < 1e-12 && of.what.equals(MILLISECONDS)) {
      return plain(SECONDS);
    }
    return factor.get() == 100 && of.what.equals(RATIO) ? plain(PERCENT) : UNKNOWN;
  }

  private static Optional<Double> number(PromQlExpr expr) {
    PromQlExpr bare = expr;
    while (bare instanceof PromQlExpr.Paren paren) {
      bare = paren.expr();
    }
    return bare instanceof NumberLiteral number ? Optional.of(number.value()) : Optional.empty();
  }
}
