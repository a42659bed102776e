package com.scanium.sightline.alloy.rules;

import com.scanium.sightline.catalog.MetricCatalog;
import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.finding.Verdict;
import com.scanium.sightline.inference.CatalogNames;
import com.scanium.sightline.inference.Reason;
import com.scanium.sightline.inference.TargetFact;
import com.scanium.sightline.signal.Match;
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
    if (target.reachable() == Match.NEVER) {
      return; // that it is not reached at all comes first
    }
    for (MetricCatalog catalog : target.catalogs()) {
      // with another target at the right place, this one is something else of the same application
      boolean isAskedElsewhere =
          facts.inference().targetsOf(catalog).stream()
              .anyMatch(other -> other.otherPath(catalog).isEmpty());
      if (!isAskedElsewhere) {
        target
            .otherPath(catalog)
            .ifPresent(right -> out.accept(finding(target, catalog, right, facts)));
      }
    }
  }

  private Finding finding(
      TargetFact target, MetricCatalog catalog, String right, RuleContext facts) {
    String written = target.target().metricsPath().value().orElse("");
    return Finding.of(id(), Severity.ERROR)
        .message(
            "Alloy asks "
                + written
                + ", and "
                + CatalogNames.of(catalog)
                + " serves its metrics at "
                + right)
        .at(target.target().metricsPath().location().orElse(target.job().location()))
        .anchor(target.job().id() + " " + target.target().address())
        .effect(Verdict.NO_DATA)
        .affects(
            facts
                .inference()
                .affectedBy(
                    reason ->
                        reason instanceof Reason.AskedElsewhere asked
                            && asked.target() == target
                            && asked.catalog().equals(catalog)))
        .evidence("the catalog says path " + right + ", the target says " + written)
        .fix(
            target.target().metricsPath().location().isPresent()
                ? Fix.replacing("write \"" + right + "\"", written, right)
                : Fix.of("set metrics_path = \"" + right + "\""))
        .build();
  }
}
