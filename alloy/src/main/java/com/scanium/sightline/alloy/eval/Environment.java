package com.scanium.sightline.alloy.eval;

import java.util.Map;
import java.util.Optional;

/**
 * The environment variables that Alloy will see. Immutable.
 *
 * <p>Nothing is read from this process' own environment: it says nothing about Alloy's.
 */
public final class Environment {
  /** Nothing is known about any variable. */
  public static final Environment UNKNOWN = new Environment(Map.of(), false);

  private final Map<String, String> variables;
  private final boolean isComplete;

  private Environment(Map<String, String> variables, boolean isComplete) {
    this.variables = Map.copyOf(variables);
    this.isComplete = isComplete;
  }

  /** Some variables are known; the others may have any value. */
  public static Environment partly(Map<String, String> variables) {
    return new Environment(variables, false);
  }

  /** All variables are known; the others are not set, and Alloy reads them as "". */
  public static Environment complete(Map<String, String> variables) {
    return new Environment(variables, true);
  }

  /** The value that Alloy reads for a variable; empty when it is not known. */
  public Optional<String> get(String name) {
    String value = variables.get(name);
    if (value == null && isComplete) {
      return Optional.of("");
    }
    return Optional.ofNullable(value);
  }
}
