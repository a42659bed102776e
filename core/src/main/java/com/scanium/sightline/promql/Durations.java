package com.scanium.sightline.promql;

/** Reads and writes durations like {@code 1h30m} as Prometheus does. */
final class Durations {
  private static final String[] UNITS = {"y", "w", "d", "h", "m", "s", "ms"};
  private static final long[] MILLIS = {
    365L * 24 * 3600 * 1000, 7L * 24 * 3600 * 1000, 24L * 3600 * 1000, 3600_000, 60_000, 1000, 1
  };

  /** Seconds beyond which a duration has no 64-bit count of nanoseconds. */
  private static final double MAX_SECONDS = 0x1p63 / 1e9;

  /** Marks a text that is no duration. */
  static final long INVALID = -1;

  private Durations() {}

  /** The nanoseconds of a duration token, 0 or more, or {@link #INVALID}. */
  static long parse(String text, int start, int end) {
    long total = 0;
    int lastUnit = -1;
    int at = start;
    while (at < end) {
      int digits = at;
      long number = 0;
      while (at < end && Lexer.isDigit(text.charAt(at))) {
        if (number > Long.MAX_VALUE / 10 - 1) {
          return INVALID;
        }
        number = number * 10 + (text.charAt(at) - '0');
        at++;
      }
      int unitStart = at;
      while (at < end && !Lexer.isDigit(text.charAt(at))) {
        at++;
      }
      int unit = unit(text, unitStart, at);
      if (unitStart == digits || unit <= lastUnit) {
        return INVALID;
      }
      lastUnit = unit;
      long nanos = MILLIS[unit] * 1_000_000;
      if (number > Long.MAX_VALUE / nanos || total + number * nanos < 0) {
        return INVALID;
      }
      total += number * nanos;
    }
    return total;
  }

  private static int unit(String text, int start, int end) {
    for (int i = 0; i < UNITS.length; i++) {
      if (UNITS[i].length() == end - start && text.startsWith(UNITS[i], start)) {
        return i;
      }
    }
    return -1;
  }

  /** Nanoseconds as seconds. */
  static double seconds(long nanos) {
    long whole = nanos / 1_000_000_000;
    return whole + (nanos % 1_000_000_000) / 1e9;
  }

  static boolean isOutOfRange(double seconds) {
    return seconds > MAX_SECONDS || seconds < -MAX_SECONDS;
  }

  /** Seconds as nanoseconds, halves rounded away from zero. */
  static long roundedNanos(double seconds) {
    return rounded(seconds * 1e9);
  }

  /** The nearest whole number, halves rounded away from zero. */
  static long rounded(double value) {
    double size = Math.abs(value);
    double whole = Math.floor(size);
    if (size - whole >= 0.5) {
      whole += 1;
    }
    return wrap(value < 0 ? -whole : whole);
  }

  /** Seconds as nanoseconds, cut off. */
  static long cutNanos(double seconds) {
    return wrap(seconds * 1e9);
  }

  // Go on amd64 gives the smallest number where a conversion overflows.
  private static long wrap(double nanos) {
    return nanos >= 0x1p63 || Double.isNaN(nanos) ? Long.MIN_VALUE : (long) nanos;
  }

  /** Appends nanoseconds as a duration; what is below a millisecond is lost. */
  static void format(long nanos, StringBuilder out) {
    long millis = nanos / 1_000_000;
    if (millis == 0) {
      out.append("0s");
      return;
    }
    if (millis < 0) {
      out.append('-');
      millis = -millis;
    }
    for (int i = 0; i < UNITS.length; i++) {
      // years and weeks only when nothing remains: 90d reads better than 12w6d
      if (i < 2 && millis % MILLIS[i] != 0) {
        continue;
      }
      long count = millis / MILLIS[i];
      if (count > 0) {
        out.append(count).append(UNITS[i]);
        millis -= count * MILLIS[i];
      }
    }
  }
}
