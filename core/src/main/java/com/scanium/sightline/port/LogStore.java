package com.scanium.sightline.port;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A store of log streams that can be asked. Safe for use by several threads. */
public interface LogStore extends AutoCloseable {
  /** The store's address for people, without secrets. */
  String address();

  /** The label sets of the streams that a selector matches within a time. */
  Answer<List<Map<String, String>>> streams(String selector, Instant from, Instant to);

  /** The values of a stream label. */
  Answer<List<String>> labelValues(String label, Instant from, Instant to);

  /**
   * What a query finds.
   *
   * @param query LogQL, of lines or of a metric
   */
  Answer<Found> find(String query, Instant from, Instant to);

  /** How many requests were sent so far. */
  int requests();

  @Override
  void close();

  /**
   * What a query found.
   *
   * @param results lines, or points of a metric query; a store may stop counting early
   * @param onlyZeros whether all points are zero or not a number; false for lines
   * @param examined lines that the selector of the query matches; -1 when the store does not tell
   */
  record Found(long results, boolean onlyZeros, long examined) {}
}
