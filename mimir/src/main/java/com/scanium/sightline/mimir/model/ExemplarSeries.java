package com.scanium.sightline.mimir.model;

import java.util.List;
import java.util.Objects;

/**
 * The exemplars of one series.
 *
 * @param series which series
 * @param exemplars in the order of time
 */
public record ExemplarSeries(Labels series, List<Exemplar> exemplars) {
  /** Copies the exemplars. */
  public ExemplarSeries {
    Objects.requireNonNull(series, "series");
    exemplars = List.copyOf(exemplars);
  }
}
