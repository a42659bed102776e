package com.scanium.sightline.examples.rules;

import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleSet;
import java.util.List;

/** The rules of one company. */
public final class CompanyRules implements RuleSet {
  @Override
  public String layer() {
    return "company";
  }

  @Override
  public List<Rule<?>> rules() {
    return List.of(new TeamTagRule());
  }
}
