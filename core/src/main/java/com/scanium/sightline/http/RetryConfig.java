package com.scanium.sightline.http;

import java.time.Duration;
import java.util.Objects;

/**
 * How often and how soon to try again. Pauses double from try to try and vary by half, so that many
 * clients do not come back together; a {@code Retry-After} of the server takes their place.
 *
 * @param attempts how often to send in all, the first one included
 * @param pause before the second attempt
 * @param maxPause the longest pause; a server that asks for a longer one is not asked again
 */
public record RetryConfig(int attempts, Duration pause, Duration maxPause) {
  /** Three attempts, pauses from 200 ms to 10 s. */
  public static final RetryConfig DEFAULT =
      new RetryConfig(3, Duration.ofMillis(200), Duration.ofSeconds(10));

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException for fewer than one attempt or pauses that are not positive
   */
  public RetryConfig {
    Objects.requireNonNull(pause, "pause");
    Objects.requireNonNull(maxPause, "maxPause");
    if (attempts < 1) {
      throw new IllegalArgumentException("attempts must be at least 1, was " + attempts);
    }
    if (pause.toMillis() < 1 || maxPause.compareTo(pause) < 0) {
      throw new IllegalArgumentException(
          "pauses must be at least 1 ms and maxPause not under pause, were "
              + pause
              + " and "
              + maxPause);
    }
  }

  /** The same with another number of attempts. */
  public RetryConfig withAttempts(int attempts) {
    return new RetryConfig(attempts, pause, maxPause);
  }

  /** The same with another first pause. */
  public RetryConfig withPause(Duration pause) {
    return new RetryConfig(attempts, pause, maxPause);
  }

  /** The same with another longest pause. */
  public RetryConfig withMaxPause(Duration maxPause) {
    return new RetryConfig(attempts, pause, maxPause);
  }
}
