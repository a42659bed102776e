package com.scanium.sightline.mimir.client;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;

/** Numbers and times as the query interface spells them. */
final class Numbers {
  /** The year 9999 and a bit; what is beyond is no time. */
  private static final long MAX_MILLIS = 300_000_000_000_000L;

  private static final int PLAIN_DIGITS = 12;

  private Numbers() {}

  /**
   * A sample value.
   *
   * @throws NumberFormatException when it is none
   */
  static double sample(String text) {
    return switch (text) {
      case "NaN" -> Double.NaN;
      case "+Inf", "Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> decimal(text);
    };
  }

  private static double decimal(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean part = (c >= '0' && c <= '9') || "+-.eE".indexOf(c) >= 0;
      if (!part) {
        throw new NumberFormatException("not a decimal number"); // Java would take "1d" and " 1"
      }
    }
    return Double.parseDouble(text);
  }

  /**
   * Seconds with a fraction as milliseconds, rounded half up.
   *
   * @throws NumberFormatException when it is no number, or no time
   */
  static long millis(String seconds) {
    int dot = seconds.indexOf('.');
    int whole = dot < 0 ? seconds.length() : dot;
    boolean plain = whole > 0 && whole <= PLAIN_DIGITS;
    for (int i = 0; plain && i < seconds.length(); i++) {
      char c = seconds.charAt(i);
      plain = i == dot || (c >= '0' && c <= '9');
    }
    if (!plain) {
      return exactMillis(seconds);
    }
    long millis = 0;
    for (int i = 0; i < whole; i++) {
      millis = millis * 10 + (seconds.charAt(i) - '0');
    }
    for (int i = 1; i <= 3; i++) {
      millis = millis * 10 + digit(seconds, dot, i);
    }
    return digit(seconds, dot, 4) >= 5 ? millis + 1 : millis;
  }

  private static int digit(String text, int dot, int place) {
    int at = dot + place;
    return dot >= 0 && at < text.length() ? text.charAt(at) - '0' : 0;
  }

  private static long exactMillis(String seconds) {
    if (seconds.length() > 40) {
      throw new NumberFormatException("not a time: a number of " + seconds.length() + " digits");
    }
    BigDecimal exact = new BigDecimal(seconds);
    if (exact.precision() - exact.scale() > 15) {
      throw new NumberFormatException("not a time: " + seconds);
    }
    if (exact.scale() > 400) {
      return 0; // too small to count
    }
    long millis = exact.movePointRight(3).setScale(0, RoundingMode.HALF_UP).longValueExact();
    if (Math.abs(millis) > MAX_MILLIS) {
      throw new NumberFormatException("not a time: " + seconds);
    }
    return millis;
  }

  /** A time as a parameter: seconds, with three decimals when it is not whole. */
  static String seconds(Instant at) {
    return BigDecimal.valueOf(at.toEpochMilli(), 3).stripTrailingZeros().toPlainString();
  }

  /** A duration as a parameter: seconds, with three decimals when it is not whole. */
  static String seconds(Duration duration) {
    return BigDecimal.valueOf(duration.toMillis(), 3).stripTrailingZeros().toPlainString();
  }
}
