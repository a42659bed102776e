package com.scanium.sightline.port;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Gives the values that the query behind a variable finds, from files or from a store. */
@FunctionalInterface
public interface VariableValues {
  /** Nothing is known of any variable. */
  VariableValues UNKNOWN = lookup -> Optional.empty();

  /** What a lookup asks for. */
  enum Kind {
    /** The values of one label over the series that a selector matches. */
    LABEL_VALUES,
    /** The names of labels over the series that a selector matches. */
    LABEL_NAMES,
    /** The names of metrics that a regular expression matches as a whole. */
    METRIC_NAMES,
    /** The result of an expression: one text per series, with value and time. */
    QUERY_RESULT,
    /** The series that a selector matches, one text per series. */
    SERIES,
    /** The values of one label over the log streams that a selector matches. */
    STREAM_LABEL_VALUES,
    /** The names of labels over the log streams that a selector matches. */
    STREAM_LABEL_NAMES
  }

  /**
   * One lookup.
   *
   * @param kind what is asked for
   * @param query the selector, expression or pattern with its variables replaced; empty for all
   * @param label the label whose values are asked for; else empty
   * @param datasource whom it asks
   */
  record Lookup(Kind kind, String query, String label, DatasourceRef datasource) {
    /** Refuses absent parts. */
    public Lookup {
      Objects.requireNonNull(kind, "kind");
      Objects.requireNonNull(query, "query");
      Objects.requireNonNull(label, "label");
      Objects.requireNonNull(datasource, "datasource");
    }
  }

  /**
   * What was found.
   *
   * @param values the raw values, in the order of the store
   * @param isMeasured whether exactly these exist; otherwise these are all that are possible, and
   *     some of them may be missing
   */
  record Found(List<String> values, boolean isMeasured) {
    /** Takes a copy. */
    public Found {
      values = List.copyOf(values);
    }
  }

  /** The values; empty when nobody can say. */
  Optional<Found> find(Lookup lookup);

  /**
   * A series as a variable's query shows it: {@code name{label="value",…}}, labels in their order.
   */
  static String text(String name, List<String> pairs) {
    return name + "{" + String.join(",", pairs) + "}";
  }
}
