package com.scanium.sightline.alloy.rules;

import com.scanium.sightline.catalog.MetricCatalog;
import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.finding.Verdict;
import com.scanium.sightline.inference.CatalogNames;
import com.scanium.sightline.inference.Reason;
import com.scanium.sightline.inference.TargetFact;
import com.scanium.sightline.signal.Match;
import com.scanium.sightline.text.SecretMask;
import com.scanium.sightline.text.SourceLocation;
import com.scanium.sightline.validation.RuleContext;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;

/** What rules share about targets that ask an application at another place than it serves. */
final class AskedElsewhere {
  private AskedElsewhere() {}

  /**
   * Tells of each catalog that a target asks at the wrong place.
   *
   * @param right where the application serves, when a target asks elsewhere
   * @param out takes the catalog and the right place
   */
  static <P> void each(
      TargetFact target,
      RuleContext facts,
      BiFunction<TargetFact, MetricCatalog, Optional<P>> right,
      BiConsumer<MetricCatalog, P> out) {
    if (target.reachable() == Match.NEVER) {
      return; // that it is not reached at all comes first
    }
    for (MetricCatalog catalog : target.catalogs()) {
      // with another target at the right place, this one is something else of the same application
      boolean isAskedElsewhere =
          facts.inference().targetsOf(catalog).stream()
              .anyMatch(other -> right.apply(other, catalog).isEmpty());
      if (!isAskedElsewhere) {
        right.apply(target, catalog).ifPresent(place -> out.accept(catalog, place));
      }
    }
  }

  /**
   * The finding without evidence and fix.
   *
   * @param asked what the target asks for
   * @param right where the application serves its metrics, in words
   */
  static Finding.Builder finding(
      String rule,
      TargetFact target,
      MetricCatalog catalog,
      RuleContext facts,
      String asked,
      String right,
      SourceLocation at) {
    return Finding.of(rule, Severity.ERROR)
        .message(
            "Alloy asks "
                + SecretMask.mask(asked)
                + ", and "
                + CatalogNames.of(catalog)
                + " serves its metrics at "
                + right)
        .at(at)
        .anchor(target.job().id() + " " + target.target().address())
        .effect(Verdict.NO_DATA)
        .affects(
            facts
                .inference()
                .affectedBy(
                    reason ->
                        reason instanceof Reason.AskedElsewhere elsewhere
                            && elsewhere.target() == target
                            && elsewhere.catalog().equals(catalog)));
  }
}
