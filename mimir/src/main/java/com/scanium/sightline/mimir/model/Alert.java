package com.scanium.sightline.mimir.model;

import java.util.Map;
import java.util.Objects;

/**
 * An alert that is pending or firing.
 *
 * @param labels its labels, {@code alertname} among them
 * @param annotations its annotations
 * @param state {@code pending} or {@code firing}
 * @param value the value that made it so
 */
public record Alert(Labels labels, Map<String, String> annotations, String state, double value) {
  /** Copies the annotations and refuses absent parts. */
  public Alert {
    Objects.requireNonNull(labels, "labels");
    Objects.requireNonNull(state, "state");
    annotations = Map.copyOf(annotations);
  }
}
