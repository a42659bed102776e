package com.scanium.sightline.alloy.rules;

import com.scanium.sightline.catalog.MetricCatalog;
import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.inference.TargetFact;
import com.scanium.sightline.text.SourceLocation;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.function.Consumer;

/** Finds targets that ask a port at which the application does not serve its metrics. */
final class TargetPortRule implements Rule<TargetFact> {
  @Override
  public String id() {
    return "alloy/target-port";
  }

  @Override
  public Class<TargetFact> subject() {
    return TargetFact.class;
  }

  @Override
  public void check(TargetFact target, RuleContext facts, Consumer<Finding> out) {
    AskedElsewhere.each(
        target,
        facts,
        (one, catalog) -> one.otherPort(catalog).stream().boxed().findFirst(),
        (catalog, right) -> out.accept(finding(target, catalog, right, facts)));
  }

  private Finding finding(TargetFact target, MetricCatalog catalog, int right, RuleContext facts) {
    String address = target.target().address().value().orElse("");
    String better = target.host().orElse("") + ":" + right;
    SourceLocation at = target.target().address().location().orElse(target.target().location());
    return AskedElsewhere.finding(id(), target, catalog, facts, address, "port " + right, at)
        .evidence("the catalog says port " + right + ", the target says " + target.port().orElse(0))
        .fix(TargetNames.replaced(address, better, ""))
        .build();
  }
}
