package com.scanium.sightline.grafana.template;

import java.util.Locale;
import java.util.Map;

/** The kinds of dashboard variables. */
public enum VariableKind {
  /** Options come from a data source. */
  QUERY,
  /** Options are written in the dashboard. */
  CUSTOM,
  /** Options are durations, possibly with "auto". */
  INTERVAL,
  /** Options are the data sources of one type. */
  DATASOURCE,
  /** Free text. */
  TEXTBOX,
  /** One fixed value. */
  CONSTANT,
  /** Label filters that are added to every query of a data source. */
  ADHOC,
  /** Labels to group by. */
  GROUPBY,
  /** On or off. */
  SWITCH,
  /** A value frozen in a snapshot. */
  SNAPSHOT,
  /** Provided by Grafana itself. */
  SYSTEM,
  /** A kind that this version doesn't know. */
  UNKNOWN;

  private static final Map<String, VariableKind> V2_KINDS =
      Map.of(
          "QueryVariable", QUERY,
          "CustomVariable", CUSTOM,
          "IntervalVariable", INTERVAL,
          "DatasourceVariable", DATASOURCE,
          "TextVariable", TEXTBOX,
          "ConstantVariable", CONSTANT,
          "AdhocVariable", ADHOC,
          "GroupByVariable", GROUPBY,
          "SwitchVariable", SWITCH,
          "SnapshotVariable", SNAPSHOT);

  /**
   * The kind that a dashboard file names: {@code "query"} in the classic schema, {@code
   * "QueryVariable"} in v2.
   */
  public static VariableKind of(String name) {
    VariableKind v2 = V2_KINDS.get(name);
    if (v2 != null) {
      return v2;
    }
    for (VariableKind kind : values()) {
      if (kind != UNKNOWN && kind.name().toLowerCase(Locale.ROOT).equals(name)) {
        return kind;
      }
    }
    return UNKNOWN;
  }
}
