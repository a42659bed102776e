package com.scanium.sightline.mimir.model;

import java.util.Objects;

/**
 * How many series and buckets a metric of native histograms has.
 *
 * @param metric its name
 * @param series how many series
 * @param buckets how many buckets in all
 * @param averageBuckets how many in a series on average
 * @param minBuckets how many in the smallest series
 * @param maxBuckets how many in the largest series
 */
public record NativeHistogramCardinality(
    String metric,
    long series,
    long buckets,
    double averageBuckets,
    long minBuckets,
    long maxBuckets) {
  /** Refuses an absent name. */
  public NativeHistogramCardinality {
    Objects.requireNonNull(metric, "metric");
  }
}
