package com.scanium.sightline.mimir.model;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * A series with its samples over time, floats in columns and native histograms apart. Immutable.
 */
public final class Series {
  private final Labels labels;
  private final long[] times;
  private final double[] values;
  private final List<HistogramSample> histograms;

  private Series(Labels labels, long[] times, double[] values, List<HistogramSample> histograms) {
    this.labels = labels;
    this.times = times;
    this.values = values;
    this.histograms = histograms;
  }

  /**
   * A series.
   *
   * @param times milliseconds since the epoch, ascending
   * @param values as many
   * @throws IllegalArgumentException when the columns differ in length
   */
  public static Series of(
      Labels labels, long[] times, double[] values, List<HistogramSample> histograms) {
    if (times.length != values.length) {
      throw new IllegalArgumentException(times.length + " times but " + values.length + " values");
    }
    return new Series(
        Objects.requireNonNull(labels, "labels"),
        times.clone(),
        values.clone(),
        List.copyOf(histograms));
  }

  /**
   * A series of the first samples of two columns, which are copied.
   *
   * @param times milliseconds since the epoch, ascending
   * @param size how many samples of the columns count
   * @throws IndexOutOfBoundsException when a column is shorter
   */
  public static Series ofFirst(
      Labels labels, long[] times, double[] values, int size, List<HistogramSample> histograms) {
    Objects.checkFromIndexSize(0, size, Math.min(times.length, values.length));
    return new Series(
        Objects.requireNonNull(labels, "labels"),
        Arrays.copyOf(times, size),
        Arrays.copyOf(values, size),
        List.copyOf(histograms));
  }

  /** Which series. */
  public Labels labels() {
    return labels;
  }

  /** How many float samples there are. */
  public int size() {
    return times.length;
  }

  /** When a float sample is, in milliseconds since the epoch. */
  public long timeMillis(int index) {
    return times[index];
  }

  /** When a float sample is. */
  public Instant time(int index) {
    return Instant.ofEpochMilli(times[index]);
  }

  /** What a float sample is. */
  public double value(int index) {
    return values[index];
  }

  /** All float values in their order. */
  public DoubleStream values() {
    return Arrays.stream(values);
  }

  /** A copy of the column of times, in milliseconds since the epoch. */
  public long[] toTimes() {
    return times.clone();
  }

  /** A copy of the column of float values. */
  public double[] toValues() {
    return values.clone();
  }

  /** The native histograms in their order. */
  public List<HistogramSample> histograms() {
    return histograms;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Series that
        && labels.equals(that.labels)
        && Arrays.equals(times, that.times)
        && Arrays.equals(values, that.values)
        && histograms.equals(that.histograms);
  }

  @Override
  public int hashCode() {
    return Objects.hash(labels, Arrays.hashCode(times), Arrays.hashCode(values), histograms);
  }

  @Override
  public String toString() {
    return labels
        + " "
        + size()
        + " samples"
        + (histograms.isEmpty() ? "" : ", " + histograms.size() + " histograms");
  }
}
