package com.scanium.sightline.mimir.client;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the JSON of a query's answer from bytes, forward only, in a buffer of its own.
 *
 * <p>Behind the bytes that were read the buffer holds zeros, so that the scan of a sample needs no
 * check of the end at each byte: a zero is part of no sample.
 */
final class JsonBytes {
  private static final int SIZE = 64 * 1024;

  /** More than the longest sample that the quick scan reads. */
  private static final int SLACK = 128;

  private static final int MAX_TEXT = 32 << 20;
  private static final int MAX_DEPTH = 200;
  private static final int MAX_SCALAR = 1000;
  private static final int MAX_SECOND_DIGITS = 12;
  private static final int MAX_DIGITS = 18;
  private static final int MAX_EXPONENT = 9999;

  private final InputStream in;
  private final TextPool pool = new TextPool();
  private byte[] buffer = new byte[SIZE + SLACK];
  private int pos;
  private int limit;
  private long before;
  private boolean ended;

  JsonBytes(InputStream in) {
    this.in = in;
  }

  /** The next byte that is no blank, without taking it; -1 at the end. */
  int peek() throws IOException {
    while (true) {
      while (pos < limit) {
        byte next = buffer[pos];
        if (next > ' ' || next < 0) {
          return next & 0xff;
        }
        if (next != ' ' && next != '\n' && next != '\r' && next != '\t') {
          throw unexpected("a value");
        }
        pos++;
      }
      if (!fill(pos)) {
        return -1;
      }
    }
  }

  /** Takes the next byte if it is this one. */
  boolean nextIf(char wanted) throws IOException {
    if (peek() == wanted) {
      pos++;
      return true;
    }
    return false;
  }

  /** Takes the next byte, which must be this one. */
  void expect(char wanted, String what) throws IOException {
    if (!nextIf(wanted)) {
      throw unexpected(what);
    }
  }

  /** Whether an array or object goes on behind an element; takes the comma or the end. */
  boolean more(char close) throws IOException {
    if (nextIf(',')) {
      return true;
    }
    expect(close, "a comma or the end of a list");
    return false;
  }

  /** The name of a member with its colon. */
  String name() throws IOException {
    String name = text("a name");
    expect(':', "a colon");
    return name;
  }

  /** A string, shared with equal ones of this answer. */
  String text(String what) throws IOException {
    expect('"', what);
    int start = pos;
    while (true) {
      byte[] bytes = buffer;
      int at = start;
      // bytes above ASCII are negative, so one comparison finds them and control characters
      while (bytes[at] >= ' ' && bytes[at] != '"' && bytes[at] != '\\') {
        at++;
      }
      if (at < limit) {
        if (bytes[at] == '"') {
          pos = at + 1;
          return pool.of(bytes, start, at);
        }
        return unplainText(start, at);
      }
      pos = start;
      if (!fill(start)) {
        throw new UnexpectedAnswer("broken JSON: it ends within a text");
      }
      start = pos;
    }
  }

  /** A string with escapes or with characters beyond ASCII. */
  private String unplainText(int from, int firstSpecial) throws IOException {
    int start = from;
    int at = firstSpecial;
    boolean escapes = false;
    while (true) {
      if (at >= limit) {
        int done = at - start;
        if (!fill(start)) {
          throw new UnexpectedAnswer("broken JSON: it ends within a text");
        }
        start = pos;
        at = start + done;
        continue;
      }
      byte next = buffer[at];
      if (next == '"') {
        break;
      }
      if (next >= 0 && next < ' ') {
        throw new UnexpectedAnswer("broken JSON: a control character within a text");
      }
      if (next == '\\') {
        escapes = true;
        at++; // what follows is no end, even if it is a quote
        if (at >= limit) {
          int done = at - start;
          if (!fill(start)) {
            throw new UnexpectedAnswer("broken JSON: it ends within a text");
          }
          start = pos;
          at = start + done;
        }
      }
      at++;
    }
    String raw = new String(buffer, start, at - start, StandardCharsets.UTF_8);
    pos = at + 1;
    return escapes ? unescaped(raw) : raw;
  }

  private static String unescaped(String raw) throws UnexpectedAnswer {
    StringBuilder out = new StringBuilder(raw.length());
    int i = 0;
    while (i < raw.length()) {
      char c = raw.charAt(i++);
      if (c != '\\') {
        out.append(c);
        continue;
      }
      char kind = raw.charAt(i++);
      switch (kind) {
        case '"', '\\', '/' -> out.append(kind);
        case 'b' -> out.append('\b');
        case 'f' -> out.append('\f');
        case 'n' -> out.append('\n');
        case 'r' -> out.append('\r');
        case 't' -> out.append('\t');
        case 'u' -> {
          out.append(hex(raw, i));
          i += 4;
        }
        default -> throw new UnexpectedAnswer("broken JSON: an unknown escape in a text");
      }
    }
    return out.toString();
  }

  private static char hex(String raw, int at) throws UnexpectedAnswer {
    int code = 0;
    for (int i = at; i < at + 4; i++) {
      int digit = i < raw.length() ? Character.digit(raw.charAt(i), 16) : -1;
      if (digit < 0) {
        throw new UnexpectedAnswer("broken JSON: a \\u escape without four digits");
      }
      code = code << 4 | digit;
    }
    return (char) code;
  }

  /** A number, {@code true}, {@code false} or {@code null} as written. */
  String scalar() throws IOException {
    peek();
    int start = pos;
    int at = pos;
    while (true) {
      while (at < limit && isScalar(buffer[at])) {
        at++;
      }
      if (at < limit || at - start > MAX_SCALAR) {
        break;
      }
      int done = at - start;
      boolean more = fill(start);
      start = pos;
      at = start + done;
      if (!more) {
        break;
      }
    }
    if (at == start || at - start > MAX_SCALAR) {
      throw unexpected("a value");
    }
    String text = new String(buffer, start, at - start, StandardCharsets.ISO_8859_1);
    char first = text.charAt(0);
    boolean number = first == '-' || (first >= '0' && first <= '9');
    if (!number && !text.equals("null") && !text.equals("true") && !text.equals("false")) {
      throw new UnexpectedAnswer("broken JSON: an unknown word at byte " + (before + start));
    }
    pos = at;
    return text;
  }

  private static boolean isScalar(byte next) {
    return (next >= '0' && next <= '9')
        || (next >= 'a' && next <= 'z')
        || next == '-'
        || next == '+'
        || next == '.'
        || next == 'E';
  }

  /** Whether the next value is null; takes it then. */
  boolean nextIsNull() throws IOException {
    if (peek() != 'n') {
      return false;
    }
    if (!scalar().equals("null")) {
      throw unexpected("a value");
    }
    return true;
  }

  /** Seconds as milliseconds. */
  long millis() throws IOException {
    int next = peek();
    if (next != '-' && (next < '0' || next > '9')) {
      throw unexpected("a time");
    }
    String text = scalar();
    try {
      return Numbers.millis(text);
    } catch (ArithmeticException | NumberFormatException e) {
      throw new UnexpectedAnswer("not a time: " + shortened(text));
    }
  }

  /** A small value as a tree. */
  Json tree() throws IOException {
    return Json.of(value(0));
  }

  private @Nullable Object value(int depth) throws IOException {
    if (depth > MAX_DEPTH) {
      throw new UnexpectedAnswer("JSON nested deeper than " + MAX_DEPTH + " levels");
    }
    if (nextIf('{')) {
      Map<String, @Nullable Object> members = new LinkedHashMap<>();
      if (!nextIf('}')) {
        do {
          String name = name();
          members.put(name, value(depth + 1));
        } while (more('}'));
      }
      return members;
    }
    if (nextIf('[')) {
      List<@Nullable Object> items = new ArrayList<>();
      if (!nextIf(']')) {
        do {
          items.add(value(depth + 1));
        } while (more(']'));
      }
      return items;
    }
    if (peek() == '"') {
      return text("a text");
    }
    String scalar = scalar();
    return scalar.equals("null") ? null : scalar;
  }

  /**
   * The samples {@code [time,"value"]} of a series behind the opening bracket of their list, to its
   * end.
   */
  void samples(SeriesView into) throws IOException {
    if (nextIf(']')) {
      return;
    }
    while (true) {
      if (limit - pos < SLACK && !ended) {
        fill(pos);
      }
      int end = quickSample(into);
      if (end < 0) {
        sample(into);
        if (!more(']')) {
          return;
        }
      } else {
        byte next = buffer[end];
        if (next == ',') {
          pos = end + 1;
        } else if (next == ']') {
          pos = end + 1;
          return;
        } else {
          pos = end;
          if (!more(']')) {
            return;
          }
        }
      }
    }
  }

  /**
   * Reads a sample that is written as all known servers write it: no blanks, digits.
   *
   * @return the place behind it, or -1 when it must be read the slow way
   */
  private int quickSample(SeriesView into) {
    byte[] bytes = buffer;
    int at = pos;
    if (bytes[at] != '[') {
      return -1;
    }
    int start = ++at;
    long time = 0;
    int digit = bytes[at] - '0';
    while (digit >= 0 && digit <= 9) {
      time = time * 10 + digit;
      digit = bytes[++at] - '0';
    }
    if (at == start || at - start > MAX_SECOND_DIGITS) {
      return -1;
    }
    int scale = 3;
    if (bytes[at] == '.') {
      digit = bytes[++at] - '0';
      while (digit >= 0 && digit <= 9 && scale > 0) {
        time = time * 10 + digit;
        scale--;
        digit = bytes[++at] - '0';
      }
    }
    if (bytes[at] != ',' || bytes[at + 1] != '"') {
      return -1;
    }
    while (scale > 0) {
      time *= 10;
      scale--;
    }
    at += 2;
    boolean negative = bytes[at] == '-';
    if (negative) {
      at++;
    }
    return quickValue(into, time, negative, at);
  }

  private int quickValue(SeriesView into, long time, boolean negative, int from) {
    byte[] bytes = buffer;
    int at = from;
    long digits = 0;
    int digit = bytes[at] - '0';
    while (digit >= 0 && digit <= 9) {
      digits = digits * 10 + digit;
      digit = bytes[++at] - '0';
    }
    if (at == from) {
      return -1; // NaN, infinities, and what is no number
    }
    int significant = at - from;
    int exponent = 0;
    if (bytes[at] == '.') {
      int fraction = ++at;
      if (digits == 0) {
        significant = 0;
        while (bytes[at] == '0') {
          at++;
        }
      }
      int first = at;
      digit = bytes[at] - '0';
      while (digit >= 0 && digit <= 9) {
        digits = digits * 10 + digit;
        digit = bytes[++at] - '0';
      }
      if (at == fraction) {
        return -1;
      }
      significant += at - first;
      exponent = fraction - at;
    }
    if (significant > MAX_DIGITS) {
      return -1;
    }
    if (bytes[at] == 'e' || bytes[at] == 'E') {
      at++;
      boolean down = bytes[at] == '-';
      if (down || bytes[at] == '+') {
        at++;
      }
      int first = at;
      int power = 0;
      digit = bytes[at] - '0';
      while (digit >= 0 && digit <= 9 && power < MAX_EXPONENT) {
        power = power * 10 + digit;
        digit = bytes[++at] - '0';
      }
      if (at == first || power >= MAX_EXPONENT) {
        return -1;
      }
      exponent += down ? -power : power;
    }
    if (bytes[at] != '"' || bytes[at + 1] != ']') {
      return -1;
    }
    double value = DecimalFloats.of(digits, exponent);
    if (Double.isNaN(value)) {
      return -1;
    }
    into.add(time, negative ? -value : value);
    return at + 2;
  }

  /** Reads a sample however it is written. */
  void sample(SeriesView into) throws IOException {
    expect('[', "a sample");
    long time = millis();
    expect(',', "a comma");
    String text = text("the value of a sample");
    try {
      into.add(time, Numbers.sample(text));
    } catch (NumberFormatException e) {
      throw new UnexpectedAnswer("not a sample value: \"" + shortened(text) + "\"");
    }
    expect(']', "the end of a pair");
  }

  /** Passes over a value of any kind without keeping it. */
  void skip() throws IOException {
    int depth = 0;
    do {
      int next = peek();
      if (next == '{' || next == '[') {
        pos++;
        depth++;
        if (depth > MAX_DEPTH) {
          throw new UnexpectedAnswer("JSON nested deeper than " + MAX_DEPTH + " levels");
        }
      } else if (next == '}' || next == ']') {
        pos++;
        depth--;
      } else if ((next == ',' || next == ':') && depth > 0) {
        pos++;
      } else if (next == '"') {
        text("a text");
      } else {
        scalar();
      }
    } while (depth > 0);
    if (depth < 0) {
      throw unexpected("a value");
    }
  }

  /** What is wrong at this place. */
  UnexpectedAnswer unexpected(String what) {
    String found = pos < limit ? "'" + printable(buffer[pos]) + "'" : "the end of the body";
    return new UnexpectedAnswer(
        "expected " + what + ", found " + found + " at byte " + (before + pos));
  }

  private static char printable(byte found) {
    return found >= ' ' && found < 0x7f ? (char) found : '?';
  }

  static String shortened(String text) {
    return text.length() > 40 ? text.substring(0, 40) + "…" : text;
  }

  /**
   * Reads on, keeping what begins at {@code keep}, which moves to the front together with {@link
   * #pos}.
   *
   * @return false at the end of the stream
   */
  private boolean fill(int keep) throws IOException {
    if (ended) {
      return false;
    }
    int kept = limit - keep;
    if (keep > 0) {
      System.arraycopy(buffer, keep, buffer, 0, kept);
      before += keep;
      pos -= keep;
      limit = kept;
    }
    if (kept + SLACK >= buffer.length) {
      if (buffer.length >= MAX_TEXT) {
        throw new UnexpectedAnswer("a text of more than " + MAX_TEXT + " bytes");
      }
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
    int count = in.read(buffer, limit, buffer.length - SLACK - limit);
    if (count > 0) {
      limit += count;
    } else {
      ended = true;
    }
    Arrays.fill(buffer, limit, limit + SLACK, (byte) 0);
    return count > 0;
  }
}
