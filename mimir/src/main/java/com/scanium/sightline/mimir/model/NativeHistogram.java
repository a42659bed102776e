package com.scanium.sightline.mimir.model;

import java.util.List;
import java.util.Objects;

/**
 * A native histogram as a query answers it: buckets with their bounds; empty ones are left out.
 *
 * @param count the number of observations
 * @param sum their sum
 * @param buckets in the order of the store
 */
public record NativeHistogram(double count, double sum, List<Bucket> buckets) {
  /** Copies the buckets. */
  public NativeHistogram {
    buckets = List.copyOf(buckets);
  }

  /** Which bounds belong to a bucket. */
  public enum Bounds {
    /** Above the lower one, up to the upper one: (l, u]. */
    OPEN_LEFT,
    /** From the lower one, under the upper one: [l, u). */
    OPEN_RIGHT,
    /** Neither: (l, u). */
    OPEN_BOTH,
    /** Both: [l, u]. */
    CLOSED_BOTH
  }

  /**
   * One bucket.
   *
   * @param bounds which of the two belong to it
   * @param lower the lower bound
   * @param upper the upper bound
   * @param count how many observations are in it
   */
  public record Bucket(Bounds bounds, double lower, double upper, double count) {
    /** Refuses absent bounds. */
    public Bucket {
      Objects.requireNonNull(bounds, "bounds");
    }
  }
}
