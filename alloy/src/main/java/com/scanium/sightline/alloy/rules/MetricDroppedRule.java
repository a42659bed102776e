package com.scanium.sightline.alloy.rules;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.finding.Verdict;
import com.scanium.sightline.inference.Inference;
import com.scanium.sightline.inference.Reason;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.function.Consumer;

/** Finds stages that drop series which somebody asks for. */
final class MetricDroppedRule implements Rule<Inference> {
  @Override
  public String id() {
    return "alloy/metric-dropped";
  }

  @Override
  public Class<Inference> subject() {
    return Inference.class;
  }

  @Override
  public void check(Inference inference, RuleContext facts, Consumer<Finding> out) {
    for (Reason.Dropped reason : inference.reasons(Reason.Dropped.class)) {
      out.accept(
          Finding.of(id(), Severity.ERROR)
              .message(reason.stage().id() + " drops series that are asked for")
              .at(reason.stage().location())
              .anchor(reason.stage().id())
              .effect(Verdict.NO_DATA)
              .affects(inference.affectedBy(reason::equals))
              .fix(Fix.of("keep these series in the rule, or drop what asks for them"))
              .build());
    }
  }
}
