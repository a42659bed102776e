package com.scanium.sightline.promql;

import com.scanium.sightline.text.Span;
import java.util.List;

/**
 * The {@code by (…)} or {@code without (…)} of an aggregation.
 *
 * @param mode which of the two
 * @param labels the labels in source order, possibly none
 * @param span the keyword and the list
 */
public record Grouping(Mode mode, List<PromQlText> labels, Span span) {
  /** Copies the list. */
  public Grouping {
    labels = List.copyOf(labels);
  }

  /** {@code by (labels)}; without labels the same as no grouping. */
  public static Grouping by(String... labels) {
    return new Grouping(Mode.BY, Nodes.texts(labels), Nodes.NOWHERE);
  }

  /** {@code without (labels)}. */
  public static Grouping without(String... labels) {
    return new Grouping(Mode.WITHOUT, Nodes.texts(labels), Nodes.NOWHERE);
  }

  /** Whether the labels are those that remain. */
  public boolean isBy() {
    return mode == Mode.BY;
  }

  /** Which labels remain. */
  public enum Mode {
    /** {@code by}: only these. */
    BY,
    /** {@code without}: all but these. */
    WITHOUT
  }
}
