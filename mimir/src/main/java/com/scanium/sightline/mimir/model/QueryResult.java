package com.scanium.sightline.mimir.model;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a query gave, with the store's remarks about it. Warnings are beside it in the answer. */
public final class QueryResult {
  private final Value value;
  private final List<String> infos;
  private final QueryStats stats;

  private QueryResult(Value value, List<String> infos, QueryStats stats) {
    this.value = Objects.requireNonNull(value, "value");
    this.infos = List.copyOf(infos);
    this.stats = Objects.requireNonNull(stats, "stats");
  }

  /** A result; {@code infos} are the store's remarks below the rank of a warning. */
  public static QueryResult of(Value value, List<String> infos) {
    return new QueryResult(value, infos, QueryStats.NONE);
  }

  /** A result together with what it took. */
  public static QueryResult of(Value value, List<String> infos, QueryStats stats) {
    return new QueryResult(value, infos, stats);
  }

  /** The result proper. */
  public Value value() {
    return value;
  }

  /** Remarks below the rank of a warning, for instance that a rate runs over a gauge. */
  public List<String> infos() {
    return infos;
  }

  /** What the evaluation took; {@link QueryStats#NONE} where the store does not say. */
  public QueryStats stats() {
    return stats;
  }

  /**
   * Whether no sample came back: an empty vector or matrix. An older store answers an instant query
   * outside of what it may look at with an empty matrix.
   */
  public boolean isEmpty() {
    return (value instanceof Vector vector && vector.samples().isEmpty())
        || (value instanceof Matrix matrix && matrix.series().isEmpty());
  }

  /** Compares value and remarks, not what it took to get them. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof QueryResult that
        && value.equals(that.value)
        && infos.equals(that.infos);
  }

  @Override
  public int hashCode() {
    return Objects.hash(value, infos);
  }

  @Override
  public String toString() {
    return value + (infos.isEmpty() ? "" : " " + infos);
  }

  /** One of the four kinds of results. */
  public sealed interface Value {}

  /**
   * A number without labels.
   *
   * @param at when it was computed for
   * @param value the number
   */
  public record Scalar(Instant at, double value) implements Value {
    /** Refuses an absent time. */
    public Scalar {
      Objects.requireNonNull(at, "at");
    }
  }

  /**
   * A text.
   *
   * @param at when it was computed for
   * @param value the text
   */
  public record Text(Instant at, String value) implements Value {
    /** Refuses absent parts. */
    public Text {
      Objects.requireNonNull(at, "at");
      Objects.requireNonNull(value, "value");
    }
  }

  /**
   * One sample for each series, at one time.
   *
   * @param samples in the order of the store, which means something only for a sorting query
   */
  public record Vector(List<Sample> samples) implements Value {
    /** Copies the samples. */
    public Vector {
      samples = List.copyOf(samples);
    }
  }

  /**
   * One sample of a series: a float or a native histogram.
   *
   * @param labels which series
   * @param at when
   * @param value the float; {@code NaN} for a histogram
   * @param histogram the histogram, or null for a float
   */
  public record Sample(
      Labels labels, Instant at, double value, @Nullable NativeHistogram histogram) {
    /** Refuses absent parts. */
    public Sample {
      Objects.requireNonNull(labels, "labels");
      Objects.requireNonNull(at, "at");
    }

    /** The native histogram; empty for a float sample. */
    public Optional<NativeHistogram> asHistogram() {
      return Optional.ofNullable(histogram);
    }
  }

  /**
   * Samples over time for each series.
   *
   * @param series in the order of the store
   */
  public record Matrix(List<Series> series) implements Value {
    /** Copies the list. */
    public Matrix {
      series = List.copyOf(series);
    }
  }
}
