package com.scanium.sightline.alloy.rules;

import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleSet;
import java.util.List;

/** The rules about the sources of log streams. */
public final class LogSourceRules implements RuleSet {
  private static final List<Rule<?>> RULES = List.of(new NoStreamRule());

  /** Made by {@link java.util.ServiceLoader}. */
  public LogSourceRules() {}

  @Override
  public String layer() {
    return "loki";
  }

  @Override
  public List<Rule<?>> rules() {
    return RULES;
  }
}
