package com.scanium.sightline.promql.analysis;

import com.scanium.sightline.promql.PromQlExpr;
import com.scanium.sightline.promql.PromQlExpr.Call;
import com.scanium.sightline.promql.ValueType;
import java.util.Set;

/** How the emptiness of a function's vector argument becomes that of its result. */
enum CallEffect {
  /** As many series as the argument. */
  KEEPS,
  /** At most the argument's series: some may have too few samples, or of the wrong kind. */
  FILTERS,
  /** A series exactly when the argument has none. */
  INVERTS,
  /** Always a result. */
  CONSTANT,
  /** The function is not known. */
  UNKNOWN;

  /** Those that look at some kinds of samples only, or need two samples in the window. */
  private static final Set<String> FILTERING =
      Set.of(
          "histogram_quantile",
          "histogram_quantiles",
          "histogram_fraction",
          "histogram_count",
          "histogram_sum",
          "histogram_avg",
          "histogram_stddev",
          "histogram_stdvar",
          "start_timestamp",
          "rate",
          "irate",
          "increase",
          "delta",
          "idelta",
          "deriv",
          "predict_linear",
          "double_exponential_smoothing");

  static CallEffect of(Call call) {
    if (call.name().hasPlaceholders() || call.signature().isEmpty()) {
      return UNKNOWN;
    }
    String name = call.function();
    if (name.equals("absent") || name.equals("absent_over_time")) {
      return INVERTS;
    }
    boolean reads = call.args().stream().anyMatch(arg -> Emptiness.isVector(arg.type()));
    if (name.equals("vector") || call.type() == ValueType.SCALAR) {
      return CONSTANT;
    }
    if (!reads) {
      boolean open = call.args().stream().anyMatch(arg -> arg.type() == ValueType.UNKNOWN);
      return open ? UNKNOWN : CONSTANT;
    }
    if (name.equals("info") && call.args().size() > 1) {
      return FILTERS;
    }
    if (name.equals("clamp") && call.args().size() == 3) {
      return isProperClamp(call.args().get(1), call.args().get(2)) ? KEEPS : FILTERS;
    }
    return FILTERING.contains(name) ? FILTERS : KEEPS;
  }

  /** {@code clamp} with a lower bound above the upper one gives nothing. */
  private static boolean isProperClamp(PromQlExpr low, PromQlExpr high) {
    return Emptiness.constant(low) <= Emptiness.constant(high);
  }
}
