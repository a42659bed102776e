package com.scanium.sightline.mimir.client;

import com.scanium.sightline.mimir.model.HistogramSample;
import com.scanium.sightline.mimir.model.Labels;
import com.scanium.sightline.mimir.model.Series;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A series whose columns are used again for the next one, so that an answer of any size takes the
 * memory of its longest series. For one thread, and only until the next series.
 */
public final class SeriesView {
  private Labels labels = Labels.EMPTY;
  private long[] times = new long[256];
  private double[] values = new double[256];
  private int size;
  private List<HistogramSample> histograms = List.of();

  SeriesView() {}

  /** Which series. */
  public Labels labels() {
    return labels;
  }

  /** How many float samples there are. */
  public int size() {
    return size;
  }

  /** When a float sample is, in milliseconds since the epoch. */
  public long timeMillis(int index) {
    return times[Objects.checkIndex(index, size)];
  }

  /** When a float sample is. */
  public Instant time(int index) {
    return Instant.ofEpochMilli(timeMillis(index));
  }

  /** What a float sample is. */
  public double value(int index) {
    return values[Objects.checkIndex(index, size)];
  }

  /** A copy of the column of times, in milliseconds since the epoch. */
  public long[] toTimes() {
    return Arrays.copyOf(times, size);
  }

  /** A copy of the column of float values. */
  public double[] toValues() {
    return Arrays.copyOf(values, size);
  }

  /** The native histograms in their order; empty for a series of floats. */
  public List<HistogramSample> histograms() {
    return histograms;
  }

  /** A series of its own with a copy of all this. */
  public Series toSeries() {
    return Series.ofFirst(labels, times, values, size, histograms);
  }

  void clear() {
    labels = Labels.EMPTY;
    size = 0;
    histograms = List.of();
  }

  void label(Labels labels) {
    this.labels = labels;
  }

  void histograms(List<HistogramSample> histograms) {
    this.histograms = histograms;
  }

  /** Forgets what is not later than that time. */
  void dropUntil(long timeMillis) {
    int kept = 0;
    while (kept < size && times[kept] <= timeMillis) {
      kept++;
    }
    if (kept > 0) {
      System.arraycopy(times, kept, times, 0, size - kept);
      System.arraycopy(values, kept, values, 0, size - kept);
      size -= kept;
    }
    boolean early = !histograms.isEmpty() && histograms.get(0).at().toEpochMilli() <= timeMillis;
    if (early) {
      histograms = histograms.stream().filter(it -> it.at().toEpochMilli() > timeMillis).toList();
    }
  }

  boolean isEmpty() {
    return size == 0 && histograms.isEmpty();
  }

  void add(long timeMillis, double value) {
    if (size == times.length) {
      times = Arrays.copyOf(times, size * 2);
      values = Arrays.copyOf(values, size * 2);
    }
    times[size] = timeMillis;
    values[size++] = value;
  }

  @Override
  public String toString() {
    return toSeries().toString();
  }
}
