package com.scanium.sightline.grafana.rules;

import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleSet;
import java.util.List;

/** The rules about Tempo. */
public final class TempoRules implements RuleSet {
  private static final List<Rule<?>> RULES = List.of(new NoMetricsGeneratorRule());

  /** Made by {@link java.util.ServiceLoader}. */
  public TempoRules() {}

  @Override
  public String layer() {
    return "tempo";
  }

  @Override
  public List<Rule<?>> rules() {
    return RULES;
  }
}
