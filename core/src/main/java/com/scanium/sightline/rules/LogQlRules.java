package com.scanium.sightline.rules;

import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleSet;
import java.util.List;

/** The rules about LogQL queries alone, whatever they ask of. */
public final class LogQlRules implements RuleSet {
  private static final List<Rule<?>> RULES =
      List.of(
          new SelectorRefusedRule(),
          new FiltersContradictRule(),
          new DroppedLabelRule(),
          new PipelineErrorsRule(),
          new RegexCouldBeContainsRule());

  /** Made by {@link java.util.ServiceLoader}. */
  public LogQlRules() {}

  @Override
  public String layer() {
    return "logql";
  }

  @Override
  public List<Rule<?>> rules() {
    return RULES;
  }
}
