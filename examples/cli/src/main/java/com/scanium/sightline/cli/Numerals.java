package com.scanium.sightline.cli;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers as people and programs read them. */
final class Numerals {
  private static final MathContext SIX = new MathContext(6);

  private Numerals() {}

  /** Exact, spelled as the query interface does: {@code NaN}, {@code +Inf}, {@code -Inf}. */
  static String exact(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    String text = plain(new BigDecimal(Double.toString(value)));
    return value == 0 ? "0" : text;
  }

  /** Rounded to six digits. */
  static String brief(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return exact(value);
    }
    return plain(new BigDecimal(value).round(SIX));
  }

  private static String plain(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    boolean readable = stripped.precision() - stripped.scale() <= 21 && stripped.scale() <= 12;
    return readable ? stripped.toPlainString() : stripped.toString();
  }
}
