package com.scanium.sightline.text;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What unquoted YAML scalars mean, as the Go decoder (yaml.v3) of Docker Compose, Grafana,
 * Prometheus and Loki resolves them: YAML 1.2's core schema plus 1.1's octal {@code 0777}, binary
 * {@code 0b1} and underscores. Timestamps stay strings.
 */
final class YamlScalars {
  private static final Pattern INTEGER =
      Pattern.compile("[-+]?(?:0b[01]+|0o?[0-7]+|0x[0-9a-fA-F]+|[0-9]+)");
  private static final Pattern FLOAT =
      Pattern.compile("[-+]?(?:\\.[0-9]+|[0-9]+(?:\\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?");

  /** Longer numbers and larger exponents are no long anyway, and costly to compute exactly. */
  private static final int MAX_SCALE = 400;

  private YamlScalars() {}

  static Doc resolve(String text, Span span) {
    return switch (text) {
      case "", "~", "null", "Null", "NULL" -> new Doc.Null(span);
      case "true", "True", "TRUE" -> new Doc.Bool(true, span);
      case "false", "False", "FALSE" -> new Doc.Bool(false, span);
      default ->
          isNumber(text) ? new Doc.Num(text, span) : new Doc.Str(text, Doc.Style.PLAIN, span);
    };
  }

  static boolean isNumber(String text) {
    char first = text.isEmpty() ? ' ' : text.charAt(0);
    if (!(first >= '0' && first <= '9') && first != '-' && first != '+' && first != '.') {
      return false;
    }
    String plain = withoutUnderscores(text);
    return INTEGER.matcher(plain).matches() || FLOAT.matcher(plain).matches() || isSpecial(text);
  }

  static Optional<Boolean> legacyBoolean(String text) {
    return switch (text) {
      case "y", "Y", "yes", "Yes", "YES", "on", "On", "ON" -> Optional.of(true);
      case "n", "N", "no", "No", "NO", "off", "Off", "OFF" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  static Optional<Long> toLong(String text) {
    String plain = withoutUnderscores(text);
    if (plain.length() > MAX_SCALE) {
      return Optional.empty();
    }
    Optional<BigInteger> integer =
        INTEGER.matcher(plain).matches() ? Optional.of(integer(plain)) : integralFloat(plain);
    return integer.filter(value -> value.bitLength() < Long.SIZE).map(BigInteger::longValue);
  }

  static Optional<Double> toDouble(String text) {
    if (isSpecial(text)) {
      return Optional.of(special(text));
    }
    String plain = withoutUnderscores(text);
    if (plain.length() <= MAX_SCALE && INTEGER.matcher(plain).matches()) {
      return Optional.of(integer(plain).doubleValue());
    }
    return FLOAT.matcher(plain).matches() ? Optional.of(Double.valueOf(plain)) : Optional.empty();
  }

  private static double special(String text) {
    if (text.endsWith("f") || text.endsWith("F")) {
      return text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    return Double.NaN;
  }

  private static Optional<BigInteger> integralFloat(String plain) {
    if (!FLOAT.matcher(plain).matches()) {
      return Optional.empty();
    }
    BigDecimal value;
    try {
      value = new BigDecimal(plain);
    } catch (NumberFormatException exponentTooLarge) {
      return Optional.empty();
    }
    if (Math.abs((long) value.scale()) > MAX_SCALE) {
      return Optional.empty();
    }
    BigDecimal stripped = value.stripTrailingZeros();
    return stripped.scale() <= 0 ? Optional.of(stripped.toBigInteger()) : Optional.empty();
  }

  private static BigInteger integer(String plain) {
    boolean signed = plain.charAt(0) == '-' || plain.charAt(0) == '+';
    String digits = signed ? plain.substring(1) : plain;
    BigInteger value;
    if (digits.startsWith("0x")) {
      value = new BigInteger(digits.substring(2), 16);
    } else if (digits.startsWith("0b")) {
      value = new BigInteger(digits.substring(2), 2);
    } else if (digits.startsWith("0o")) {
      value = new BigInteger(digits.substring(2), 8);
    } else if (digits.length() > 1 && digits.matches("0[0-7]+")) {
      value = new BigInteger(digits, 8);
    } else {
      value = new BigInteger(digits);
    }
    return plain.charAt(0) == '-' ? value.negate() : value;
  }

  private static boolean isSpecial(String text) {
    return switch (text) {
      case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF", "-.inf", "-.Inf", "-.INF" -> true;
      case ".nan", ".NaN", ".NAN" -> true;
      default -> false;
    };
  }

  private static String withoutUnderscores(String text) {
    return text.indexOf('_') < 0 ? text : text.replace("_", "");
  }
}
