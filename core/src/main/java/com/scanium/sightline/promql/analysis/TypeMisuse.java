package com.scanium.sightline.promql.analysis;

import com.scanium.sightline.promql.PromQlExpr;
import com.scanium.sightline.promql.PromQlExpr.VectorSelector;
import com.scanium.sightline.signal.SeriesShape;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/**
 * A place where an expression uses a metric in a way that its type doesn't allow: the result is
 * empty or says nothing.
 *
 * @param kind what is wrong
 * @param at the call, or the selector itself, where it is wrong
 * @param selector the selector whose metric is concerned
 */
public record TypeMisuse(Kind kind, PromQlExpr at, VectorSelector selector) {
  /** What can be wrong. */
  public enum Kind {
    /**
     * {@code rate}, {@code irate} or {@code increase} of a gauge: each fall counts as a restart.
     */
    RATE_ON_GAUGE,
    /**
     * {@code delta}, {@code idelta}, {@code deriv} or {@code predict_linear} of a counter: a
     * restart of the process looks like a fall.
     */
    DELTA_ON_COUNTER,
    /** A counter as it is: the curve only shows how long the process runs. */
    COUNTER_WITHOUT_RATE,
    /** {@code histogram_quantile} of an aggregation that removes {@code le}: nothing is left. */
    QUANTILE_WITHOUT_LE,
    /** {@code histogram_quantile} of a metric that has no buckets. */
    QUANTILE_ON_NON_BUCKET,
    /** {@code rate} of a sum of counters: the restart of one process looks like one of all. */
    RATE_OF_AGGREGATION
  }

  /**
   * Finds the misuses of one expression, in source order.
   *
   * <p>Types come from the shapes; a selector whose series have several types, or an unknown one,
   * is left alone. A selector without any shape is judged by the conventions of its name, as far as
   * {@code _bucket} and {@code _total} go.
   *
   * @param shapes the shapes that a selector may read; they are narrowed by its conditions here
   */
  public static List<TypeMisuse> of(
      PromQlExpr expr, Function<? super VectorSelector, ? extends Collection<SeriesShape>> shapes) {
    return new TypeMisuses(expr, shapes).find();
  }
}
