package com.scanium.sightline.grafana.client;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * A column of a frame: numbers in an array, everything else as text. A cell may be null. Immutable.
 */
public final class DataField {
  private final String name;
  private final String type;
  private final Map<String, String> labels;
  private final Column column;

  DataField(String name, String type, Map<String, String> labels, Column column) {
    this.name = Objects.requireNonNull(name, "name");
    this.type = Objects.requireNonNull(type, "type");
    this.labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    this.column = Objects.requireNonNull(column, "column");
  }

  /** The name. */
  public String name() {
    return name;
  }

  /** {@code time}, {@code number}, {@code string}, {@code boolean} or another of Grafana's. */
  public String type() {
    return type;
  }

  /** The labels of the series that the column holds. */
  public Map<String, String> labels() {
    return labels;
  }

  /** How many cells there are. */
  public int size() {
    return column.size();
  }

  /** Whether a cell is null; NaN is not. */
  public boolean isNull(int row) {
    return column.isNull(row);
  }

  /** A cell as a number, NaN and infinities included; empty for null and for texts. */
  public OptionalDouble number(int row) {
    return column.number(row);
  }

  /** A cell of a time column, to the nanosecond where Grafana tells it; empty for the rest. */
  public Optional<Instant> time(int row) {
    return type.equals("time") ? column.time(row) : Optional.empty();
  }

  /** A cell as text: as it was written, a nested value as JSON; empty for null. */
  public Optional<String> text(int row) {
    return column.text(row);
  }

  @Override
  public String toString() {
    return name + (labels.isEmpty() ? "" : labels.toString());
  }
}
