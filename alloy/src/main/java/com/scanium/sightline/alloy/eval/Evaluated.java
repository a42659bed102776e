package com.scanium.sightline.alloy.eval;

import com.scanium.sightline.text.Problem;
import java.util.List;

/**
 * What came of evaluating an expression.
 *
 * @param value the value; {@link Value.Unknown} where an error prevents one
 * @param problems the errors that Alloy would report, in source order of their discovery
 */
public record Evaluated(Value value, List<Problem> problems) {
  /** Takes a copy of the problems. */
  public Evaluated {
    problems = List.copyOf(problems);
  }
}
