package com.scanium.sightline.promql;

/**
 * What the parser accepts.
 *
 * @param grammar the version of the grammar
 * @param experimental whether functions and syntax that Prometheus has behind feature flags count
 * @param placeholders whether variables may stand in the query
 */
public record PromQlOptions(Grammar grammar, Experimental experimental, Placeholders placeholders) {
  /** Prometheus 3.9.1 as it starts by default, no placeholders. */
  public static final PromQlOptions DEFAULT =
      new PromQlOptions(Grammar.V3_9, Experimental.OFF, Placeholders.REJECTED);

  /** As {@link #DEFAULT}, but variables may stand in the query and experimental syntax counts. */
  public static final PromQlOptions TOLERANT =
      new PromQlOptions(Grammar.V3_9, Experimental.ON, Placeholders.ACCEPTED);

  /** A copy for another grammar version. */
  public PromQlOptions withGrammar(Grammar changed) {
    return new PromQlOptions(changed, experimental, placeholders);
  }

  /** A copy with experimental syntax on or off. */
  public PromQlOptions withExperimental(Experimental changed) {
    return new PromQlOptions(grammar, changed, placeholders);
  }

  /** A copy with placeholders accepted or rejected. */
  public PromQlOptions withPlaceholders(Placeholders changed) {
    return new PromQlOptions(grammar, experimental, changed);
  }

  /** Versions of the grammar. */
  public enum Grammar {
    /** Prometheus 3.9.1. */
    V3_9,
    /**
     * The development tree of Prometheus 3.14: {@code fill} modifiers, {@code </} and {@code >/},
     * {@code range()}, {@code max_of}, {@code min_of}, stricter modifiers before a range.
     */
    NEWER
  }

  /**
   * Whether these count: experimental functions and aggregations, computed durations, {@code
   * anchored} and {@code smoothed}, fill modifiers.
   */
  public enum Experimental {
    /** They are errors. */
    OFF,
    /** They are accepted. */
    ON
  }

  /** Whether {@code $var}, {@code ${var}} and {@code [[var]]} may stand in the query. */
  public enum Placeholders {
    /** They are errors, as for Prometheus. */
    REJECTED,
    /** They become nodes or parts of names, values and durations. */
    ACCEPTED
  }
}
