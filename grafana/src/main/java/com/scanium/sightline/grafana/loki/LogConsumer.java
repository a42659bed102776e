package com.scanium.sightline.grafana.loki;

import java.util.Map;

/** Gets the parts of an answer while it streams in, so that none is kept. */
@FunctionalInterface
public interface LogConsumer {
  /**
   * A line.
   *
   * @param labels of its stream, sorted by name; the same map for all lines of one stream
   */
  void line(Map<String, String> labels, LogEntry entry);

  /** A series, when the query is a metric query; ignored unless overridden. */
  default void series(MetricSeries series) {}
}
