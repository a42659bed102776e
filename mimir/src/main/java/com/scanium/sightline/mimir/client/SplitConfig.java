package com.scanium.sightline.mimir.client;

import java.time.Duration;
import java.util.Objects;

/**
 * How ranges are split into requests of their own.
 *
 * @param maxPoints the most steps between the ends of one request; servers allow 11,000
 * @param interval no request crosses a multiple of this since the epoch, so that the parts of
 *     several questions are the same and a cache can serve them; zero for no such bounds
 * @param concurrency how many parts are asked for at a time
 */
public record SplitConfig(int maxPoints, Duration interval, int concurrency) {
  /** The servers' limit of points, and four parts at a time. */
  public static final SplitConfig DEFAULT = new SplitConfig(11_000, Duration.ZERO, 4);

  /** The same, and no part crosses a UTC day. */
  public static final SplitConfig DAILY = DEFAULT.withInterval(Duration.ofDays(1));

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException when one is not positive; the interval may be zero
   */
  public SplitConfig {
    Objects.requireNonNull(interval, "interval");
    if (maxPoints < 1 || concurrency < 1 || interval.isNegative()) {
      throw new IllegalArgumentException(
          "not a way to split: " + maxPoints + " points, " + interval + ", " + concurrency);
    }
  }

  /** The same with another number of points. */
  public SplitConfig withMaxPoints(int points) {
    return new SplitConfig(points, interval, concurrency);
  }

  /** The same with other bounds. */
  public SplitConfig withInterval(Duration interval) {
    return new SplitConfig(maxPoints, interval, concurrency);
  }

  /** The same with another number of parts at a time. */
  public SplitConfig withConcurrency(int parts) {
    return new SplitConfig(maxPoints, interval, parts);
  }
}
