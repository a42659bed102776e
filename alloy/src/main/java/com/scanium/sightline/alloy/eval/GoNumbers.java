package com.scanium.sightline.alloy.eval;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/** Numbers read, printed and converted as in the language that Alloy is written in. */
final class GoNumbers {
  private static final BigInteger MAX_LONG = BigInteger.valueOf(Long.MAX_VALUE);
  private static final BigInteger MAX_UNSIGNED =
      BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);
  private static final double TWO_TO_63 = 0x1p63;
  private static final int MOST_DIGITS = 17;
  private static final int MOST_SINGLE_DIGITS = 10;
  private static final int LONGEST_LITERAL = 2000;
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?");
  private static final Pattern HEXADECIMAL =
      Pattern.compile("[+-]?0[xX]([0-9a-fA-F]+\\.?[0-9a-fA-F]*|\\.[0-9a-fA-F]+)[pP][+-]?[0-9]+");

  private GoNumbers() {}

  /**
   * The value of a number literal: a whole number (with a leading zero, octal) as far as 64 bits
   * reach, else a floating point number.
   *
   * @throws NumberFormatException when it is out of range for every kind
   */
  static Value.Numeric parse(String raw, Origin origin) {
    boolean whole =
        raw.length() < LONGEST_LITERAL && raw.chars().allMatch(c -> c >= '0' && c <= '9');
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
    return Value.Numeric.ofDouble(parseDouble(raw), origin);
  }

  /**
   * A floating point number, decimal or hexadecimal.
   *
   * @throws NumberFormatException when the text is none, or too large
   */
  static double parseDouble(String text) {
    boolean hexadecimal = HEXADECIMAL.matcher(text).matches();
    if (!hexadecimal && !DECIMAL.matcher(text).matches()) {
      throw new NumberFormatException("not a number: " + text);
    }
    double value = Double.parseDouble(text);
    if (Double.isInfinite(value)) {
      throw new NumberFormatException("number " + text + " is out of range");
    }
    return value;
  }

  /** The number cut to a whole one; one that does not fit gives the smallest. */
  static long toLong(double value) {
    return value >= -TWO_TO_63 && value < TWO_TO_63 ? (long) value : Long.MIN_VALUE;
  }

  /** The number cut to a whole one without sign; negative ones wrap. */
  static long toUnsigned(double value) {
    return value < TWO_TO_63 ? toLong(value) : toLong(value - TWO_TO_63) ^ Long.MIN_VALUE;
  }

  /** The fewest digits that read back as the same number; the number must be finite. */
  static BigDecimal shortest(double value) {
    BigDecimal exact = new BigDecimal(value);
    for (int digits = 1; digits < MOST_DIGITS; digits++) {
      BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
      if (rounded.doubleValue() == value) {
        return stripped(rounded);
      }
    }
    return stripped(exact.round(new MathContext(MOST_DIGITS, RoundingMode.HALF_EVEN)));
  }

  /** The number of single precision, as the shortest decimal that it is written with. */
  static double single(double value) {
    float single = (float) value;
    if (Float.isNaN(single) || Float.isInfinite(single)) {
      return single;
    }
    BigDecimal exact = new BigDecimal(single);
    for (int digits = 1; digits < MOST_SINGLE_DIGITS; digits++) {
      BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
      if (rounded.floatValue() == single) {
        return rounded.doubleValue();
      }
    }
    return single;
  }

  private static BigDecimal stripped(BigDecimal number) {
    return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
  }

  /** The shortest form without an exponent. */
  static String plain(double value) {
    return special(value)
        ? specialName(value)
        : sign(value) + shortest(value).abs().toPlainString();
  }

  /** The shortest form, with an exponent below 1e-6 and from 1e21 on, as JSON is written. */
  static String json(double value) {
    BigDecimal digits = shortest(value).abs();
    int exponent = exponent(digits);
    if (digits.signum() == 0 || (exponent >= -6 && exponent < 21)) {
      return sign(value) + digits.toPlainString();
    }
    String text = sign(value) + scientific(digits, 'e');
    return text.contains("e-0") ? text.replace("e-0", "e-") : text;
  }

  static boolean special(double value) {
    return Double.isNaN(value) || Double.isInfinite(value);
  }

  static String specialName(double value) {
    return Double.isNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";
  }

  static String sign(double value) {
    return Double.doubleToRawLongBits(value) < 0 ? "-" : "";
  }

  /** The power of ten of the first digit. */
  static int exponent(BigDecimal digits) {
    return digits.signum() == 0 ? 0 : digits.precision() - digits.scale() - 1;
  }

  /** A number that is not negative with all its digits, such as {@code 1.25e+06}. */
  static String scientific(BigDecimal digits, char letter) {
    String all = digits.unscaledValue().toString();
    int exponent = exponent(digits);
    String power = (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
    return all.charAt(0)
        + (all.length() == 1 ? "" : "." + all.substring(1))
        + letter
        + (exponent < 0 ? "-" : "+")
        + power;
  }

  /** Whole powers wrap; a negative exponent leaves the base, as in Alloy. */
  static long power(long base, long exponent, boolean unsigned) {
    if (exponent == 0 || base == 1) {
      return 1;
    }
    if (exponent < 0 && !unsigned) {
      return base;
    }
    long result = 1;
    long factor = base;
    for (long left = exponent; left != 0; left >>>= 1) {
      if ((left & 1) == 1) {
        result *= factor;
      }
      factor *= factor;
    }
    return result;
  }

  /**
   * A power of floating point numbers. Whole parts of the exponent are multiplied out on mantissas,
   * which rounds differently from {@link Math#pow}.
   */
  static double power(double base, double exponent) {
    if (exponent == 0 || base == 1) {
      return 1;
    }
    boolean multiplies =
        base != 0
            && !special(base)
            && !special(exponent)
            && Math.abs(exponent) < TWO_TO_63
            && Math.abs(exponent) != 0.5
            && (base > 0 || exponent == Math.rint(exponent));
    if (base == -1 && Double.isInfinite(exponent)) {
      return 1;
    }
    if (!multiplies) {
      return Math.abs(exponent) == 0.5 && base > 0 && !special(base)
          ? exponent > 0 ? Math.sqrt(base) : 1 / Math.sqrt(base)
          : Math.pow(base, exponent);
    }
    double whole = Math.floor(Math.abs(exponent));
    double fraction = Math.abs(exponent) - whole;
    double mantissa = 1;
    int scale = 0;
    if (fraction != 0) {
      if (fraction > 0.5) {
        fraction--;
        whole++;
      }
      mantissa = Math.exp(fraction * Math.log(base));
    }
    int factorScale = Math.getExponent(base) + 1;
    double factor = Math.scalb(base, -factorScale);
    if (Math.abs(factor) < 0.5) {
      // a subnormal base has no exponent of its own
      int missing = -Math.getExponent(factor) - 1;
      factor = Math.scalb(factor, missing);
      factorScale -= missing;
    }
    for (long left = (long) whole; left != 0; left >>= 1) {
      if (Math.abs(factorScale) > 1 << 12) {
        scale += factorScale;
        break;
      }
      if ((left & 1) == 1) {
        mantissa *= factor;
        scale += factorScale;
      }
      factor *= factor;
      factorScale <<= 1;
      if (factor < 0.5) {
        factor += factor;
        factorScale--;
      }
    }
    return exponent < 0 ? Math.scalb(1 / mantissa, -scale) : Math.scalb(mantissa, scale);
  }
}
