package com.scanium.sightline.catalog;

import com.scanium.sightline.text.Span;
import java.util.Map;
import java.util.Objects;

/**
 * One sample of an exposition snapshot.
 *
 * @param name the series' name, suffix included
 * @param labels name to value as exposed, {@code le} and {@code quantile} included, in the order of
 *     the line; an empty value means that the series lacks the label
 * @param value the value; NaN and infinities are possible
 * @param span the sample's line in the snapshot, without its end
 */
public record ExposedSample(String name, Map<String, String> labels, double value, Span span) {
  /** Keeps a copy of the labels. */
  public ExposedSample {
    Objects.requireNonNull(name, "name");
    labels = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(labels));
    Objects.requireNonNull(span, "span");
  }
}
