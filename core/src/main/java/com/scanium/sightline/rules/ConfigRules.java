package com.scanium.sightline.rules;

import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleSet;
import java.util.List;

/** The rules about what a team says of findings. */
public final class ConfigRules implements RuleSet {
  private static final List<Rule<?>> RULES =
      List.of(new IgnoreBrokenRule(), new IgnoreExpiredRule(), new IgnoreUnusedRule());

  /** Made by {@link java.util.ServiceLoader}. */
  public ConfigRules() {}

  @Override
  public String layer() {
    return "config";
  }

  @Override
  public List<Rule<?>> rules() {
    return RULES;
  }
}
