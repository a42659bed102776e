package com.scanium.sightline.promql;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.OptionalDouble;

/** Reads and writes numbers as Go does. */
final class Numbers {
  private Numbers() {}

  /** The value of a number token; empty when it isn't a number or is too large. */
  static OptionalDouble parse(String text) {
    int length = text.length();
    if (length < 10 && isDigits(text, 0, 10) && (length == 1 || text.charAt(0) != '0')) {
      return OptionalDouble.of(Integer.parseInt(text));
    }
    if (text.equalsIgnoreCase("inf")) {
      return OptionalDouble.of(Double.POSITIVE_INFINITY);
    }
    if (text.equalsIgnoreCase("nan")) {
      return OptionalDouble.of(Double.NaN);
    }
    if (!underscoresSeparateDigits(text)) {
      return OptionalDouble.empty();
    }
    String digits = text.indexOf('_') < 0 ? text : text.replace("_", "");
    if (digits.length() > 1 && digits.charAt(0) == '0' && (digits.charAt(1) | 0x20) == 'x') {
      return integer(digits.substring(2), 16);
    }
    if (digits.length() > 1 && digits.charAt(0) == '0' && isDigits(digits, 0, 8)) {
      OptionalDouble octal = integer(digits, 8);
      if (octal.isPresent()) {
        return octal;
      }
    }
    double value;
    try {
      value = Double.parseDouble(digits);
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
    return Double.isInfinite(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  private static OptionalDouble integer(String digits, int base) {
    try {
      return OptionalDouble.of((double) Long.parseLong(digits, base));
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }

  private static boolean isDigits(String text, int from, int base) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c >= '0' + base) {
        return false;
      }
    }
    return true;
  }

  private static boolean underscoresSeparateDigits(String text) {
    boolean hex = text.length() > 1 && text.charAt(0) == '0' && (text.charAt(1) | 0x20) == 'x';
    char before = hex ? '0' : '^';
    for (int i = hex ? 2 : 0; i < text.length(); i++) {
      char c = text.charAt(i);
      char lower = (char) (c | 0x20);
      if (Lexer.isDigit(c) || (hex && lower >= 'a' && lower <= 'f')) {
        before = '0';
      } else if (c == '_') {
        if (before != '0') {
          return false;
        }
        before = '_';
      } else {
        if (before == '_') {
          return false;
        }
        before = '!';
      }
    }
    return before != '_';
  }

  /** The shortest decimal that reads back as the same number, without an exponent. */
  static String format(double value) {
    if (value == (long) value && Math.abs(value) < 1e15) {
      return value == 0 && 1 / value < 0 ? "-0" : Long.toString((long) value);
    }
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    return shortest(value).toPlainString();
  }

  /**
   * As {@link #format}, but with an exponent for very large and very small numbers.
   *
   * @param exponentFrom the power of ten from which on a large number gets an exponent
   */
  static String formatGeneral(double value, int exponentFrom) {
    double size = Math.abs(value);
    boolean middling = size >= 1e-4 && size < Math.pow(10, exponentFrom);
    if (value == 0 || !Double.isFinite(value) || middling) {
      return format(value);
    }
    BigDecimal digits = shortest(value);
    String unscaled = digits.unscaledValue().abs().toString();
    int exponent = unscaled.length() - 1 - digits.scale();
    return (value < 0 ? "-" : "")
        + unscaled.charAt(0)
        + (unscaled.length() > 1 ? "." + unscaled.substring(1) : "")
        + (exponent < 0 ? "e-" : "e+")
        + (Math.abs(exponent) < 10 ? "0" : "")
        + Math.abs(exponent);
  }

  // Double.toString gives too many digits for some numbers before JDK 19.
  private static BigDecimal shortest(double value) {
    BigDecimal exact = new BigDecimal(value);
    // up to 15 digits always survive, except in the numbers that are too small for full precision
    int first = Math.abs(value) < Double.MIN_NORMAL ? 1 : 15;
    for (int precision = first; precision < 17; precision++) {
      BigDecimal best = closest(exact, precision, value);
      if (best != null) {
        return best.stripTrailingZeros();
      }
    }
    return exact.round(new MathContext(17, RoundingMode.HALF_EVEN)).stripTrailingZeros();
  }

  private static @org.jspecify.annotations.Nullable BigDecimal closest(
      BigDecimal exact, int precision, double value) {
    BigDecimal down = exact.round(new MathContext(precision, RoundingMode.DOWN));
    BigDecimal up = exact.round(new MathContext(precision, RoundingMode.UP));
    boolean downFits = down.doubleValue() == value;
    boolean upFits = up.doubleValue() == value;
    if (downFits && upFits) {
      return exact.subtract(down).abs().compareTo(up.subtract(exact).abs()) <= 0 ? down : up;
    }
    return downFits ? down : upFits ? up : null;
  }
}
