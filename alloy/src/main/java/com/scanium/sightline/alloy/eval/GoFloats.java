package com.scanium.sightline.alloy.eval;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Floating point numbers by the verbs {@code e}, {@code f} and {@code g}. */
final class GoFloats {
  /** More digits than these are zeros. */
  private static final int MOST_DIGITS = 1100;

  /** From this power of ten on the shortest form has an exponent. */
  private static final int SHORTEST_LIMIT = 6;

  private GoFloats() {}

  /**
   * A number by a verb.
   *
   * @param flags what stands before the verb
   * @param digits the precision when the flags name none; -1 means as many digits as needed
   */
  static String format(GoFlags flags, int verb, int digits, double value) {
    if (GoNumbers.special(value)) {
      return special(flags, value);
    }
    int precision = flags.precision < 0 ? digits : Math.min(flags.precision, MOST_DIGITS);
    int lower = Character.toLowerCase(verb);
    BigDecimal exact = new BigDecimal(value).abs();
    String text =
        switch (lower) {
          case 'e' -> exponential(exact, precision);
          case 'f' -> exact.setScale(precision, RoundingMode.HALF_EVEN).toPlainString();
          default -> general(value, exact, precision);
        };
    if (verb == 'E' || verb == 'G') {
      text = text.toUpperCase(Locale.ROOT);
    }
    String sign = GoNumbers.sign(value);
    if (sign.isEmpty()) {
      sign = flags.plus ? "+" : flags.space ? " " : "";
    }
    if (flags.fillsWithZeros() && !sign.isEmpty()) {
      int missing = flags.width - sign.length() - text.length();
      return sign + "0".repeat(Math.max(0, missing)) + text;
    }
    return flags.padded(sign + text);
  }

  private static String special(GoFlags flags, double value) {
    String name = GoNumbers.specialName(value);
    String text = name.startsWith("+") && !flags.plus ? name.substring(1) : name;
    if (flags.space && !flags.plus && !text.startsWith("-")) {
      text = " " + text;
    }
    boolean zero = flags.zero;
    flags.zero = false;
    String padded = flags.padded(flags.plus && text.equals("NaN") ? "+NaN" : text);
    flags.zero = zero;
    return padded;
  }

  private static String exponential(BigDecimal exact, int precision) {
    if (exact.signum() == 0) {
      return "0" + (precision == 0 ? "" : "." + "0".repeat(precision)) + "e+00";
    }
    BigDecimal rounded = exact.round(new MathContext(precision + 1, RoundingMode.HALF_EVEN));
    int missing = precision + 1 - rounded.precision();
    BigDecimal filled = missing > 0 ? rounded.setScale(rounded.scale() + missing) : rounded;
    return GoNumbers.scientific(filled, 'e');
  }

  /** The shorter one of both forms, without zeros at the end. */
  private static String general(double value, BigDecimal exact, int precision) {
    boolean isShortest = precision < 0;
    int digits = Math.max(precision, 1);
    BigDecimal rounded =
        isShortest
            ? GoNumbers.shortest(value).abs()
            : exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
    BigDecimal stripped = rounded.signum() == 0 ? BigDecimal.ZERO : rounded.stripTrailingZeros();
    int exponent = GoNumbers.exponent(stripped);
    int limit = isShortest ? SHORTEST_LIMIT : digits;
    if (!isShortest && limit > stripped.precision() && stripped.precision() > exponent) {
      limit = stripped.precision();
    }
    return stripped.signum() != 0 && (exponent < -4 || exponent >= limit)
        ? GoNumbers.scientific(stripped, 'e')
        : stripped.toPlainString();
  }
}
