package com.scanium.sightline.promql;

/** How a number was written. */
public enum NumberNotation {
  /** As a number: {@code 300}, {@code 0x1F}, {@code 1e3}, {@code Inf}. */
  NUMBER,
  /** As a duration: {@code 5m}, which is the number of seconds. */
  DURATION
}
