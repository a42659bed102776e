package com.scanium.sightline.alloy.eval;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Lengths of time as Alloy reads and prints them: {@code 1h30m}, {@code 1.5s}, {@code -2ms}. */
final class GoDuration {
  private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

  private GoDuration() {}

  /**
   * The nanoseconds of a length of time.
   *
   * @throws NumberFormatException when the text is none, with a message for the user
   */
  static long parse(String text) {
    int at = 0;
    boolean negative = text.startsWith("-");
    if (negative || text.startsWith("+")) {
      at++;
    }
    if (text.substring(at).equals("0")) {
      return 0;
    }
    if (at == text.length()) {
      throw new NumberFormatException("not a duration: \"" + text + "\"");
    }
    BigDecimal total = BigDecimal.ZERO;
    while (at < text.length()) {
      int numberEnd = at;
      int dots = 0;
      while (numberEnd < text.length() && isNumberPart(text.charAt(numberEnd)) && dots < 2) {
        dots += text.charAt(numberEnd) == '.' ? 1 : 0;
        numberEnd++;
      }
      if (dots == 2) {
        numberEnd--;
      }
      String number = text.substring(at, numberEnd);
      if (number.isEmpty() || number.equals(".")) {
        throw new NumberFormatException("not a duration: \"" + text + "\"");
      }
      int unitEnd = numberEnd;
      while (unitEnd < text.length() && !isNumberPart(text.charAt(unitEnd))) {
        unitEnd++;
      }
      String unit = text.substring(numberEnd, unitEnd);
      if (unit.isEmpty()) {
        throw new NumberFormatException("the duration \"" + text + "\" lacks a unit");
      }
      BigDecimal part = new BigDecimal(padded(number)).multiply(new BigDecimal(scale(unit, text)));
      total = total.add(part.setScale(0, RoundingMode.DOWN));
      if (total.compareTo(negative ? MOST.add(BigDecimal.ONE) : MOST) > 0) {
        throw new NumberFormatException("the duration \"" + text + "\" is out of range");
      }
      at = unitEnd;
    }
    return negative ? total.negate().longValueExact() : total.longValueExact();
  }

  private static boolean isNumberPart(char c) {
    return c == '.' || (c >= '0' && c <= '9');
  }

  private static String padded(String number) {
    return number.startsWith(".") ? "0" + number : number + (number.endsWith(".") ? "0" : "");
  }

  private static long scale(String unit, String text) {
    return switch (unit) {
      case "ns" -> 1L;
      case "us", "\u00b5s", "\u03bcs" -> 1_000L;
      case "ms" -> 1_000_000L;
      case "s" -> 1_000_000_000L;
      case "m" -> 60_000_000_000L;
      case "h" -> 3_600_000_000_000L;
      default ->
          throw new NumberFormatException(
              "the duration \"" + text + "\" has the unknown unit \"" + unit + "\"");
    };
  }

  /** The usual form of a length of time, such as {@code 1h30m0s}. */
  static String format(long nanoseconds) {
    if (nanoseconds == 0) {
      return "0s";
    }
    BigDecimal total = BigDecimal.valueOf(nanoseconds).abs();
    String sign = nanoseconds < 0 ? "-" : "";
    BigDecimal second = BigDecimal.valueOf(1_000_000_000L);
    if (total.compareTo(second) < 0) {
      int power = total.compareTo(BigDecimal.valueOf(1_000)) < 0 ? 0 : 3;
      power = total.compareTo(BigDecimal.valueOf(1_000_000)) < 0 ? power : 6;
      String unit = power == 0 ? "ns" : power == 3 ? "\u00b5s" : "ms";
      return sign + trimmed(total.movePointLeft(power)) + unit;
    }
    BigDecimal[] minutes = total.divideAndRemainder(BigDecimal.valueOf(60_000_000_000L));
    String seconds = trimmed(minutes[1].movePointLeft(9)) + "s";
    long whole = minutes[0].longValueExact();
    if (whole == 0) {
      return sign + seconds;
    }
    String hours = whole < 60 ? "" : whole / 60 + "h";
    return sign + hours + whole % 60 + "m" + seconds;
  }

  private static String trimmed(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}
