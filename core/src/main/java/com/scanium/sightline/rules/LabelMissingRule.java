package com.scanium.sightline.rules;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.finding.Verdict;
import com.scanium.sightline.inference.Inference;
import com.scanium.sightline.inference.Reason;
import com.scanium.sightline.text.Spelling;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.Optional;
import java.util.function.Consumer;

/** Finds selectors and groupings that need a label which no series of the metric has. */
final class LabelMissingRule implements Rule<Inference> {
  @Override
  public String id() {
    return "catalog/label-missing";
  }

  @Override
  public Class<Inference> subject() {
    return Inference.class;
  }

  @Override
  public void check(Inference inference, RuleContext facts, Consumer<Finding> out) {
    for (Uses.Use<Reason.MatcherImpossible> use :
        Uses.of(
            inference,
            Reason.MatcherImpossible.class,
            reason -> reason.metric() + " " + reason.matcher())) {
      if (!use.reason().labels().contains(use.reason().matcher().name())) {
        out.accept(missing(use));
      }
    }
    GroupedLabels.check(id(), inference, out);
  }

  private Finding missing(Uses.Use<Reason.MatcherImpossible> use) {
    Reason.MatcherImpossible reason = use.reason();
    String label = reason.matcher().name();
    Optional<String> nearest = Spelling.nearest(label, reason.labels());
    Finding.Builder finding =
        Finding.of(id(), Severity.ERROR)
            .message("\"" + reason.metric() + "\" has no label \"" + label + "\"")
            .at(use.first())
            .anchor(reason.metric() + " " + reason.matcher())
            .evidence(reason.matcher() + " matches no series without that label")
            .evidence("labels it has when stored: " + String.join(", ", reason.labels()))
            .affects(use.consumers())
            .fix(
                Spelling.slip(label, reason.labels())
                    .map(
                        name ->
                            use.rewriting(
                                "use the label \"" + name + "\"",
                                selector ->
                                    Uses.matcher(selector, reason).map(it -> it.name().span()),
                                name))
                    .orElseGet(
                        () ->
                            Fix.of(
                                nearest
                                    .map(
                                        name ->
                                            "use the label \""
                                                + name
                                                + "\" if that is what is meant")
                                    .orElse(
                                        "drop the condition, or query a metric that has the"
                                            + " label"))));
    if (!reason.owners().isEmpty()) {
      finding.evidence(
          "metrics that have \"" + label + "\": " + String.join(", ", reason.owners()));
    }
    use.others().ifPresent(finding::evidence);
    if (use.empties()) {
      finding.effect(Verdict.NO_DATA);
    }
    return finding.build();
  }
}
