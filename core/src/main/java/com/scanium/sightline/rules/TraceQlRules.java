package com.scanium.sightline.rules;

import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleSet;
import java.util.List;

/** The rules about TraceQL queries alone, whatever they ask of. */
public final class TraceQlRules implements RuleSet {
  private static final List<Rule<?>> RULES =
      List.of(
          new IntrinsicAsAttributeRule(), new AttributeScopeRule(), new UnscopedAttributeRule());

  /** Made by {@link java.util.ServiceLoader}. */
  public TraceQlRules() {}

  @Override
  public String layer() {
    return "traceql";
  }

  @Override
  public List<Rule<?>> rules() {
    return RULES;
  }
}
