package com.scanium.sightline.alloy.eval;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Numbers read and printed as Alloy does, which is as its implementation language does. */
final class GoNumbers {
  private static final BigInteger MAX_LONG = BigInteger.valueOf(Long.MAX_VALUE);
  private static final BigInteger MAX_UNSIGNED =
      BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

  private GoNumbers() {}

  /**
   * The value of a number literal: a whole number (with a leading zero, octal) as far as 64 bits
   * reach, else a floating point number.
   *
   * @throws NumberFormatException when it is out of range for every kind
   */
  static Value.Numeric parse(String raw, Origin origin) {
    boolean whole = raw.chars().allMatch(c -> c >= '0' && c <= '9');
    if (whole) {
      boolean octal = raw.length() > 1 && raw.charAt(0) == '0';
      boolean octalDigits = raw.chars().allMatch(c -> c <= '7');
      if (!octal || octalDigits) {
        BigInteger value = new BigInteger(raw, octal ? 8 : 10);
        if (value.compareTo(MAX_LONG) <= 0) {
          return Value.Numeric.ofLong(value.longValue(), origin);
        }
        if (value.compareTo(MAX_UNSIGNED) <= 0) {
          return Value.Numeric.ofUnsigned(value.longValue(), origin);
        }
      }
    }
    double value = Double.parseDouble(raw);
    if (Double.isInfinite(value)) {
      throw new NumberFormatException("number " + raw + " is out of range");
    }
    return Value.Numeric.ofDouble(value, origin);
  }

  /** The shortest decimal form that reads back as the same number. */
  static String format(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    if (value == 0) {
      return 1 / value < 0 ? "-0" : "0";
    }
    BigDecimal shortest = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    int exponent = shortest.precision() - shortest.scale() - 1;
    if (exponent >= -4 && exponent < 21) {
      return shortest.toPlainString();
    }
    String digits = shortest.unscaledValue().abs().toString();
    String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
    String power = (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
    return (value < 0 ? "-" : "") + mantissa + "e" + (exponent < 0 ? "-" : "+") + power;
  }
}
