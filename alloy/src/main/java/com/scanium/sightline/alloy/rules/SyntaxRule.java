package com.scanium.sightline.alloy.rules;

import com.scanium.sightline.alloy.AlloyConfig;
import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.inference.CollectorFact;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.function.Consumer;

/** Finds files whose syntax Alloy refuses; one finding a file, which lists all its errors. */
final class SyntaxRule implements Rule<CollectorFact> {
  @Override
  public String id() {
    return "alloy/syntax";
  }

  @Override
  public Class<CollectorFact> subject() {
    return CollectorFact.class;
  }

  @Override
  public void check(CollectorFact collector, RuleContext facts, Consumer<Finding> out) {
    if (collector.collector() instanceof AlloyConfig config) {
      config.syntaxFindings().stream()
          .map(finding -> RefusedBy.finding(finding, collector, facts))
          .forEach(out);
    }
  }
}
