package com.scanium.sightline.alloy.rules;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.finding.Verdict;
import com.scanium.sightline.inference.CollectorFact;
import com.scanium.sightline.inference.Reason;
import com.scanium.sightline.validation.RuleContext;

/** What Alloy refuses, as a finding about one instance: it empties every panel that it feeds. */
final class RefusedBy {
  private RefusedBy() {}

  static Finding finding(Finding defect, CollectorFact collector, RuleContext facts) {
    if (!collector.isActive()) {
      return defect.toBuilder().scope(Finding.Scope.INACTIVE).build();
    }
    if (defect.severity() != Severity.ERROR) {
      return defect;
    }
    return defect.toBuilder()
        .evidence("Alloy refuses the whole configuration: it collects nothing")
        .effect(Verdict.NO_DATA)
        .affects(
            facts
                .inference()
                .affectedBy(
                    reason ->
                        reason instanceof Reason.CollectorRefuses refuses
                            && refuses.collector() == collector))
        .build();
  }
}
