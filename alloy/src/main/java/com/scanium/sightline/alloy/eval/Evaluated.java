package com.scanium.sightline.alloy.eval;

import com.scanium.sightline.text.Problem;
import java.util.List;

/**
 * What came of evaluating an expression.
 *
 * @param value the value; {@link Value.Unknown} where an error prevents one
 * @param problems the errors, in the order of their discovery; Alloy reports the first and stops
 * @param isPlaced whether Alloy names a place for the first error; it has none for a {@code null}
 */
public record Evaluated(Value value, List<Problem> problems, boolean isPlaced) {
  /** Takes a copy of the problems. */
  public Evaluated {
    problems = List.copyOf(problems);
  }

  /** Whether nothing is wrong. */
  public boolean isOk() {
    return problems.isEmpty();
  }
}
