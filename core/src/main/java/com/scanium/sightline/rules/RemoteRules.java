package com.scanium.sightline.rules;

import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleSet;
import java.util.List;

/** The rules about what is reached from outside. */
public final class RemoteRules implements RuleSet {
  private static final List<Rule<?>> RULES = List.of(new UpstreamUnreachableRule());

  /** Made by {@link java.util.ServiceLoader}. */
  public RemoteRules() {}

  @Override
  public String layer() {
    return "remote";
  }

  @Override
  public List<Rule<?>> rules() {
    return RULES;
  }
}
