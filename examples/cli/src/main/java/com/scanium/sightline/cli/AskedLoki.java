package com.scanium.sightline.cli;

import com.scanium.sightline.grafana.loki.Direction;
import com.scanium.sightline.grafana.loki.LogEntry;
import com.scanium.sightline.grafana.loki.LogQuery;
import com.scanium.sightline.grafana.loki.LogResult;
import com.scanium.sightline.grafana.loki.LogStream;
import com.scanium.sightline.grafana.loki.LokiClient;
import com.scanium.sightline.grafana.loki.MetricSeries;
import com.scanium.sightline.logql.LogQl;
import com.scanium.sightline.logql.LogQlExpr;
import com.scanium.sightline.port.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Loki. */
final class AskedLoki implements AskedStore {
  /** What is looked at when a log query has no span of its own. */
  private static final Duration LOOK_BACK = Duration.ofHours(1);

  private static final String EVERYTHING = "{service_name=~\".+\"}";

  private final LokiClient client;

  AskedLoki(LokiClient client) {
    this.client = client;
  }

  /** Loki takes metric queries at a moment only; a log query becomes one over the last hour. */
  @Override
  public Answer<StoreResult> query(String query, Instant at) {
    boolean lines =
        LogQl.parse(query).expr().filter(LogQlExpr.LogQuery.class::isInstance).isPresent();
    return (lines
            ? client.queryRange(LogQuery.of(query).over(at.minus(LOOK_BACK), at.plusMillis(1)))
            : client.query(query, at))
        .map(AskedLoki::shown);
  }

  @Override
  public Answer<StoreResult> range(RangeQuestion question) {
    Window window = question.window();
    LogQuery query =
        LogQuery.of(question.query())
            .over(window.start(), window.end())
            .step(question.step())
            .direction(question.forward() ? Direction.FORWARD : Direction.BACKWARD);
    return client
        .queryRange(question.limit() == 0 ? query : query.limit(question.limit()))
        .map(AskedLoki::shown);
  }

  private static StoreResult shown(LogResult result) {
    if (result.value() instanceof LogResult.Streams streams) {
      return lines(streams.streams());
    }
    List<Curve> curves = new ArrayList<>();
    String type = "matrix";
    if (result.value() instanceof LogResult.Scalar scalar) {
      type = "scalar";
      curves.add(Curve.point(Map.of(), scalar.at(), scalar.value()));
    } else if (result.value() instanceof LogResult.Vector vector) {
      type = "vector";
      vector
          .samples()
          .forEach(sample -> curves.add(Curve.point(sample.labels(), sample.at(), sample.value())));
    } else if (result.value() instanceof LogResult.Matrix matrix) {
      for (MetricSeries series : matrix.series()) {
        long[] times = new long[series.size()];
        for (int i = 0; i < times.length; i++) {
          times[i] = series.timeMillis(i);
        }
        curves.add(new Curve(series.labels(), times, series.values().toArray()));
      }
    }
    return new StoreResult.Curves(type, List.copyOf(curves));
  }

  private static StoreResult lines(List<LogStream> streams) {
    List<StoreResult.Line> lines = new ArrayList<>();
    for (LogStream stream : streams) {
      for (LogEntry entry : stream.entries()) {
        Map<String, String> fields = new TreeMap<>(entry.metadata());
        fields.putAll(entry.parsed());
        lines.add(new StoreResult.Line(stream.labels(), entry.at(), entry.line(), fields));
      }
    }
    return new StoreResult.Lines(List.copyOf(lines));
  }

  @Override
  public Answer<List<String>> labels(@Nullable String selector, Window window) {
    return selector == null
        ? client.labels(window.start(), window.end())
        : client.labels(selector, window.start(), window.end());
  }

  @Override
  public Answer<List<String>> values(String label, @Nullable String selector, Window window) {
    return selector == null
        ? client.labelValues(label, window.start(), window.end())
        : client.labelValues(label, selector, window.start(), window.end());
  }

  @Override
  public Answer<List<Map<String, String>>> series(List<String> selectors, Window window) {
    return client.series(selectors, window.start(), window.end());
  }

  /** The streams, counted here: Loki has no query for it, and gives label sets only. */
  @Override
  public Answer<Counted> cardinality(CountQuestion question) {
    Window window = question.window();
    String selector = question.selector() == null ? EVERYTHING : question.selector();
    if (question.counting() == Counting.NAMES) {
      return (question.selector() == null
              ? client.detectedLabels(window.start(), window.end())
              : client.detectedLabels(selector, window.start(), window.end()))
          .map(
              labels ->
                  new Counted(
                      labels.stream()
                          .map(label -> new Count(label.name(), label.cardinality()))
                          .sorted(Counts.LARGEST_FIRST)
                          .limit(question.limit())
                          .toList(),
                      "Loki's detected labels"));
    }
    String by = question.label() == null ? countedLabel() : question.label();
    return client
        .series(List.of(selector), window.start(), window.end())
        .map(
            streams ->
                new Counted(
                    Counts.byLabel(by, streams.stream(), question.limit()),
                    "Loki's list of streams"));
  }

  @Override
  public String countedLabel() {
    return "service_name";
  }

  @Override
  public Answer<List<ServerRule>> rules() {
    return client
        .rules()
        .map(
            all ->
                all.stream()
                    .map(
                        rule ->
                            new ServerRule(
                                rule.namespace(),
                                rule.group(),
                                rule.name(),
                                rule.type(),
                                rule.state().orElse(""),
                                rule.health(),
                                rule.query(),
                                rule.lastError().orElse("")))
                    .toList());
  }

  @Override
  public void close() {
    client.close();
  }
}
