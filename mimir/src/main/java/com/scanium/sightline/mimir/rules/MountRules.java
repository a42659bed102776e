package com.scanium.sightline.mimir.rules;

import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleSet;
import java.util.List;

/** The rules about what Mimir's container must see of the host. */
public final class MountRules implements RuleSet {
  private static final List<Rule<?>> RULES = List.of(new RuntimeConfigRule());

  /** Made by {@link java.util.ServiceLoader}. */
  public MountRules() {}

  @Override
  public String layer() {
    return "compose";
  }

  @Override
  public List<Rule<?>> rules() {
    return RULES;
  }
}
