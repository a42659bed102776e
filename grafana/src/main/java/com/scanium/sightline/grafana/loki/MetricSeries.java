package com.scanium.sightline.grafana.loki;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/** A series that a metric query gave, times and values in columns. Immutable. */
public final class MetricSeries {
  private final Map<String, String> labels;
  private final long[] times;
  private final double[] values;

  private MetricSeries(Map<String, String> labels, long[] times, double[] values) {
    this.labels = labels;
    this.times = times;
    this.values = values;
  }

  /**
   * A series.
   *
   * @param times milliseconds since the epoch, ascending
   * @param values as many
   * @throws IllegalArgumentException when the columns differ in length
   */
  public static MetricSeries of(Map<String, String> labels, long[] times, double[] values) {
    if (times.length != values.length) {
      throw new IllegalArgumentException(times.length + " times but " + values.length + " values");
    }
    return new MetricSeries(
        Collections.unmodifiableMap(new TreeMap<>(labels)), times.clone(), values.clone());
  }

  /** The labels, sorted by name. */
  public Map<String, String> labels() {
    return labels;
  }

  /** How many points there are. */
  public int size() {
    return times.length;
  }

  /** When a point is. */
  public Instant time(int index) {
    return Instant.ofEpochMilli(times[index]);
  }

  /** When a point is, in milliseconds since the epoch. */
  public long timeMillis(int index) {
    return times[index];
  }

  /** What a point is. */
  public double value(int index) {
    return values[index];
  }

  /** All values in their order. */
  public DoubleStream values() {
    return Arrays.stream(values);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof MetricSeries that
        && labels.equals(that.labels)
        && Arrays.equals(times, that.times)
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Objects.hash(labels, Arrays.hashCode(times), Arrays.hashCode(values));
  }

  @Override
  public String toString() {
    return labels + " " + size() + " points";
  }
}
