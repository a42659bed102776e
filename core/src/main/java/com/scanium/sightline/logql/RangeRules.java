package com.scanium.sightline.logql;

import com.scanium.sightline.logql.LogQlExpr.RangeAggregation;
import com.scanium.sightline.text.Span;
import java.util.Set;

/** What Loki demands of functions over ranges: unwrap, parameter, grouping. */
final class RangeRules {
  private static final Set<String> COUNTING =
      Set.of("count_over_time", "bytes_over_time", "bytes_rate");
  private static final Set<String> EITHER = Set.of("rate", "absent_over_time");
  private static final Set<String> UNWRAPPING =
      Set.of(
          "sum_over_time",
          "avg_over_time",
          "min_over_time",
          "max_over_time",
          "stddev_over_time",
          "stdvar_over_time",
          "quantile_over_time",
          "first_over_time",
          "last_over_time",
          "rate_counter");
  private static final Set<String> GROUPING =
      Set.of(
          "avg_over_time",
          "min_over_time",
          "max_over_time",
          "stddev_over_time",
          "stdvar_over_time",
          "quantile_over_time",
          "first_over_time",
          "last_over_time");
  private static final String QUANTILE = "quantile_over_time";

  private RangeRules() {}

  static boolean isFunction(String word) {
    return COUNTING.contains(word) || EITHER.contains(word) || UNWRAPPING.contains(word);
  }

  static void check(RangeAggregation call, Span name, TokenStream tokens) {
    String function = call.function();
    boolean unwraps =
        call.query().stages().stream().anyMatch(stage -> stage instanceof LogQlStage.Unwrap);
    if (UNWRAPPING.contains(function) && !unwraps) {
      tokens.rule(name, function + " needs numbers; expected \"| unwrap label\" before the range");
    }
    if (COUNTING.contains(function) && unwraps) {
      tokens.refused(name, function + " counts lines and takes no unwrap");
    }
    if (function.equals(QUANTILE) && call.parameter() == null) {
      tokens.rule(name, QUANTILE + " needs a number before the query, as in 0.99");
    }
    if (!function.equals(QUANTILE) && call.parameter() != null) {
      tokens.rule(call.parameter().span(), function + " takes no parameter");
    }
    if (call.grouping() != null && !GROUPING.contains(function)) {
      tokens.rule(
          call.grouping().span(), function + " allows no grouping; put it on an aggregation");
    }
  }
}
