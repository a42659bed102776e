package com.scanium.sightline.mimir.model;

import java.time.Instant;
import java.util.Objects;

/**
 * A native histogram at a time.
 *
 * @param at when
 * @param histogram what
 */
public record HistogramSample(Instant at, NativeHistogram histogram) {
  /** Refuses absent parts. */
  public HistogramSample {
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(histogram, "histogram");
  }
}
