package com.scanium.sightline.validation;

import com.scanium.sightline.finding.Ignore;
import java.util.List;
import java.util.Objects;

/**
 * What became of one ignore in one validation; a subject of rules, after all others have run.
 *
 * @param ignore the ignore
 * @param state what became of it
 * @param rules the ids of all rules on the path, sorted
 */
public record IgnoreUse(Ignore ignore, State state, List<String> rules) {
  /** Takes a copy. */
  public IgnoreUse {
    Objects.requireNonNull(ignore, "ignore");
    Objects.requireNonNull(state, "state");
    rules = List.copyOf(rules);
  }

  /** What became of an ignore. */
  public enum State {
    /** It is wrong as it is written, and ignores nothing. */
    BROKEN,
    /** Its last day is over, and it ignores nothing. */
    EXPIRED,
    /** It ignored something. */
    USED,
    /** Rules that it names looked and found nothing that it is about. */
    UNUSED,
    /** No rule that it names has looked: of another profile, switched off, or about live walks. */
    IDLE
  }
}
