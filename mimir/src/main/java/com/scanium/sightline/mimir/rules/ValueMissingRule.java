package com.scanium.sightline.mimir.rules;

import com.scanium.sightline.finding.ConsumerRef;
import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.live.LiveFacts;
import com.scanium.sightline.live.LiveReason;
import com.scanium.sightline.text.Spelling;
import com.scanium.sightline.validation.RuleContext;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Finds conditions on a value that the label does not have now. The value may come with the event
 * that it stands for, so it is a warning.
 */
final class ValueMissingRule extends LiveRule {
  private static final int SHOWN = 8;

  ValueMissingRule() {
    super("mimir/value-missing");
  }

  @Override
  public void check(LiveFacts live, RuleContext facts, Consumer<Finding> out) {
    for (LiveReason.ValueMissing missing : live.reasons(LiveReason.ValueMissing.class)) {
      Set<ConsumerRef> affected = live.affectedBy(missing::equals);
      String label = missing.matcher().name();
      Finding.Builder finding =
          emptying(Severity.WARNING, affected)
              .message("no stored series of \"" + missing.metric() + "\" has " + missing.matcher())
              .anchor(missing.metric() + " " + missing.matcher())
              .evidence("values of " + label + " now: " + shown(missing.values()))
              .fix(
                  Fix.of(
                      Spelling.nearest(missing.matcher().value(), missing.values())
                          .map(value -> "use \"" + value + "\" if that is what is meant")
                          .orElse(
                              "use a value that is there, or wait for the first event with it")));
      place(facts, affected, missing.metric()).ifPresent(finding::at);
      out.accept(finding.build());
    }
  }

  private static String shown(List<String> values) {
    String first = String.join(", ", values.subList(0, Math.min(SHOWN, values.size())));
    return values.size() > SHOWN ? first + ", … (" + values.size() + ")" : first;
  }
}
