package com.scanium.sightline.logql;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as Go and Prometheus write them, and sizes. */
final class Durations {
  /** Go: any order, fractions, units up to hours. */
  private static final Pattern GO =
      Pattern.compile("-?(?:(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:ns|us|µs|μs|ms|s|m|h))+");

  /** Prometheus: whole numbers, units from years down to milliseconds, each once, in order. */
  private static final Pattern PROMETHEUS =
      Pattern.compile(
          "-?(?:[0-9]+y)?(?:[0-9]+w)?(?:[0-9]+d)?(?:[0-9]+h)?(?:[0-9]+m)?(?:[0-9]+s)?(?:[0-9]+ms)?");

  private static final Pattern PART = Pattern.compile("([0-9.]+)(ns|us|µs|μs|ms|s|m|h|d|w|y)");
  private static final Pattern BYTES =
      Pattern.compile("[0-9]+(?:\\.[0-9]+)?(?:b|[kmgtpe]i?b?)", Pattern.CASE_INSENSITIVE);

  private static final Map<String, Long> NANOS =
      Map.ofEntries(
          Map.entry("ns", 1L),
          Map.entry("us", 1_000L),
          Map.entry("µs", 1_000L),
          Map.entry("μs", 1_000L),
          Map.entry("ms", 1_000_000L),
          Map.entry("s", 1_000_000_000L),
          Map.entry("m", 60_000_000_000L),
          Map.entry("h", 3_600_000_000_000L),
          Map.entry("d", 86_400_000_000_000L),
          Map.entry("w", 604_800_000_000_000L),
          Map.entry("y", 31_536_000_000_000_000L));

  private static final int MAX_LENGTH = 100;

  private Durations() {}

  static boolean isDuration(String text) {
    boolean hasDigits = !text.isEmpty() && !text.equals("-") && text.length() <= MAX_LENGTH;
    return hasDigits && (GO.matcher(text).matches() || PROMETHEUS.matcher(text).matches());
  }

  static boolean isBytes(String text) {
    return BYTES.matcher(text.toLowerCase(Locale.ROOT)).matches();
  }

  /** The length of time; empty when the text is no duration, or one beyond any clock. */
  static Optional<Duration> read(String text) {
    if (!isDuration(text)) {
      return Optional.empty();
    }
    BigDecimal nanos = BigDecimal.ZERO;
    Matcher part = PART.matcher(text);
    while (part.find()) {
      long unit = NANOS.getOrDefault(part.group(2), 0L);
      String number = part.group(1).endsWith(".") ? part.group(1) + "0" : part.group(1);
      nanos = nanos.add(new BigDecimal(number).multiply(BigDecimal.valueOf(unit)));
    }
    if (nanos.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
      return Optional.empty();
    }
    long whole = text.startsWith("-") ? -nanos.longValue() : nanos.longValue();
    return Optional.of(Duration.ofNanos(whole));
  }
}
