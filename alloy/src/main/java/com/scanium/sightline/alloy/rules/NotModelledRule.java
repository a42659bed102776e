package com.scanium.sightline.alloy.rules;

import com.scanium.sightline.alloy.AlloyConfig;
import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.inference.CollectorFact;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.function.Consumer;

/** Names what of a configuration is not modelled: nothing is concluded from what passes it. */
final class NotModelledRule implements Rule<CollectorFact> {
  @Override
  public String id() {
    return "alloy/not-modelled";
  }

  @Override
  public Class<CollectorFact> subject() {
    return CollectorFact.class;
  }

  @Override
  public void check(CollectorFact collector, RuleContext facts, Consumer<Finding> out) {
    if (collector.collector() instanceof AlloyConfig config && collector.isActive()) {
      config.unmodelled().forEach(out);
    }
  }
}
