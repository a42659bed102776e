package com.scanium.sightline.alloy.rules;

import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleSet;
import java.util.List;

/** The rules about what Alloy refuses: then it does nothing at all. */
public final class ConfigurationRules implements RuleSet {
  private static final List<Rule<?>> RULES =
      List.of(
          new SyntaxRule(),
          new DefectRule("alloy/unknown-component"),
          new DefectRule("alloy/unknown-argument"),
          new DefectRule("alloy/missing-argument"),
          new DefectRule("alloy/unresolved-reference"));

  /** Made by {@link java.util.ServiceLoader}. */
  public ConfigurationRules() {}

  @Override
  public String layer() {
    return "alloy";
  }

  @Override
  public List<Rule<?>> rules() {
    return RULES;
  }
}
