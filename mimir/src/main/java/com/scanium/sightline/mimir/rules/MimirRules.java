package com.scanium.sightline.mimir.rules;

import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleSet;
import java.util.List;

/** The rules about what a store answers, and about whom it serves. */
public final class MimirRules implements RuleSet {
  private static final List<Rule<?>> RULES =
      List.of(
          new LabelMissingRule(),
          new MetricAbsentRule(),
          new MetricStaleRule(),
          new NoSamplesRule(),
          new NoTrafficRule(),
          new OtherStoreRule(),
          new QueryIngestersRule(),
          new TargetDownRule(),
          new TargetMissingRule(),
          new TenantRule(),
          new UnreachableRule(),
          new ValueMissingRule());

  /** Made by {@link java.util.ServiceLoader}. */
  public MimirRules() {}

  @Override
  public String layer() {
    return "mimir";
  }

  @Override
  public List<Rule<?>> rules() {
    return RULES;
  }
}
