package com.scanium.sightline.grafana.loki;

import java.util.List;
import java.util.Objects;

/**
 * A field that Loki found in lines or in structured metadata.
 *
 * @param name as a label filter spells it
 * @param type {@code string}, {@code int}, {@code float}, {@code boolean}, {@code duration} or
 *     {@code bytes}
 * @param cardinality how many values, about
 * @param parsers the stages that bring it, such as {@code json}; none for structured metadata
 * @param jsonPath where it is in the JSON of a line; empty where the server does not say
 */
public record DetectedField(
    String name, String type, long cardinality, List<String> parsers, List<String> jsonPath) {
  /** Copies the lists. */
  public DetectedField {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(type, "type");
    parsers = List.copyOf(parsers);
    jsonPath = List.copyOf(jsonPath);
  }
}
