package com.scanium.sightline.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Reads the header {@code Retry-After}. */
public final class RetryAfter {
  private static final int MAX_DIGITS = 9;

  private RetryAfter() {}

  /**
   * How long to wait from now on.
   *
   * @param value whole seconds or an HTTP date; a date in the past means no wait
   * @return empty for anything else
   */
  public static Optional<Duration> read(String value) {
    return read(value, Instant.now());
  }

  /**
   * How long to wait from that time on.
   *
   * @param value whole seconds or an HTTP date; a date before that time means no wait
   * @return empty for anything else
   */
  public static Optional<Duration> read(String value, Instant now) {
    String text = value.strip();
    boolean digits = !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    if (digits) {
      return text.length() > MAX_DIGITS
          ? Optional.empty()
          : Optional.of(Duration.ofSeconds(Long.parseLong(text)));
    }
    try {
      Instant at = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text));
      Duration left = Duration.between(now, at);
      return Optional.of(left.isNegative() ? Duration.ZERO : left);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
