package com.scanium.sightline.http;

import java.time.Duration;
import java.util.Objects;

/**
 * When to stop asking a server that does not answer.
 *
 * @param failures how many of the last {@code window} exchanges must have failed
 * @param window how many exchanges are looked at; nothing happens before there were as many
 * @param pause how long to leave the server alone
 */
public record BreakerConfig(int failures, int window, Duration pause) {
  /** Open when five of the last ten failed, for 30 s. */
  public static final BreakerConfig DEFAULT = new BreakerConfig(5, 10, Duration.ofSeconds(30));

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException when one is not positive or failures exceed the window
   */
  public BreakerConfig {
    Objects.requireNonNull(pause, "pause");
    if (failures < 1 || window < failures || pause.isNegative() || pause.isZero()) {
      throw new IllegalArgumentException(
          "not a breaker: " + failures + " failures of " + window + ", pause " + pause);
    }
  }
}
