package com.scanium.sightline.mimir.rules;

import com.scanium.sightline.finding.ConsumerRef;
import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.live.LiveFacts;
import com.scanium.sightline.live.LiveReason;
import com.scanium.sightline.validation.RuleContext;
import java.util.Set;
import java.util.function.Consumer;

/** Finds metrics whose series were there and stopped. */
final class MetricStaleRule extends LiveRule {
  MetricStaleRule() {
    super("mimir/metric-stale");
  }

  @Override
  public void check(LiveFacts live, RuleContext facts, Consumer<Finding> out) {
    for (LiveReason.MetricStale stale : live.reasons(LiveReason.MetricStale.class)) {
      Set<ConsumerRef> affected = live.affectedBy(stale::equals);
      Finding.Builder finding =
          emptying(Severity.WARNING, affected)
              .message("\"" + stale.metric() + "\" was in the store and stopped")
              .anchor(stale.metric())
              .evidence("the last sample within a day is from " + stale.last())
              .fix(
                  Fix.of(
                      "see what changed then: a restart begins without series until they are used"
                          + " again"));
      place(facts, affected, stale.metric()).ifPresent(finding::at);
      out.accept(finding.build());
    }
  }
}
