package com.scanium.sightline.mimir.client;

import com.scanium.sightline.mimir.model.HistogramSample;
import com.scanium.sightline.mimir.model.Labels;
import com.scanium.sightline.mimir.model.NativeHistogram;
import com.scanium.sightline.mimir.model.QueryResult;
import com.scanium.sightline.mimir.model.QueryStats;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the answer to a query while it streams in and hands each element on at once.
 *
 * <p>What an element is, is told by its own shape; the {@code resultType}, which may come before or
 * after, settles only what shapes leave open.
 */
final class QueryDecoder {
  private final JsonBytes json;
  private final Sink sink;
  private final SeriesView view = new SeriesView();
  private String[] pairs = new String[32];

  private boolean hasResult;
  private String resultType = "";
  private QueryResult.@Nullable Value bare;
  private QueryStats stats = QueryStats.NONE;

  /** Takes the elements of a result. */
  interface Sink {
    /** A series with samples over time; the view is used again. */
    void series(SeriesView series);

    /** One sample of a series. */
    void sample(QueryResult.Sample sample);
  }

  private QueryDecoder(JsonBytes json, Sink sink) {
    this.json = json;
    this.sink = sink;
  }

  /**
   * Reads a whole answer.
   *
   * @return its envelope; the data is null when there was none
   * @throws UnexpectedAnswer when the body is not such an answer
   * @throws IOException when the body breaks off
   */
  static Envelope<Head> read(InputStream body, Sink sink) throws IOException {
    return Envelope.read(body, json -> new QueryDecoder(json, sink).data());
  }

  /**
   * What is beside the elements of a result.
   *
   * @param resultType vector, matrix, scalar or string; empty when the store did not say
   * @param bare the value of a scalar or string
   */
  record Head(String resultType, QueryResult.@Nullable Value bare, QueryStats stats) {}

  private Head data() throws IOException {
    json.expect('{', "the data of a query");
    if (!json.nextIf('}')) {
      do {
        switch (json.name()) {
          case "resultType" -> resultType = json.text("a result type");
          case "result" -> result();
          case "stats" -> stats = Stats.read(json.tree());
          default -> json.skip();
        }
      } while (json.more('}'));
    }
    if (!hasResult && resultType.isEmpty()) {
      throw new UnexpectedAnswer("the data of a query has no result");
    }
    boolean known = List.of("vector", "matrix", "scalar", "string").contains(resultType);
    if (!known) {
      throw new UnexpectedAnswer("unknown result type \"" + JsonBytes.shortened(resultType) + "\"");
    }
    bareResult();
    return new Head(resultType, bare, stats);
  }

  private void bareResult() throws IOException {
    boolean wantsBare = resultType.equals("scalar") || resultType.equals("string");
    if (wantsBare && bare == null) {
      throw new UnexpectedAnswer("a " + resultType + " without a value");
    }
    if (resultType.equals("scalar") && bare instanceof QueryResult.Text text) {
      bare = new QueryResult.Scalar(text.at(), number(text.value()));
    }
    if (!wantsBare && bare != null) {
      throw new UnexpectedAnswer("a " + resultType + " with a bare value");
    }
  }

  private void result() throws IOException {
    hasResult = true;
    if (json.nextIsNull()) {
      return;
    }
    json.expect('[', "the result");
    if (json.nextIf(']')) {
      return;
    }
    if (json.peek() != '{') {
      long time = json.millis();
      json.expect(',', "a comma");
      bare = new QueryResult.Text(Instant.ofEpochMilli(time), json.text("the value of a scalar"));
      json.expect(']', "the end of a pair");
      return;
    }
    do {
      element();
    } while (json.more(']'));
  }

  private void element() throws IOException {
    json.expect('{', "an element of the result");
    view.clear();
    boolean single = false;
    boolean many = false;
    NativeHistogram histogram = null;
    if (!json.nextIf('}')) {
      do {
        switch (json.name()) {
          case "metric" -> view.label(labels());
          case "value" -> {
            single = true;
            json.sample(view);
          }
          case "histogram" -> {
            single = true;
            HistogramSample sample = histogramPair();
            view.add(sample.at().toEpochMilli(), Double.NaN);
            histogram = sample.histogram();
          }
          case "values" -> {
            many = true;
            if (!json.nextIsNull()) {
              json.expect('[', "the values of a series");
              json.samples(view);
            }
          }
          case "histograms" -> {
            many = true;
            view.histograms(histogramPairs());
          }
          default -> json.skip();
        }
      } while (json.more('}'));
    }
    if (single) {
      int last = view.size() - 1;
      sink.sample(
          new QueryResult.Sample(view.labels(), view.time(last), view.value(last), histogram));
    } else if (many) {
      sink.series(view);
    } else {
      throw new UnexpectedAnswer("an element of the result has no value");
    }
  }

  private Labels labels() throws IOException {
    json.expect('{', "a metric");
    int count = 0;
    if (!json.nextIf('}')) {
      do {
        if (count == pairs.length) {
          pairs = Arrays.copyOf(pairs, count * 2);
        }
        pairs[count++] = json.name();
        pairs[count++] = json.text("the value of a label");
      } while (json.more('}'));
    }
    return Labels.ofPairs(Arrays.copyOf(pairs, count));
  }

  private List<HistogramSample> histogramPairs() throws IOException {
    List<HistogramSample> all = new ArrayList<>();
    if (json.nextIsNull()) {
      return all;
    }
    json.expect('[', "the histograms of a series");
    if (!json.nextIf(']')) {
      do {
        all.add(histogramPair());
      } while (json.more(']'));
    }
    return all;
  }

  private HistogramSample histogramPair() throws IOException {
    json.expect('[', "a histogram sample");
    Instant at = Instant.ofEpochMilli(json.millis());
    json.expect(',', "a comma");
    if (json.peek() != '{') {
      throw json.unexpected("a histogram");
    }
    Json tree = json.tree();
    json.expect(']', "the end of a pair");
    List<NativeHistogram.Bucket> buckets = new ArrayList<>();
    for (Json bucket : tree.get("buckets").items()) {
      List<Json> parts = bucket.items();
      if (parts.size() != 4) {
        throw new UnexpectedAnswer("a bucket has " + parts.size() + " parts, not 4");
      }
      buckets.add(
          new NativeHistogram.Bucket(
              bounds(parts.get(0).text()),
              number(parts.get(1).text()),
              number(parts.get(2).text()),
              number(parts.get(3).text())));
    }
    return new HistogramSample(
        at,
        new NativeHistogram(
            number(tree.get("count").text()), number(tree.get("sum").text()), buckets));
  }

  private static NativeHistogram.Bounds bounds(String rule) throws IOException {
    return switch (rule) {
      case "0" -> NativeHistogram.Bounds.OPEN_LEFT;
      case "1" -> NativeHistogram.Bounds.OPEN_RIGHT;
      case "2" -> NativeHistogram.Bounds.OPEN_BOTH;
      case "3" -> NativeHistogram.Bounds.CLOSED_BOTH;
      default ->
          throw new UnexpectedAnswer("unknown bucket bounds \"" + JsonBytes.shortened(rule) + "\"");
    };
  }

  private static double number(String text) throws IOException {
    try {
      return Numbers.sample(text);
    } catch (NumberFormatException e) {
      throw new UnexpectedAnswer("not a number: \"" + JsonBytes.shortened(text) + "\"");
    }
  }

  /** Reads what a query took. What is no number there is left out: it decides nothing. */
  static final class Stats {
    private Stats() {}

    static QueryStats read(Json tree) {
      Map<String, Double> timings = new TreeMap<>();
      tree.get("timings").texts().forEach((name, text) -> putNumber(timings, name, text));
      Map<String, Double> counts = new TreeMap<>();
      Json samples = tree.get("samples");
      samples.texts().forEach((name, text) -> putNumber(counts, name, text));
      Map<String, Long> whole = new TreeMap<>();
      counts.forEach((name, count) -> whole.put(name, count.longValue()));
      List<QueryStats.StepSamples> steps = new ArrayList<>();
      for (Json step : samples.get("totalQueryableSamplesPerStep").items()) {
        List<Json> pair = step.items();
        Map<String, Double> count = new TreeMap<>();
        if (pair.size() == 2) {
          putNumber(count, "at", pair.get(0).text());
          putNumber(count, "samples", pair.get(1).text());
        }
        if (count.size() == 2) {
          double at = count.getOrDefault("at", 0.0) * 1000;
          long number = count.getOrDefault("samples", 0.0).longValue();
          steps.add(new QueryStats.StepSamples(Math.round(at), number));
        }
      }
      return QueryStats.of(timings, whole, steps, Map.of());
    }

    /**
     * The figures of a header {@code Server-Timing}: {@code name;dur=1.5} or {@code name;val=2}.
     */
    static Map<String, Double> ofHeader(List<String> headers) {
      Map<String, Double> figures = new TreeMap<>();
      for (String header : headers) {
        for (String part : header.split(",", -1)) {
          int end = part.indexOf(';');
          int value = Math.max(part.indexOf("dur="), part.indexOf("val="));
          if (end > 0 && value > end) {
            putNumber(figures, part.substring(0, end).strip(), part.substring(value + 4).strip());
          }
        }
      }
      return figures;
    }

    private static void putNumber(Map<String, Double> into, String name, String text) {
      try {
        double number = Double.parseDouble(text);
        if (Double.isFinite(number)) {
          into.put(name, number);
        }
      } catch (NumberFormatException e) {
        // a figure that is none
      }
    }
  }
}
