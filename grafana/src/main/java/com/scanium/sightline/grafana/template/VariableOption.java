package com.scanium.sightline.grafana.template;

import java.util.Objects;

/**
 * One entry of a variable's drop-down list.
 *
 * @param label what the user sees
 * @param value what reaches the query
 */
public record VariableOption(String label, String value) {
  /** Refuses absent parts. */
  public VariableOption {
    Objects.requireNonNull(label, "label");
    Objects.requireNonNull(value, "value");
  }

  /** An option that shows its value. */
  public static VariableOption of(String value) {
    return new VariableOption(value, value);
  }
}
