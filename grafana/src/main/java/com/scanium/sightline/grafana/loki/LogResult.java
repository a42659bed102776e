package com.scanium.sightline.grafana.loki;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a query gave, with what Loki did for it. Immutable. */
public final class LogResult {
  private final Value value;
  private final QueryStats stats;

  private LogResult(Value value, QueryStats stats) {
    this.value = Objects.requireNonNull(value, "value");
    this.stats = Objects.requireNonNull(stats, "stats");
  }

  /** A result. */
  public static LogResult of(Value value, QueryStats stats) {
    return new LogResult(value, stats);
  }

  /** The result proper. */
  public Value value() {
    return value;
  }

  /** What Loki did for it. */
  public QueryStats stats() {
    return stats;
  }

  /** Whether neither a line nor a point came back. */
  public boolean isEmpty() {
    return (value instanceof Streams streams && streams.streams().isEmpty())
        || (value instanceof Matrix matrix && matrix.series().isEmpty())
        || (value instanceof Vector vector && vector.samples().isEmpty());
  }

  /** The lines of all streams; none when the query was a metric query. */
  public List<LogEntry> entries() {
    return value instanceof Streams streams
        ? streams.streams().stream().flatMap(stream -> stream.entries().stream()).toList()
        : List.of();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof LogResult that && value.equals(that.value) && stats.equals(that.stats);
  }

  @Override
  public int hashCode() {
    return Objects.hash(value, stats);
  }

  @Override
  public String toString() {
    return value + " (" + stats + ")";
  }

  /** One of the four kinds of results. */
  public sealed interface Value {}

  /**
   * Lines.
   *
   * @param streams in the order of the answer
   */
  public record Streams(List<LogStream> streams) implements Value {
    /** Copies the list. */
    public Streams {
      streams = List.copyOf(streams);
    }
  }

  /**
   * Points over time for each series.
   *
   * @param series in the order of the answer
   */
  public record Matrix(List<MetricSeries> series) implements Value {
    /** Copies the list. */
    public Matrix {
      series = List.copyOf(series);
    }
  }

  /**
   * One point for each series.
   *
   * @param samples in the order of the answer
   */
  public record Vector(List<Sample> samples) implements Value {
    /** Copies the list. */
    public Vector {
      samples = List.copyOf(samples);
    }
  }

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
   * A point of a series.
   *
   * @param labels sorted by name
   * @param at when
   * @param value the number
   */
  public record Sample(Map<String, String> labels, Instant at, double value) {
    /** Copies the labels. */
    public Sample {
      labels = Collections.unmodifiableMap(new TreeMap<>(labels));
      Objects.requireNonNull(at, "at");
    }
  }
}
