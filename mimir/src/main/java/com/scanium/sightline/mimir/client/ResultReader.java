package com.scanium.sightline.mimir.client;

import com.scanium.sightline.mimir.model.HistogramSample;
import com.scanium.sightline.mimir.model.Labels;
import com.scanium.sightline.mimir.model.NativeHistogram;
import com.scanium.sightline.mimir.model.QueryResult;
import com.scanium.sightline.mimir.model.Series;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads {@code data} of a query while it streams in. What an element is, is told by its own shape;
 * the {@code resultType}, which may come before or after, settles only what shapes leave open.
 */
final class ResultReader {
  private static final int MAX_POOLED = 100_000;

  private final Map<String, String> texts = new HashMap<>();
  private final List<QueryResult.Sample> samples = new ArrayList<>();
  private final List<Series> series = new ArrayList<>();
  private String resultType = "";
  private @Nullable Instant bareTime;
  private String bareText = "";

  private long[] times = new long[256];
  private double[] values = new double[256];

  /** The value that the parser stands on. */
  QueryResult.Value read(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw unexpected(parser, "the data of a query");
    }
    boolean hasResult = false;
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      if (name.equals("resultType")) {
        resultType = parser.getString();
      } else if (name.equals("result")) {
        hasResult = true;
        result(parser);
      } else {
        parser.skipChildren();
      }
    }
    if (!hasResult && resultType.isEmpty()) {
      throw new UnexpectedAnswer("the data of a query has no result");
    }
    return finished();
  }

  private QueryResult.Value finished() throws IOException {
    return switch (resultType) {
      case "vector" ->
          series.isEmpty() ? new QueryResult.Vector(samples) : new QueryResult.Matrix(series);
      case "matrix" ->
          samples.isEmpty() ? new QueryResult.Matrix(series) : new QueryResult.Vector(samples);
      case "scalar" -> new QueryResult.Scalar(bareTime(), number(bareText));
      case "string" -> new QueryResult.Text(bareTime(), bareText);
      default ->
          throw new UnexpectedAnswer("unknown result type \"" + shortened(resultType) + "\"");
    };
  }

  private Instant bareTime() throws IOException {
    if (bareTime == null) {
      throw new UnexpectedAnswer("a " + resultType + " without a value");
    }
    return bareTime;
  }

  private void result(JsonParser parser) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return;
    }
    require(parser, JsonToken.START_ARRAY, "the result");
    JsonToken token = parser.nextToken();
    if (token != null && token.isNumeric()) {
      bareTime = Instant.ofEpochMilli(time(parser));
      parser.nextToken();
      require(parser, JsonToken.VALUE_STRING, "the value of a scalar or string");
      bareText = parser.getString();
      closeArray(parser);
      return;
    }
    while (token != JsonToken.END_ARRAY) {
      require(parser, JsonToken.START_OBJECT, "an element of the result");
      element(parser);
      token = parser.nextToken();
    }
  }

  private void element(JsonParser parser) throws IOException {
    Labels labels = Labels.EMPTY;
    int count = -1;
    boolean single = false;
    NativeHistogram histogram = null;
    List<HistogramSample> histograms = null;
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      switch (name) {
        case "metric" -> labels = labels(parser);
        case "value" -> {
          single = true;
          pair(parser, 0);
        }
        case "histogram" -> {
          single = true;
          HistogramSample sample = histogramPair(parser);
          times[0] = sample.at().toEpochMilli();
          values[0] = Double.NaN;
          histogram = sample.histogram();
        }
        case "values" -> count = pairs(parser);
        case "histograms" -> histograms = histogramPairs(parser);
        default -> parser.skipChildren();
      }
    }
    if (single) {
      samples.add(
          new QueryResult.Sample(labels, Instant.ofEpochMilli(times[0]), values[0], histogram));
    } else if (count >= 0 || histograms != null) {
      int size = Math.max(count, 0);
      series.add(
          Series.of(
              labels,
              Arrays.copyOf(times, size),
              Arrays.copyOf(values, size),
              histograms == null ? List.of() : histograms));
    } else {
      throw new UnexpectedAnswer("an element of the result has no value");
    }
  }

  /** A label set, its texts shared among all series of the answer. */
  private Labels labels(JsonParser parser) throws IOException {
    require(parser, JsonToken.START_OBJECT, "a metric");
    List<String> pairs = new ArrayList<>(16);
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      pairs.add(parser.currentName());
      parser.nextToken();
      pairs.add(shared(parser.getString()));
    }
    return Labels.ofPairs(pairs.toArray(String[]::new));
  }

  private String shared(String text) {
    if (texts.size() >= MAX_POOLED) {
      return text;
    }
    String first = texts.putIfAbsent(text, text);
    return first == null ? text : first;
  }

  private int pairs(JsonParser parser) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return 0;
    }
    require(parser, JsonToken.START_ARRAY, "the values of a series");
    int count = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (count == times.length) {
        times = Arrays.copyOf(times, count * 2);
        values = Arrays.copyOf(values, count * 2);
      }
      pair(parser, count++);
    }
    return count;
  }

  private void pair(JsonParser parser, int index) throws IOException {
    require(parser, JsonToken.START_ARRAY, "a sample");
    parser.nextToken();
    times[index] = time(parser);
    parser.nextToken();
    require(parser, JsonToken.VALUE_STRING, "the value of a sample");
    try {
      values[index] =
          Numbers.sample(
              parser.getStringCharacters(), parser.getStringOffset(), parser.getStringLength());
    } catch (NumberFormatException e) {
      throw new UnexpectedAnswer("not a sample value: \"" + shortened(parser.getString()) + "\"");
    }
    closeArray(parser);
  }

  private static List<HistogramSample> histogramPairs(JsonParser parser) throws IOException {
    List<HistogramSample> all = new ArrayList<>();
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return all;
    }
    require(parser, JsonToken.START_ARRAY, "the histograms of a series");
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      all.add(histogramPair(parser));
    }
    return all;
  }

  private static HistogramSample histogramPair(JsonParser parser) throws IOException {
    require(parser, JsonToken.START_ARRAY, "a histogram sample");
    parser.nextToken();
    Instant at = Instant.ofEpochMilli(time(parser));
    parser.nextToken();
    require(parser, JsonToken.START_OBJECT, "a histogram");
    Json tree = Json.read(parser);
    closeArray(parser);
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
      default -> throw new UnexpectedAnswer("unknown bucket bounds \"" + shortened(rule) + "\"");
    };
  }

  private static double number(String text) throws IOException {
    try {
      return Numbers.sample(text);
    } catch (NumberFormatException e) {
      throw new UnexpectedAnswer("not a number: \"" + shortened(text) + "\"");
    }
  }

  private static long time(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == null || !token.isNumeric()) {
      throw unexpected(parser, "a time");
    }
    try {
      return Numbers.millis(parser.getString());
    } catch (ArithmeticException | NumberFormatException e) {
      throw new UnexpectedAnswer("not a time: " + shortened(parser.getString()));
    }
  }

  private static void closeArray(JsonParser parser) throws IOException {
    parser.nextToken();
    require(parser, JsonToken.END_ARRAY, "the end of a pair");
  }

  private static void require(JsonParser parser, JsonToken expected, String what)
      throws IOException {
    if (parser.currentToken() != expected) {
      throw unexpected(parser, what);
    }
  }

  private static UnexpectedAnswer unexpected(JsonParser parser, String what) {
    return new UnexpectedAnswer(
        "expected "
            + what
            + ", found "
            + parser.currentToken()
            + " at byte "
            + parser.currentLocation().getByteOffset());
  }

  private static String shortened(String text) {
    return text.length() > 40 ? text.substring(0, 40) + "…" : text;
  }
}
