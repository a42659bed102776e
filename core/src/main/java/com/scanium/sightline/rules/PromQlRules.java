package com.scanium.sightline.rules;

import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleSet;
import java.util.List;

/** The rules about PromQL queries alone, whatever they ask of. */
public final class PromQlRules implements RuleSet {
  private static final List<Rule<?>> RULES =
      List.of(
          new SelectorNeverMatchesRule(),
          new QuantileRangeRule(),
          new SidesNeverMatchRule(),
          new SidesDifferRule(),
          new NeverTrueRule(),
          new CostlySelectorRule(),
          new RegexCouldBeEqualRule());

  /** Made by {@link java.util.ServiceLoader}. */
  public PromQlRules() {}

  @Override
  public String layer() {
    return "promql";
  }

  @Override
  public List<Rule<?>> rules() {
    return RULES;
  }
}
