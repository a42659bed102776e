package com.scanium.sightline.catalog;

import java.util.Set;

/** Which suffixes the samples of a family of each type have behind the family's name. */
final class SampleNames {
  private SampleNames() {}

  /** The suffixes, {@code ""} for the name itself. */
  static Set<String> suffixesOf(MetricType type) {
    return switch (type) {
      case COUNTER -> Set.of("", "_total", "_created");
      case HISTOGRAM -> Set.of("_bucket", "_sum", "_count", "_created");
      case GAUGE_HISTOGRAM -> Set.of("_bucket", "_gsum", "_gcount", "_sum", "_count");
      case SUMMARY -> Set.of("", "_sum", "_count", "_created");
      case INFO -> Set.of("", "_info");
      case GAUGE, STATESET, UNKNOWN, NATIVE_HISTOGRAM -> Set.of("");
    };
  }
}
