package com.scanium.sightline.mimir.model;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * A group of rules that a ruler evaluates.
 *
 * @param namespace the rule file, or the namespace in Mimir and Cortex
 * @param name the group's name
 * @param interval how often it is evaluated; zero when the server did not say
 * @param rules its rules in their order
 */
public record RuleGroup(String namespace, String name, Duration interval, List<RuleState> rules) {
  /** Copies the rules and refuses absent parts. */
  public RuleGroup {
    Objects.requireNonNull(namespace, "namespace");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(interval, "interval");
    rules = List.copyOf(rules);
  }
}
