package com.scanium.sightline.http;

import java.time.Duration;
import java.util.Objects;

/**
 * How hard a server may be worked.
 *
 * @param concurrency the most exchanges at a time
 * @param requests the most that may start within one period
 * @param period how long a period is
 */
public record LimitConfig(int concurrency, int requests, Duration period) {
  /** Four at a time and fifty a second. */
  public static final LimitConfig DEFAULT = new LimitConfig(4, 50, Duration.ofSeconds(1));

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException when one of them is not positive
   */
  public LimitConfig {
    Objects.requireNonNull(period, "period");
    if (concurrency < 1 || requests < 1 || period.isNegative() || period.isZero()) {
      throw new IllegalArgumentException(
          "limits must be positive, were "
              + concurrency
              + " at a time, "
              + requests
              + " in "
              + period);
    }
  }

  /** The same with another number of exchanges at a time. */
  public LimitConfig withConcurrency(int concurrency) {
    return new LimitConfig(concurrency, requests, period);
  }

  /** The same with another rate. */
  public LimitConfig withRate(int requests, Duration period) {
    return new LimitConfig(concurrency, requests, period);
  }
}
