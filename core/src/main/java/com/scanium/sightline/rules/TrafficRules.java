package com.scanium.sightline.rules;

import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleSet;
import java.util.List;

/** The rules about traffic. */
public final class TrafficRules implements RuleSet {
  private static final List<Rule<?>> RULES = List.of(new NoSeriesYetRule());

  /** Made by {@link java.util.ServiceLoader}. */
  public TrafficRules() {}

  @Override
  public String layer() {
    return "traffic";
  }

  @Override
  public List<Rule<?>> rules() {
    return RULES;
  }
}
