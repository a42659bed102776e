package com.scanium.sightline.grafana.client;

import com.scanium.sightline.grafana.internal.UnexpectedAnswer;
import com.scanium.sightline.text.DocWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** The cells of one column while they are read, and afterwards. */
final class Column {
  private static final long LATEST_MILLIS = 300_000_000_000_000L;

  private double[] numbers = new double[16];

  /** The texts; numbers have one only when a double would not keep it. */
  private @Nullable String[] texts = new @Nullable String[16];

  /** Nanoseconds to add to a time in milliseconds; none where nobody sent any. */
  private long[] nanos = new long[0];

  private boolean[] present = new boolean[16];
  private int size;

  /** Reads the array that the parser stands on. */
  void read(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw new UnexpectedAnswer("a column of a frame is no list");
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      grow();
      cell(parser);
      size++;
    }
  }

  private void grow() {
    if (size == numbers.length) {
      numbers = Arrays.copyOf(numbers, size * 2);
      texts = Arrays.copyOf(texts, size * 2);
      present = Arrays.copyOf(present, size * 2);
    }
  }

  private void cell(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    numbers[size] = Double.NaN;
    present[size] = token != JsonToken.VALUE_NULL;
    if (token == null) {
      throw new UnexpectedAnswer("a column of a frame breaks off");
    }
    if (token.isNumeric()) {
      String written = parser.getString();
      double value = parser.getDoubleValue();
      numbers[size] = value;
      boolean exact = written.length() < 16 || token == JsonToken.VALUE_NUMBER_FLOAT;
      texts[size] = exact ? null : written;
    } else if (token.isScalarValue() && present[size]) {
      texts[size] = parser.getString();
    } else if (present[size]) {
      texts[size] = DocWriter.json(FrameReader.tree(parser)); // a plugin's own kind of value
    }
  }

  /** Puts a number where JSON had to say null. */
  void replace(long row, double value) {
    if (row >= 0 && row < size) {
      numbers[(int) row] = value;
      present[(int) row] = true;
    }
  }

  /** Adds nanoseconds to times in milliseconds. */
  void nanos(long[] more) {
    nanos = more.clone();
  }

  int size() {
    return size;
  }

  boolean isNull(int row) {
    return !present[checked(row)];
  }

  OptionalDouble number(int row) {
    boolean written = texts[checked(row)] != null && Double.isNaN(numbers[row]);
    return present[row] && !written ? OptionalDouble.of(numbers[row]) : OptionalDouble.empty();
  }

  Optional<Instant> time(int row) {
    String exact = texts[checked(row)];
    if (!present[row] || Double.isNaN(numbers[row]) || exact != null) {
      return Optional.empty();
    }
    if (Math.abs(numbers[row]) > LATEST_MILLIS) {
      return Optional.empty();
    }
    Instant at = Instant.ofEpochMilli((long) numbers[row]);
    return Optional.of(row < nanos.length ? at.plusNanos(nanos[row]) : at);
  }

  Optional<String> text(int row) {
    String text = texts[checked(row)];
    if (!present[row] || text != null) {
      return Optional.ofNullable(present[row] ? text : null);
    }
    double value = numbers[row];
    return Optional.of(
        Double.isNaN(value) || Double.isInfinite(value)
            ? Double.toString(value)
            : new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString());
  }

  private int checked(int row) {
    if (row < 0 || row >= size) {
      throw new IndexOutOfBoundsException("row " + row + " of " + size);
    }
    return row;
  }
}
