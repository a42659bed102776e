package com.scanium.sightline.cli;

import com.scanium.sightline.logql.LogQl;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.TypeConversionException;

/** Reads times and durations as people type them at a store's command line. */
final class TimeArguments {
  private static final Pattern RELATIVE = Pattern.compile("now(?:-(.+))?");
  private static final Pattern SECONDS = Pattern.compile("\\d{1,11}(?:\\.\\d{1,9})?");

  private TimeArguments() {}

  /**
   * A time: {@code now}, {@code now-1h30m}, RFC 3339, or seconds since the epoch.
   *
   * @throws TypeConversionException for anything else
   */
  static Instant time(String text, Instant now) {
    Matcher relative = RELATIVE.matcher(text);
    if (relative.matches()) {
      return relative.group(1) == null ? now : now.minus(duration(relative.group(1)));
    }
    if (SECONDS.matcher(text).matches()) {
      String[] parts = text.split("\\.");
      String nanos = parts.length == 1 ? "0" : (parts[1] + "000000000").substring(0, 9);
      return Instant.ofEpochSecond(Long.parseLong(parts[0]), Long.parseLong(nanos));
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new TypeConversionException(
          "\"" + text + "\" is no time; give now-1h, 2026-11-24T10:00:00Z or seconds");
    }
  }

  /**
   * A duration such as {@code 90s}, {@code 1h30m} or {@code 7d}; a bare number counts seconds.
   *
   * @throws TypeConversionException for anything else, and for one that is not positive
   */
  static Duration duration(String text) {
    String unit = SECONDS.matcher(text).matches() ? text + "s" : text;
    return LogQl.duration(unit)
        .filter(duration -> !duration.isNegative() && !duration.isZero())
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "\"" + text + "\" is no duration; give 30s, 5m, 1h30m or 7d"));
  }
}
