package com.scanium.sightline.mimir.model;

import java.time.Instant;
import java.util.Objects;

/**
 * An observation that a series points at, as a rule with the id of a trace.
 *
 * @param labels its own labels, for instance {@code trace_id}
 * @param value the observed value
 * @param at when
 */
public record Exemplar(Labels labels, double value, Instant at) {
  /** Refuses absent parts. */
  public Exemplar {
    Objects.requireNonNull(labels, "labels");
    Objects.requireNonNull(at, "at");
  }
}
