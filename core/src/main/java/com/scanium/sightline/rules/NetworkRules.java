package com.scanium.sightline.rules;

import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleSet;
import java.util.List;

/** The rules about containers as they were seen running. */
public final class NetworkRules implements RuleSet {
  private static final List<Rule<?>> RULES =
      List.of(new FilesDifferRule(), new ContainerUnwellRule());

  /** Made by {@link java.util.ServiceLoader}. */
  public NetworkRules() {}

  @Override
  public String layer() {
    return "network";
  }

  @Override
  public List<Rule<?>> rules() {
    return RULES;
  }
}
