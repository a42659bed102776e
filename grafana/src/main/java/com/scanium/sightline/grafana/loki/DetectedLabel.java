package com.scanium.sightline.grafana.loki;

import java.util.Objects;

/**
 * A label of streams, as Loki found it in its index.
 *
 * @param name the label
 * @param cardinality how many values, about
 */
public record DetectedLabel(String name, long cardinality) {
  /** Refuses an absent name. */
  public DetectedLabel {
    Objects.requireNonNull(name, "name");
  }
}
