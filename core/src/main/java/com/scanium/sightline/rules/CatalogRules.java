package com.scanium.sightline.rules;

import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleSet;
import java.util.List;

/** The rules about what the catalogs have. */
public final class CatalogRules implements RuleSet {
  private static final List<Rule<?>> RULES =
      List.of(
          new MetricMissingRule(),
          new LabelMissingRule(),
          new LabelValueImpossibleRule(),
          new TypeMisuseRule(),
          new CatalogSyntaxRule());

  /** Made by {@link java.util.ServiceLoader}. */
  public CatalogRules() {}

  @Override
  public String layer() {
    return "catalog";
  }

  @Override
  public List<Rule<?>> rules() {
    return RULES;
  }
}
