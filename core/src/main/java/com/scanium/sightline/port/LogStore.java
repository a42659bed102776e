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

  /** How many requests were sent so far. */
  int requests();

  @Override
  void close();
}
