package com.scanium.sightline.grafana.loki;

import java.util.Objects;

/**
 * A shape that many lines share.
 *
 * @param pattern with {@code <_>} where lines differ
 * @param level the level of those lines; empty where the server does not say
 * @param lines how many lines had it within the time asked for
 */
public record LogPattern(String pattern, String level, long lines) {
  /** Refuses absent parts. */
  public LogPattern {
    Objects.requireNonNull(pattern, "pattern");
    Objects.requireNonNull(level, "level");
  }
}
