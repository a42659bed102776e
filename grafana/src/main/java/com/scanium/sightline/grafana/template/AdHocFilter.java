package com.scanium.sightline.grafana.template;

import java.util.List;
import java.util.Objects;

/**
 * A filter that an ad hoc variable adds to every query of its data source.
 *
 * @param key the label
 * @param operator a matcher, or {@code =|} / {@code !=|} for "one of"
 * @param value the value of a plain operator
 * @param values the values of "one of"; empty otherwise
 */
public record AdHocFilter(String key, String operator, String value, List<String> values) {
  /** Refuses absent parts. */
  public AdHocFilter {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(operator, "operator");
    Objects.requireNonNull(value, "value");
    values = List.copyOf(values);
  }
}
