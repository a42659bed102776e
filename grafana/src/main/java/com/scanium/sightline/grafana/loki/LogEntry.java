package com.scanium.sightline.grafana.loki;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * One line of a log.
 *
 * @param at when, to the nanosecond
 * @param line the text; may be empty and may hold line breaks
 * @param metadata the structured metadata that was stored with the line; empty where the server
 *     merges it into the stream's labels
 * @param parsed the labels that the query's pipeline made; empty where the server merges them
 */
public record LogEntry(
    Instant at, String line, Map<String, String> metadata, Map<String, String> parsed) {
  /** Copies the maps, sorted by name. */
  public LogEntry {
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(line, "line");
    metadata = sorted(metadata);
    parsed = sorted(parsed);
  }

  private static Map<String, String> sorted(Map<String, String> map) {
    return map.isEmpty() ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(map));
  }
}
