package com.scanium.sightline.mimir.client;

import com.scanium.sightline.mimir.model.HistogramSample;
import com.scanium.sightline.mimir.model.Labels;
import com.scanium.sightline.mimir.model.QueryResult;
import com.scanium.sightline.mimir.model.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Puts the parts of a range together again: each series once, each time once. */
final class Stitching implements PartedQuestion.Whole<QueryResult> {
  private final Map<Labels, Growing> all = new TreeMap<>();
  private final Set<String> infos = new LinkedHashSet<>();

  @Override
  public void add(QueryResult part) {
    infos.addAll(part.infos());
    if (part.value() instanceof QueryResult.Matrix matrix) {
      for (Series series : matrix.series()) {
        all.computeIfAbsent(series.labels(), labels -> new Growing()).add(series);
      }
    }
  }

  /** The whole, sorted by labels as a server sorts it. */
  @Override
  public QueryResult whole() {
    List<Series> series = new ArrayList<>(all.size());
    all.forEach((labels, growing) -> series.add(growing.series(labels)));
    return QueryResult.of(new QueryResult.Matrix(series), List.copyOf(infos));
  }

  /** One series so far. */
  private static final class Growing {
    private long[] times = new long[256];
    private double[] values = new double[256];
    private int size;
    private final List<HistogramSample> histograms = new ArrayList<>();

    void add(Series part) {
      if (size + part.size() > times.length) {
        int capacity = Math.max(size + part.size(), times.length * 2);
        times = Arrays.copyOf(times, capacity);
        values = Arrays.copyOf(values, capacity);
      }
      for (int i = 0; i < part.size(); i++) {
        // a server that moves the steps of a request may give a time twice
        if (size == 0 || part.timeMillis(i) > times[size - 1]) {
          times[size] = part.timeMillis(i);
          values[size++] = part.value(i);
        }
      }
      for (HistogramSample sample : part.histograms()) {
        boolean later =
            histograms.isEmpty() || sample.at().isAfter(histograms.get(histograms.size() - 1).at());
        if (later) {
          histograms.add(sample);
        }
      }
    }

    Series series(Labels labels) {
      return Series.ofFirst(labels, times, values, size, histograms);
    }
  }
}
