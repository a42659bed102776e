package com.scanium.sightline.mimir.client;

import com.scanium.sightline.mimir.model.HistogramSample;
import com.scanium.sightline.mimir.model.QueryResult;
import com.scanium.sightline.mimir.model.Series;
import com.scanium.sightline.port.SeriesStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Results in the words of the port, which knows floats only: a histogram counts as its count. */
final class Samples {
  private Samples() {}

  static List<SeriesStore.Sample> ofInstant(QueryResult result) {
    List<SeriesStore.Sample> samples = new ArrayList<>();
    if (result.value() instanceof QueryResult.Scalar scalar) {
      samples.add(new SeriesStore.Sample(Map.of(), scalar.at(), scalar.value()));
    } else if (result.value() instanceof QueryResult.Vector vector) {
      for (QueryResult.Sample sample : vector.samples()) {
        double value = sample.asHistogram().map(h -> h.count()).orElse(sample.value());
        samples.add(new SeriesStore.Sample(sample.labels().asMap(), sample.at(), value));
      }
    } else if (result.value() instanceof QueryResult.Matrix matrix) {
      // a range selector at an instant: its newest samples
      for (SeriesStore.Series series : ofMatrix(matrix)) {
        SeriesStore.Point last = series.points().get(series.points().size() - 1);
        samples.add(new SeriesStore.Sample(series.labels(), last.at(), last.value()));
      }
    }
    return List.copyOf(samples);
  }

  static List<SeriesStore.Series> ofRange(QueryResult result) {
    return result.value() instanceof QueryResult.Matrix matrix ? ofMatrix(matrix) : List.of();
  }

  private static List<SeriesStore.Series> ofMatrix(QueryResult.Matrix matrix) {
    List<SeriesStore.Series> all = new ArrayList<>();
    for (Series series : matrix.series()) {
      List<SeriesStore.Point> points = new ArrayList<>(series.size());
      for (int i = 0; i < series.size(); i++) {
        points.add(new SeriesStore.Point(series.time(i), series.value(i)));
      }
      for (HistogramSample sample : series.histograms()) {
        points.add(new SeriesStore.Point(sample.at(), sample.histogram().count()));
      }
      if (!series.histograms().isEmpty()) {
        points.sort(Comparator.comparing(SeriesStore.Point::at));
      }
      if (!points.isEmpty()) {
        all.add(new SeriesStore.Series(series.labels().asMap(), points));
      }
    }
    return List.copyOf(all);
  }
}
