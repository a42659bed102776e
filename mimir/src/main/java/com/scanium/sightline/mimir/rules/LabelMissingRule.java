package com.scanium.sightline.mimir.rules;

import com.scanium.sightline.finding.ConsumerRef;
import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.live.LiveFacts;
import com.scanium.sightline.live.LiveReason;
import com.scanium.sightline.text.Spelling;
import com.scanium.sightline.validation.RuleContext;
import java.util.Set;
import java.util.function.Consumer;

/** Finds conditions on a label that no stored series of the metric has. */
final class LabelMissingRule extends LiveRule {
  LabelMissingRule() {
    super("mimir/label-missing");
  }

  @Override
  public void check(LiveFacts live, RuleContext facts, Consumer<Finding> out) {
    for (LiveReason.LabelMissing missing : live.reasons(LiveReason.LabelMissing.class)) {
      Set<ConsumerRef> affected = live.affectedBy(missing::equals);
      Finding.Builder finding =
          emptying(Severity.ERROR, affected)
              .message(
                  "no stored series of \""
                      + missing.metric()
                      + "\" has a label \""
                      + missing.label()
                      + "\"")
              .anchor(missing.metric() + " " + missing.label())
              .evidence("labels that its series have: " + String.join(", ", missing.labels()))
              .fix(
                  Fix.of(
                      Spelling.nearest(missing.label(), missing.labels())
                          .map(name -> "use the label \"" + name + "\" if that is what is meant")
                          .orElse(
                              "drop the condition, or add the label where the series is made")));
      place(facts, affected, missing.metric()).ifPresent(finding::at);
      out.accept(finding.build());
    }
  }
}
