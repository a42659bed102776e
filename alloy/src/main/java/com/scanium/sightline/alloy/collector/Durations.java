package com.scanium.sightline.alloy.collector;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Durations as Alloy writes them: {@code 15s}, {@code 1h30m}, {@code 1.5s}. */
final class Durations {
  private static final Map<String, Long> NANOS =
      Map.of(
          "ns", 1L,
          "us", 1_000L,
          "µs", 1_000L,
          "μs", 1_000L,
          "ms", 1_000_000L,
          "s", 1_000_000_000L,
          "m", 60_000_000_000L,
          "h", 3_600_000_000_000L);

  private Durations() {}

  /** The duration; empty when the text is none, or too long for 64 bits of nanoseconds. */
  static Optional<Duration> parse(String text) {
    if (text.equals("0")) {
      return Optional.of(Duration.ZERO);
    }
    boolean signed = text.startsWith("-") || text.startsWith("+");
    int i = signed ? 1 : 0;
    if (i == text.length() || text.length() > 64) {
      return Optional.empty();
    }
    BigDecimal total = BigDecimal.ZERO;
    while (i < text.length()) {
      int number = i;
      while (i < text.length() && isNumberPart(text.charAt(i))) {
        i++;
      }
      int unit = i;
      while (i < text.length() && !isNumberPart(text.charAt(i))) {
        i++;
      }
      Long nanos = NANOS.get(text.substring(unit, i));
      if (nanos == null || unit == number) {
        return Optional.empty();
      }
      try {
        BigDecimal count = new BigDecimal(text.substring(number, unit));
        total = total.add(count.multiply(BigDecimal.valueOf(nanos)));
      } catch (NumberFormatException notANumber) {
        return Optional.empty();
      }
    }
    if (total.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
      return Optional.empty();
    }
    Duration duration = Duration.ofNanos(total.longValue());
    return Optional.of(text.startsWith("-") ? duration.negated() : duration);
  }

  private static boolean isNumberPart(char c) {
    return (c >= '0' && c <= '9') || c == '.';
  }
}
