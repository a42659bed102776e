package com.scanium.sightline.alloy.rules;

import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleSet;
import java.util.List;

/** The rules about containers that only a collector's configuration lets judge. */
public final class ContainerLogRules implements RuleSet {
  private static final List<Rule<?>> RULES = List.of(new LoggingDriverRule());

  /** Made by {@link java.util.ServiceLoader}. */
  public ContainerLogRules() {}

  @Override
  public String layer() {
    return "compose";
  }

  @Override
  public List<Rule<?>> rules() {
    return RULES;
  }
}
