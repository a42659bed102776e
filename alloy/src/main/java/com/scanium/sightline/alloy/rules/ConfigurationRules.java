package com.scanium.sightline.alloy.rules;

import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleSet;
import java.util.List;

/** The rules about what Alloy refuses or warns of, and about what is not understood of it. */
public final class ConfigurationRules implements RuleSet {
  private static final List<Rule<?>> RULES =
      List.of(
          new SyntaxRule(),
          new UnknownComponentRule(),
          new UnknownArgumentRule(),
          new MissingArgumentRule(),
          new InvalidArgumentRule(),
          new UnresolvedReferenceRule(),
          new CycleRule(),
          new ReceiverTypeRule(),
          new DuplicateRule(),
          new BlockLabelRule(),
          new MisplacedBlockRule(),
          new StabilityRule(),
          new DeprecatedRule(),
          new NameClashRule(),
          new NoInputRule(),
          new NotModelledRule());

  /** Made by {@link java.util.ServiceLoader}. */
  public ConfigurationRules() {}

  @Override
  public String layer() {
    return "alloy";
  }

  @Override
  public List<Rule<?>> rules() {
    return RULES;
  }
}
