package com.scanium.sightline.mimir.model;

import java.util.Objects;

/**
 * What a target said about a metric family.
 *
 * @param type counter, gauge, histogram, gaugehistogram, summary, info, stateset or unknown
 * @param help the help text, may be empty
 * @param unit the unit, empty as a rule
 */
public record MetricMetadata(String type, String help, String unit) {
  /** Refuses absent parts. */
  public MetricMetadata {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(help, "help");
    Objects.requireNonNull(unit, "unit");
  }
}
