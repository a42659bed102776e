package com.scanium.sightline.alloy.rules;

import com.scanium.sightline.alloy.AlloyConfig;
import com.scanium.sightline.alloy.check.AlloyCheck;
import com.scanium.sightline.alloy.check.Defect;
import com.scanium.sightline.alloy.component.Catalogue;
import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.inference.CollectorFact;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.function.Consumer;

/**
 * Finds one kind of what Alloy refuses although the syntax is fine.
 *
 * <p>What rests on the catalogue of components is an error only for a release that the catalogue
 * covers; with any other one it is a warning that says so.
 */
abstract class DefectRule implements Rule<CollectorFact> {
  private final String id;

  DefectRule(String id) {
    this.id = id;
  }

  @Override
  public final String id() {
    return id;
  }

  @Override
  public final Class<CollectorFact> subject() {
    return CollectorFact.class;
  }

  @Override
  public final void check(CollectorFact collector, RuleContext facts, Consumer<Finding> out) {
    if (collector.collector() instanceof AlloyConfig config) {
      config.defects().stream()
          .filter(defect -> defect.rule().equals(id))
          .map(defect -> RefusedBy.finding(judged(defect, collector), collector, facts))
          .forEach(out);
    }
  }

  /** How bad something is that Alloy takes; a subclass may think less of it. */
  Severity asBadAsAdvice(Defect defect) {
    return defect.severity();
  }

  private Finding judged(Defect defect, CollectorFact collector) {
    String version = collector.version().orElse(null);
    Severity severity =
        AlloyCheck.isRefused(defect)
            ? defect.severity(Catalogue.builtIn(), version)
            : asBadAsAdvice(defect);
    Finding finding = defect.finding(severity);
    if (defect.basis() != Defect.Basis.CATALOGUE || !AlloyCheck.isRefused(defect)) {
      return finding;
    }
    String release = version == null ? "the one in use, whose version is unknown," : version;
    return finding.toBuilder()
        .evidence(
            severity == Severity.ERROR
                ? "Alloy " + release + " is in use"
                : "known releases refuse this; whether " + release + " does is not known")
        .build();
  }
}
