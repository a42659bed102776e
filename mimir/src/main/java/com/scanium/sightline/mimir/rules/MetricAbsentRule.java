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

/**
 * Finds metrics that the store does not have and whose absence nothing explains: no target is down,
 * no catalog declares them. Somebody may yet write them, so it is a warning.
 */
final class MetricAbsentRule extends LiveRule {
  MetricAbsentRule() {
    super("mimir/metric-absent");
  }

  @Override
  public void check(LiveFacts live, RuleContext facts, Consumer<Finding> out) {
    for (LiveReason.MetricAbsent absent : live.reasons(LiveReason.MetricAbsent.class)) {
      Set<ConsumerRef> affected = live.affectedBy(absent::equals);
      Finding.Builder finding =
          emptying(Severity.WARNING, affected)
              .message("\"" + absent.metric() + "\" is not in the store")
              .anchor(absent.metric())
              .evidence("count(" + absent.metric() + ") is empty now and was over the last day")
              .fix(Fix.of("look for the name that the store has, or for the producer of this one"));
      place(facts, affected, absent.metric()).ifPresent(finding::at);
      out.accept(finding.build());
    }
  }
}
