package com.scanium.sightline.alloy.rules;

import com.scanium.sightline.catalog.MetricCatalog;
import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.inference.TargetFact;
import com.scanium.sightline.port.Setting;
import com.scanium.sightline.text.SourceLocation;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.function.Consumer;

/** Finds targets that ask a path at which the application does not serve its metrics. */
final class MetricsPathRule implements Rule<TargetFact> {
  @Override
  public String id() {
    return "alloy/metrics-path";
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
        TargetFact::otherPath,
        (catalog, right) -> out.accept(finding(target, catalog, right, facts)));
  }

  private Finding finding(
      TargetFact target, MetricCatalog catalog, String right, RuleContext facts) {
    Setting<String> path = target.target().metricsPath();
    String written = path.value().orElse("");
    SourceLocation at = path.location().orElse(target.job().location());
    return AskedElsewhere.finding(id(), target, catalog, facts, written, right, at)
        .evidence("the catalog says path " + right + ", the target says " + written)
        .fix(
            path.location().isPresent()
                ? Fix.replacing("write \"" + right + "\"", written, right)
                : Fix.of("set metrics_path = \"" + right + "\""))
        .build();
  }
}
