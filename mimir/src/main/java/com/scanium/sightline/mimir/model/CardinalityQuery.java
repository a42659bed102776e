package com.scanium.sightline.mimir.model;

import java.util.Objects;

/**
 * Which series a question about cardinality counts, and how many lines it wants.
 *
 * @param selector a series selector, or an empty text for all series
 * @param limit how many names or values to list, from 0 to 500; the totals count all
 * @param counting which series count
 */
public record CardinalityQuery(String selector, int limit, Counting counting) {
  /** All series in memory, twenty lines. */
  public static final CardinalityQuery ALL = new CardinalityQuery("", 20, Counting.IN_MEMORY);

  private static final int MAX_LIMIT = 500;

  /** Which series count. */
  public enum Counting {
    /** All that ingesters hold in memory. */
    IN_MEMORY("inmemory"),
    /** Those that got a sample lately. */
    ACTIVE("active");

    private final String parameter;

    Counting(String parameter) {
      this.parameter = parameter;
    }

    /** The word that the server knows. */
    public String parameter() {
      return parameter;
    }
  }

  /**
   * Checks the limit.
   *
   * @throws IllegalArgumentException when it is not from 0 to 500
   */
  public CardinalityQuery {
    Objects.requireNonNull(selector, "selector");
    Objects.requireNonNull(counting, "counting");
    if (limit < 0 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException("a limit must be from 0 to 500, was " + limit);
    }
  }

  /** The same for the series of a selector. */
  public CardinalityQuery withSelector(String selector) {
    return new CardinalityQuery(selector, limit, counting);
  }

  /** The same with another number of lines. */
  public CardinalityQuery withLimit(int limit) {
    return new CardinalityQuery(selector, limit, counting);
  }

  /** The same with another way of counting. */
  public CardinalityQuery withCounting(Counting counting) {
    return new CardinalityQuery(selector, limit, counting);
  }
}
