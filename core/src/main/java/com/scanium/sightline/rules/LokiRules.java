package com.scanium.sightline.rules;

import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleSet;
import java.util.List;

/** The rules about log streams: who makes them, and who asks for them in vain. */
public final class LokiRules implements RuleSet {
  private static final List<Rule<?>> RULES =
      List.of(new NoStreamRule(), new StreamLabelMissingRule(), new ParserMismatchRule());

  /** Made by {@link java.util.ServiceLoader}. */
  public LokiRules() {}

  @Override
  public String layer() {
    return "loki";
  }

  @Override
  public List<Rule<?>> rules() {
    return RULES;
  }
}
