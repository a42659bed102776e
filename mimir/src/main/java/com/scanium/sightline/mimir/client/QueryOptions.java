package com.scanium.sightline.mimir.client;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What a query may want beside its expression and its time. Immutable.
 *
 * <p>An option that the server at hand does not have is not sent: a limit is then applied here, and
 * a warning says what had no effect.
 */
public final class QueryOptions {
  /** None of them. */
  public static final QueryOptions NONE = builder().build();

  private final @Nullable Duration timeout;
  private final @Nullable Duration lookbackDelta;
  private final int limit;
  private final Statistics statistics;
  private final @Nullable ReadConsistency consistency;

  private QueryOptions(Builder builder) {
    this.timeout = builder.timeout;
    this.lookbackDelta = builder.lookbackDelta;
    this.limit = builder.limit;
    this.statistics = builder.statistics;
    this.consistency = builder.consistency;
  }

  /** Which figures about the evaluation to ask for. */
  public enum Statistics {
    /** None. */
    NONE,
    /** Times and numbers of samples. */
    TOTALS,
    /** Those, and the samples of each step where the server can tell; Mimir cannot. */
    PER_STEP
  }

  /** Starts with none. */
  public static Builder builder() {
    return new Builder();
  }

  /** How long the server may evaluate; empty for its own limit. */
  public Optional<Duration> timeout() {
    return Optional.ofNullable(timeout);
  }

  /**
   * How far a selector looks back for a sample; empty for the server's own, five minutes mostly.
   */
  public Optional<Duration> lookbackDelta() {
    return Optional.ofNullable(lookbackDelta);
  }

  /** How many series to return at most; empty for all. */
  public OptionalInt limit() {
    return limit == 0 ? OptionalInt.empty() : OptionalInt.of(limit);
  }

  /** Which figures about the evaluation to ask for. */
  public Statistics statistics() {
    return statistics;
  }

  /** How fresh the data must be; empty for the client's own setting. */
  public Optional<ReadConsistency> consistency() {
    return Optional.ofNullable(consistency);
  }

  /** Whether what to send depends on the server. */
  boolean dependOnServer() {
    return limit > 0 || lookbackDelta != null || statistics == Statistics.PER_STEP;
  }

  /** The same without a limit. */
  QueryOptions unlimited() {
    if (limit == 0) {
      return this;
    }
    Builder builder = builder().statistics(statistics);
    builder.timeout = timeout;
    builder.lookbackDelta = lookbackDelta;
    builder.consistency = consistency;
    return builder.build();
  }

  /** Collects options; not safe for use by several threads. */
  public static final class Builder {
    private @Nullable Duration timeout;
    private @Nullable Duration lookbackDelta;
    private int limit;
    private Statistics statistics = Statistics.NONE;
    private @Nullable ReadConsistency consistency;

    private Builder() {}

    /**
     * How long the server may evaluate.
     *
     * @throws IllegalArgumentException under a millisecond
     */
    public Builder timeout(Duration timeout) {
      this.timeout = atLeastOneMilli(timeout);
      return this;
    }

    /**
     * How far a selector looks back for a sample.
     *
     * @throws IllegalArgumentException under a millisecond
     */
    public Builder lookbackDelta(Duration lookback) {
      this.lookbackDelta = atLeastOneMilli(lookback);
      return this;
    }

    /**
     * How many series to return at most.
     *
     * @throws IllegalArgumentException when not positive
     */
    public Builder limit(int series) {
      if (series < 1) {
        throw new IllegalArgumentException("a limit must be positive, was " + series);
      }
      this.limit = series;
      return this;
    }

    /** Which figures about the evaluation to ask for. */
    public Builder statistics(Statistics statistics) {
      this.statistics = Objects.requireNonNull(statistics, "statistics");
      return this;
    }

    /** How fresh the data must be. */
    public Builder consistency(ReadConsistency consistency) {
      this.consistency = Objects.requireNonNull(consistency, "consistency");
      return this;
    }

    /** The options. */
    public QueryOptions build() {
      return new QueryOptions(this);
    }

    private static Duration atLeastOneMilli(Duration duration) {
      if (duration.toMillis() < 1) {
        throw new IllegalArgumentException("must be at least 1 ms, was " + duration);
      }
      return duration;
    }
  }
}
