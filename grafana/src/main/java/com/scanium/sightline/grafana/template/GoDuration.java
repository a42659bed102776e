package com.scanium.sightline.grafana.template;

import java.math.BigDecimal;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as Go reads and prints them, in nanoseconds. */
final class GoDuration {
  private static final Map<String, Long> UNITS =
      Map.of(
          "ns", 1L,
          "us", 1_000L,
          "µs", 1_000L,
          "μs", 1_000L,
          "ms", 1_000_000L,
          "s", 1_000_000_000L,
          "m", 60_000_000_000L,
          "h", 3_600_000_000_000L);
  private static final Pattern PART =
      Pattern.compile("(\\d+\\.?\\d*|\\.\\d+)(ns|us|µs|μs|ms|s|m|h)");

  private GoDuration() {}

  static OptionalLong parse(String text) {
    String rest = text;
    boolean negative = rest.startsWith("-");
    if (negative || rest.startsWith("+")) {
      rest = rest.substring(1);
    }
    if (rest.equals("0")) {
      return OptionalLong.of(0);
    }
    Matcher part = PART.matcher(rest);
    BigDecimal total = BigDecimal.ZERO;
    int at = 0;
    while (at < rest.length() && part.find(at) && part.start() == at) {
      Long unit = UNITS.get(part.group(2));
      if (part.group(1).length() > 20 || unit == null) {
        return OptionalLong.empty();
      }
      total = total.add(new BigDecimal(decimal(part.group(1))).multiply(BigDecimal.valueOf(unit)));
      at = part.end();
    }
    boolean fits = total.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0;
    if (rest.isEmpty() || at < rest.length() || !fits) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(negative ? -total.longValue() : total.longValue());
  }

  private static String decimal(String number) {
    return number.endsWith(".") ? number + "0" : number;
  }

  static String print(long nanos) {
    if (nanos == 0) {
      return "0s";
    }
    long rest = Math.abs(nanos);
    String sign = nanos < 0 ? "-" : "";
    if (rest < 1_000_000_000L) {
      String unit = rest < 1_000 ? "ns" : rest < 1_000_000 ? "µs" : "ms";
      long scale = rest < 1_000 ? 1 : rest < 1_000_000 ? 1_000 : 1_000_000;
      return sign + fraction(rest, scale) + unit;
    }
    long hours = rest / 3_600_000_000_000L;
    long minutes = rest / 60_000_000_000L % 60;
    String seconds = fraction(rest % 60_000_000_000L, 1_000_000_000L) + "s";
    if (hours > 0) {
      return sign + hours + "h" + minutes + "m" + seconds;
    }
    return minutes > 0 ? sign + minutes + "m" + seconds : sign + seconds;
  }

  private static String fraction(long value, long scale) {
    return BigDecimal.valueOf(value)
        .divide(BigDecimal.valueOf(scale))
        .stripTrailingZeros()
        .toPlainString();
  }
}
