package com.scanium.sightline.grafana.template;

import java.util.List;
import java.util.Map;

/** What a variable stands for when a text is interpolated. */
public sealed interface VariableValue {
  /** The value that means "every option" while it isn't resolved. */
  String ALL = "$__all";

  /** A single value. */
  static VariableValue of(String value) {
    return new One(value);
  }

  /** Several values; an empty list is a selection of nothing. */
  static VariableValue of(List<String> values) {
    return new Many(values);
  }

  /**
   * A single value.
   *
   * @param value the text, possibly empty
   */
  record One(String value) implements VariableValue {}

  /**
   * A list, as multi-value variables and "All" give it; one element still counts as a list.
   *
   * @param values the texts in the order of selection
   */
  record Many(List<String> values) implements VariableValue {
    /** Copies the list. */
    public Many {
      values = List.copyOf(values);
    }
  }

  /**
   * An object, as only scoped values are; {@code ${name.member}} reads from it.
   *
   * @param members the members by name
   */
  record Nested(Map<String, VariableValue> members) implements VariableValue {
    /** Copies the map. */
    public Nested {
      members = Map.copyOf(members);
    }
  }
}
