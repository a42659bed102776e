package com.scanium.sightline.grafana.loki;

import com.scanium.sightline.grafana.internal.UnexpectedAnswer;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.io.NumberInput;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads the answer of a query while it streams in. What an element is, is told by its own shape;
 * nothing is kept but the element under way and, unless a consumer takes them, the finished ones.
 */
final class ResultReader {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(200).build())
          .build();

  /** A time in seconds would be in the year 5138; the scalar of Loki is in milliseconds. */
  private static final long LATEST_SECONDS = 100_000_000_000L;

  private static final int LONGEST_NUMBER = 40;
  private static final int MAX_POOLED = 100_000;
  private static final long NANOS = 1_000_000_000L;

  private final @Nullable LogConsumer consumer;
  private final Map<String, String> texts = new HashMap<>();
  private final List<LogStream> streams = new ArrayList<>();
  private final List<MetricSeries> series = new ArrayList<>();
  private final List<LogResult.Sample> samples = new ArrayList<>();
  private LogResult.@Nullable Scalar scalar;
  private String resultType = "";
  private QueryStats stats = QueryStats.NONE;

  private long[] times = new long[64];
  private double[] values = new double[64];

  /** A reader that keeps what it reads, or hands it to a consumer. */
  ResultReader(@Nullable LogConsumer consumer) {
    this.consumer = consumer;
  }

  /** The result; empty lists where a consumer took the parts. */
  LogResult read(InputStream body) throws IOException {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), body)) {
      return envelope(parser);
    } catch (JacksonException e) {
      if (e.getCause() instanceof IOException broken) {
        throw broken;
      }
      throw new UnexpectedAnswer("broken JSON: " + e.getOriginalMessage());
    }
  }

  private LogResult envelope(JsonParser parser) throws IOException {
    parser.nextToken();
    require(parser, JsonToken.START_OBJECT, "an object");
    boolean hasData = false;
    String status = "";
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      if (name.equals("data") && parser.currentToken() == JsonToken.START_OBJECT) {
        hasData = true;
        data(parser);
      } else if (name.equals("status") && parser.currentToken() == JsonToken.VALUE_STRING) {
        status = parser.getString();
      } else {
        parser.skipChildren();
      }
    }
    if (!hasData) {
      throw new UnexpectedAnswer(
          "it has no data" + (status.isEmpty() ? "" : ", its status is \"" + status + "\""));
    }
    return LogResult.of(value(), stats);
  }

  private void data(JsonParser parser) throws IOException {
    boolean hasResult = false;
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      switch (name) {
        case "resultType" -> resultType = parser.getString();
        case "result" -> {
          hasResult = true;
          result(parser);
        }
        case "stats" -> stats = stats(parser);
        default -> parser.skipChildren();
      }
    }
    if (!hasResult && resultType.isEmpty()) {
      throw new UnexpectedAnswer("its data has no result");
    }
  }

  private LogResult.Value value() throws IOException {
    if (scalar != null) {
      return scalar;
    }
    return switch (resultType) {
      case "streams" -> new LogResult.Streams(streams);
      case "matrix" -> new LogResult.Matrix(series);
      case "vector" -> new LogResult.Vector(samples);
      default -> throw new UnexpectedAnswer("unknown result type \"" + shown(resultType) + "\"");
    };
  }

  private void result(JsonParser parser) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return;
    }
    require(parser, JsonToken.START_ARRAY, "the result");
    JsonToken token = parser.nextToken();
    if (token != null && token.isNumeric()) {
      long millis = scalarMillis(parser);
      parser.nextToken();
      scalar = new LogResult.Scalar(Instant.ofEpochMilli(millis), number(parser));
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
    Map<String, String> labels = null;
    List<LogEntry> waiting = new ArrayList<>();
    boolean lines = false;
    int points = -1;
    boolean single = false;
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      switch (name) {
        case "stream" -> {
          lines = true;
          labels = labels(parser);
        }
        case "metric" -> labels = labels(parser);
        case "value" -> {
          single = true;
          point(parser, 0);
        }
        case "values" -> {
          require(parser, JsonToken.START_ARRAY, "the values");
          parser.nextToken();
          points = 0;
          while (parser.currentToken() != JsonToken.END_ARRAY) {
            require(parser, JsonToken.START_ARRAY, "a value");
            parser.nextToken();
            if (parser.currentToken() == JsonToken.VALUE_STRING) {
              lines = true;
              take(labels, entry(parser), waiting);
            } else {
              points = column(parser, points);
            }
            parser.nextToken();
          }
        }
        default -> parser.skipChildren();
      }
    }
    Map<String, String> known = labels == null ? Map.of() : labels;
    if (lines) {
      finishStream(known, waiting);
    } else if (single) {
      samples.add(new LogResult.Sample(known, Instant.ofEpochMilli(times[0]), values[0]));
    } else if (points >= 0) {
      finishSeries(
          MetricSeries.of(known, Arrays.copyOf(times, points), Arrays.copyOf(values, points)));
    } else {
      throw new UnexpectedAnswer("an element of the result has no value");
    }
  }

  /** Hands a line on at once when its labels are known already; else it waits for them. */
  private void take(@Nullable Map<String, String> labels, LogEntry entry, List<LogEntry> waiting) {
    if (consumer != null && labels != null) {
      consumer.line(labels, entry);
    } else {
      waiting.add(entry);
    }
  }

  private void finishStream(Map<String, String> labels, List<LogEntry> entries) {
    if (consumer == null) {
      streams.add(new LogStream(labels, entries));
    } else {
      entries.forEach(entry -> consumer.line(labels, entry));
    }
  }

  private void finishSeries(MetricSeries finished) {
    if (consumer == null) {
      series.add(finished);
    } else {
      consumer.series(finished);
    }
  }

  /** The parser stands on the time within an entry; afterwards on its end. */
  private LogEntry entry(JsonParser parser) throws IOException {
    Instant at = nanoseconds(parser.getString());
    parser.nextToken();
    require(parser, JsonToken.VALUE_STRING, "a line");
    String line = parser.getString();
    Map<String, String> metadata = Map.of();
    Map<String, String> parsed = Map.of();
    if (parser.nextToken() == JsonToken.START_OBJECT) {
      Map<String, String> plain = new TreeMap<>();
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = parser.currentName();
        boolean object = parser.nextToken() == JsonToken.START_OBJECT;
        if (object && name.equals("structuredMetadata")) {
          metadata = labels(parser);
        } else if (object && name.equals("parsed")) {
          parsed = labels(parser);
        } else if (parser.currentToken() == JsonToken.VALUE_STRING) {
          plain.put(shared(name), shared(parser.getString()));
        } else {
          parser.skipChildren();
        }
      }
      metadata = plain.isEmpty() ? metadata : plain;
      parser.nextToken();
    }
    require(parser, JsonToken.END_ARRAY, "the end of an entry");
    return new LogEntry(at, line, metadata, parsed);
  }

  /** The parser stands on the time within a point; afterwards on its end. */
  private int column(JsonParser parser, int count) throws IOException {
    if (count == times.length) {
      times = Arrays.copyOf(times, count * 2);
      values = Arrays.copyOf(values, count * 2);
    }
    times[count] = seconds(parser);
    parser.nextToken();
    values[count] = number(parser);
    closeArray(parser);
    return count + 1;
  }

  private void point(JsonParser parser, int index) throws IOException {
    require(parser, JsonToken.START_ARRAY, "a point");
    parser.nextToken();
    column(parser, index);
  }

  private Map<String, String> labels(JsonParser parser) throws IOException {
    require(parser, JsonToken.START_OBJECT, "labels");
    Map<String, String> labels = new TreeMap<>();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = shared(parser.currentName());
      if (parser.nextToken() == JsonToken.VALUE_STRING) {
        labels.put(name, shared(parser.getString()));
      } else {
        parser.skipChildren();
      }
    }
    return Collections.unmodifiableMap(labels);
  }

  /** One copy of equal texts, for labels repeat from stream to stream. */
  private String shared(String text) {
    if (texts.size() >= MAX_POOLED) {
      return text;
    }
    String first = texts.putIfAbsent(text, text);
    return first == null ? text : first;
  }

  private static QueryStats stats(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      return QueryStats.NONE;
    }
    QueryStats stats = QueryStats.NONE;
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      boolean summary = parser.currentName().equals("summary");
      if (parser.nextToken() == JsonToken.START_OBJECT && summary) {
        stats = summary(parser);
      } else {
        parser.skipChildren();
      }
    }
    return stats;
  }

  private static QueryStats summary(JsonParser parser) {
    Map<String, Double> numbers = new HashMap<>();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      JsonToken token = parser.nextToken();
      if (token != null && token.isNumeric()) {
        numbers.put(name, parser.getDoubleValue());
      } else {
        parser.skipChildren();
      }
    }
    return QueryStats.of(
        whole(numbers, "totalLinesProcessed"),
        whole(numbers, "totalPostFilterLines"),
        whole(numbers, "totalBytesProcessed"),
        whole(numbers, "totalEntriesReturned"),
        Duration.ofNanos((long) (numbers.getOrDefault("execTime", 0d) * NANOS)));
  }

  private static long whole(Map<String, Double> numbers, String name) {
    return (long) (double) numbers.getOrDefault(name, 0d);
  }

  private static Instant nanoseconds(String text) throws IOException {
    try {
      long nanos = Long.parseLong(text);
      return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
    } catch (NumberFormatException e) {
      throw new UnexpectedAnswer("not a time in nanoseconds: \"" + shown(text) + "\"");
    }
  }

  private static long scalarMillis(JsonParser parser) throws IOException {
    BigDecimal time = decimal(parser);
    return time.compareTo(BigDecimal.valueOf(LATEST_SECONDS)) > 0
        ? millis(time, parser.getString())
        : seconds(parser);
  }

  private static long seconds(JsonParser parser) throws IOException {
    return millis(decimal(parser).movePointRight(3), parser.getString());
  }

  private static long millis(BigDecimal exact, String written) throws IOException {
    if (exact.precision() - exact.scale() > 15 || exact.scale() > LONGEST_NUMBER) {
      throw new UnexpectedAnswer("not a time: " + shown(written));
    }
    return exact.setScale(0, RoundingMode.HALF_UP).longValueExact();
  }

  private static BigDecimal decimal(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == null || !token.isNumeric() || parser.getString().length() > LONGEST_NUMBER) {
      throw unexpected(parser, "a time");
    }
    return new BigDecimal(parser.getString());
  }

  private static double number(JsonParser parser) throws IOException {
    require(parser, JsonToken.VALUE_STRING, "a value");
    String text = parser.getString();
    try {
      return switch (text) {
        case "NaN" -> Double.NaN;
        case "+Inf", "Inf" -> Double.POSITIVE_INFINITY;
        case "-Inf" -> Double.NEGATIVE_INFINITY;
        default -> NumberInput.parseDouble(text, true);
      };
    } catch (NumberFormatException e) {
      throw new UnexpectedAnswer("not a value: \"" + shown(text) + "\"");
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

  private static String shown(String text) {
    return text.length() > 40 ? text.substring(0, 40) + "…" : text;
  }
}
