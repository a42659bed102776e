package com.scanium.sightline.promql.analysis;

import com.scanium.sightline.promql.PromQlExpr;
import com.scanium.sightline.signal.Match;
import com.scanium.sightline.text.Span;

/**
 * A label that an expression speaks of outside of a selector, and whether it is there.
 *
 * @param label the label's name
 * @param role what it is used for
 * @param owner the aggregation, operator or call that speaks of it
 * @param input the expression whose series should have it
 * @param presence whether the input's series have it: all, some perhaps, none
 * @param span where the name is written
 */
public record LabelUse(
    String label, Role role, PromQlExpr owner, PromQlExpr input, Match presence, Span span) {
  /** What a label is used for. */
  public enum Role {
    /** {@code by (label)}: without it, all series fall into one. */
    BY,
    /** {@code without (label)}: without it, nothing changes. */
    WITHOUT,
    /** {@code on (label)}: a side without it has the empty value. */
    ON,
    /** {@code ignoring (label)}: without it, nothing changes. */
    IGNORING,
    /** {@code group_left (label)}: without it on the other side, the result lacks it. */
    INCLUDE,
    /** The source of {@code label_replace} or {@code label_join}. */
    SOURCE
  }
}
