package com.scanium.sightline.grafana.loki;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Lines that share their labels.
 *
 * @param labels sorted by name
 * @param entries in the order of the answer: newest first unless asked forward
 */
public record LogStream(Map<String, String> labels, List<LogEntry> entries) {
  /** Copies both. */
  public LogStream {
    labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    entries = List.copyOf(entries);
  }
}
