package com.scanium.sightline.grafana.template;

import java.util.Objects;

/**
 * A label matcher as Grafana's query editor knows it.
 *
 * @param label the label's name
 * @param op {@code =}, {@code !=}, {@code =~} or {@code !~}
 * @param value the text between the quotes, escapes untouched
 */
public record LabelFilter(String label, String op, String value) {
  /** Refuses absent parts. */
  public LabelFilter {
    Objects.requireNonNull(label, "label");
    Objects.requireNonNull(op, "op");
    Objects.requireNonNull(value, "value");
  }

  String rendered() {
    return label + op + "\"" + value + "\"";
  }
}
