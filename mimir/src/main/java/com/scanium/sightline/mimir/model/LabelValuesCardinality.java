package com.scanium.sightline.mimir.model;

import java.util.List;

/**
 * How many series each value of a label has, most first.
 *
 * @param seriesTotal all series of the tenant, or of the selector
 * @param labels the labels that were asked for
 */
public record LabelValuesCardinality(long seriesTotal, List<Label> labels) {
  /** Copies the list. */
  public LabelValuesCardinality {
    labels = List.copyOf(labels);
  }

  /**
   * One label.
   *
   * @param name its name
   * @param valuesTotal how many values it has, also when fewer are listed
   * @param series how many series have the label
   * @param values the values that the limit lets through
   */
  public record Label(String name, long valuesTotal, long series, List<Value> values) {
    /** Copies the list. */
    public Label {
      values = List.copyOf(values);
    }
  }

  /**
   * One value.
   *
   * @param value the value
   * @param series how many series have it
   */
  public record Value(String value, long series) {}
}
