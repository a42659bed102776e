package com.scanium.sightline.cli;

import com.scanium.sightline.mimir.client.MimirClient;
import com.scanium.sightline.mimir.model.HistogramSample;
import com.scanium.sightline.mimir.model.Labels;
import com.scanium.sightline.mimir.model.QueryResult;
import com.scanium.sightline.mimir.model.RuleGroup;
import com.scanium.sightline.mimir.model.Series;
import com.scanium.sightline.port.Answer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Mimir, Prometheus, or anything else with their query interface. */
final class AskedMimir implements AskedStore {
  private final MimirClient client;

  AskedMimir(MimirClient client) {
    this.client = client;
  }

  @Override
  public Answer<StoreResult> query(String query, Instant at) {
    return client.query(query, at).map(AskedMimir::shown);
  }

  @Override
  public Answer<StoreResult> range(RangeQuestion question) {
    Window window = question.window();
    return client
        .queryRange(question.query(), window.start(), window.end(), question.step())
        .map(AskedMimir::shown);
  }

  static StoreResult shown(QueryResult result) {
    if (result.value() instanceof QueryResult.Text text) {
      return new StoreResult.Text(text.at(), text.value());
    }
    List<Curve> curves = new ArrayList<>();
    String type = "matrix";
    if (result.value() instanceof QueryResult.Scalar scalar) {
      type = "scalar";
      curves.add(Curve.point(Map.of(), scalar.at(), scalar.value()));
    } else if (result.value() instanceof QueryResult.Vector vector) {
      type = "vector";
      for (QueryResult.Sample sample : vector.samples()) {
        // a native histogram counts as its count, as everywhere here
        double value = sample.asHistogram().map(it -> it.count()).orElse(sample.value());
        curves.add(Curve.point(sample.labels().asMap(), sample.at(), value));
      }
    } else if (result.value() instanceof QueryResult.Matrix matrix) {
      matrix.series().forEach(series -> curves.add(curve(series)));
    }
    return new StoreResult.Curves(type, List.copyOf(curves));
  }

  private static Curve curve(Series series) {
    boolean floats = series.size() > 0 || series.histograms().isEmpty();
    int size = floats ? series.size() : series.histograms().size();
    long[] times = new long[size];
    double[] values = new double[size];
    for (int i = 0; i < size; i++) {
      if (floats) {
        times[i] = series.timeMillis(i);
        values[i] = series.value(i);
      } else {
        HistogramSample sample = series.histograms().get(i);
        times[i] = sample.at().toEpochMilli();
        values[i] = sample.histogram().count();
      }
    }
    return new Curve(series.labels().asMap(), times, values);
  }

  @Override
  public Answer<List<String>> labels(@Nullable String selector, Window window) {
    return client.labelNames(selectors(selector), window.start(), window.end());
  }

  @Override
  public Answer<List<String>> values(String label, @Nullable String selector, Window window) {
    return client.labelValues(label, selectors(selector), window.start(), window.end());
  }

  private static List<String> selectors(@Nullable String selector) {
    return selector == null ? List.of() : List.of(selector);
  }

  @Override
  public Answer<List<Map<String, String>>> series(List<String> selectors, Window window) {
    return client
        .series(selectors, window.start(), window.end())
        .map(all -> all.stream().map(Labels::asMap).toList());
  }

  @Override
  public Answer<Counted> cardinality(CountQuestion question) {
    return new MimirCounts(client, question).answer();
  }

  @Override
  public String countedLabel() {
    return "__name__";
  }

  @Override
  public Answer<List<ServerRule>> rules() {
    return client.rules().map(AskedMimir::rules);
  }

  private static List<ServerRule> rules(List<RuleGroup> groups) {
    List<ServerRule> rules = new ArrayList<>();
    for (RuleGroup group : groups) {
      group
          .rules()
          .forEach(
              rule ->
                  rules.add(
                      new ServerRule(
                          group.namespace(),
                          group.name(),
                          rule.name(),
                          Words.of(rule.type()),
                          rule.state().orElse(""),
                          rule.health(),
                          rule.query(),
                          rule.lastError().orElse(""))));
    }
    return List.copyOf(rules);
  }

  @Override
  public void close() {
    client.close();
  }
}
