package com.scanium.sightline.alloy.rules;

import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleSet;
import java.util.List;

/** The rules about what a collector reaches. */
public final class PathRules implements RuleSet {
  private static final List<Rule<?>> RULES =
      List.of(
          new TargetByContainerNameRule(),
          new TargetUnresolvableRule(),
          new TargetNotOnNetworkRule(),
          new TargetPortRule(),
          new MetricsPathRule(),
          new WritePathRule(),
          new WriteUnresolvableRule(),
          new WriteAmbiguousRule(),
          new ScrapeForbiddenRule(),
          new NoReceiverRule(),
          new NoScrapeRule(),
          new DeadEndRule(),
          new MetricDroppedRule(),
          new LabelOverriddenRule());

  /** Made by {@link java.util.ServiceLoader}. */
  public PathRules() {}

  @Override
  public String layer() {
    return "alloy";
  }

  @Override
  public List<Rule<?>> rules() {
    return RULES;
  }
}
