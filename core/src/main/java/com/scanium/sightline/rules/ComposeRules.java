package com.scanium.sightline.rules;

import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleSet;
import java.util.List;

/** The rules about the files that describe containers. */
public final class ComposeRules implements RuleSet {
  private static final List<Rule<?>> RULES =
      List.of(
          new ComposeSyntaxRule(),
          new HealthcheckCommandRule(),
          new MissingMountRule(),
          new OtlpEndpointRule(),
          new VolumePermissionRule(),
          new WrongConfigMountedRule());

  /** Made by {@link java.util.ServiceLoader}. */
  public ComposeRules() {}

  @Override
  public String layer() {
    return "compose";
  }

  @Override
  public List<Rule<?>> rules() {
    return RULES;
  }
}
