package com.scanium.sightline.catalog;

import java.util.Locale;
import java.util.Optional;

/** The type of a metric family, as expositions and metadata name it. */
public enum MetricType {
  /** Only grows, but for restarts; its series end in {@code _total} by convention. */
  COUNTER,
  /** Goes up and down. */
  GAUGE,
  /** Classic histogram: {@code _bucket} with {@code le}, {@code _sum}, {@code _count}. */
  HISTOGRAM,
  /** OpenMetrics' gauge histogram: {@code _bucket}, {@code _gsum}, {@code _gcount}. */
  GAUGE_HISTOGRAM,
  /** Native histogram only: one series without suffix whose samples are histograms. */
  NATIVE_HISTOGRAM,
  /**
   * Quantiles computed by the client: one series per {@code quantile}, {@code _sum}, {@code
   * _count}.
   */
  SUMMARY,
  /** Facts as labels of a series that is always 1; ends in {@code _info}. */
  INFO,
  /** One series per state, labelled with the family's own name, each 0 or 1. */
  STATESET,
  /** Nothing is known; also {@code untyped}. */
  UNKNOWN;

  /**
   * The type of this name in expositions, metadata answers and catalogs; case doesn't matter.
   *
   * @return empty when the name is not a type
   */
  public static Optional<MetricType> named(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "counter" -> Optional.of(COUNTER);
      case "gauge" -> Optional.of(GAUGE);
      case "histogram" -> Optional.of(HISTOGRAM);
      case "gaugehistogram", "gauge_histogram" -> Optional.of(GAUGE_HISTOGRAM);
      case "nativehistogram", "native_histogram" -> Optional.of(NATIVE_HISTOGRAM);
      case "summary" -> Optional.of(SUMMARY);
      case "info" -> Optional.of(INFO);
      case "stateset" -> Optional.of(STATESET);
      case "unknown", "untyped", "" -> Optional.of(UNKNOWN);
      default -> Optional.empty();
    };
  }

  /** The name in lower case, as people write it: {@code counter}, {@code native_histogram}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether its samples are made of buckets, so that {@code histogram_quantile} makes sense. */
  public boolean isHistogram() {
    return this == HISTOGRAM || this == GAUGE_HISTOGRAM || this == NATIVE_HISTOGRAM;
  }
}
