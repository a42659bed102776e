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
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Finds log queries that need a label which none of their streams has, in the selector or in a
 * filter behind it.
 */
final class StreamLabelMissingRule implements Rule<Inference> {
  @Override
  public String id() {
    return "loki/label-missing";
  }

  @Override
  public Class<Inference> subject() {
    return Inference.class;
  }

  @Override
  public void check(Inference inference, RuleContext facts, Consumer<Finding> out) {
    StreamUses uses = new StreamUses(inference);
    for (Uses.Use<Reason.StreamImpossible> use : uses.proved()) {
      if (use.reason().isAbsent()) {
        out.accept(missing(use, true));
      }
    }
    for (Uses.Use<Reason.StreamImpossible> use : uses.suspected()) {
      if (use.reason().isAbsent()) {
        out.accept(missing(use, false));
      }
    }
    for (Uses.Use<Reason.FilterImpossible> use :
        Uses.of(inference, Reason.FilterImpossible.class, StreamLabelMissingRule::key)) {
      out.accept(filtered(use, true));
    }
    for (Uses.Use<Reason.FilterImpossible> use :
        Uses.suspicions(inference, Reason.FilterImpossible.class, StreamLabelMissingRule::key)) {
      out.accept(filtered(use, false));
    }
  }

  private static String key(Reason.FilterImpossible reason) {
    return reason.label() + " " + reason.sources();
  }

  private Finding missing(Uses.Use<Reason.StreamImpossible> use, boolean isProved) {
    Reason.StreamImpossible reason = use.reason();
    String label = reason.matcher().name();
    Finding.Builder finding =
        Finding.of(id(), StreamUses.severity(reason, isProved))
            .message(
                "the log streams that are asked for have no label \""
                    + label
                    + "\""
                    + (isProved ? "" : " that the files show"))
            .at(use.first())
            .anchor(label + " " + reason.sources())
            .affects(use.consumers())
            .evidence("all other conditions hold for streams of " + few(reason.sources()))
            .evidence("labels they have when stored: " + String.join(", ", reason.labels()));
    if (!reason.elsewhere().isEmpty()) {
      finding.evidence("streams that have \"" + label + "\" come from " + few(reason.elsewhere()));
    }
    reason.remedy().forEach(finding::evidence);
    StreamUses.exceptions(reason, isProved).ifPresent(finding::evidence);
    use.others().ifPresent(finding::evidence);
    if (isProved && use.empties()) {
      finding.effect(Verdict.NO_DATA);
    }
    Optional<String> nearest = Spelling.nearest(label, reason.labels());
    boolean isBeside = reason.remedy().stream().anyMatch(one -> one.contains("behind |"));
    String behind = "{…} | " + reason.matcher();
    return finding
        .fix(
            Fix.of(
                isBeside
                    ? "move the condition behind the selector: " + behind
                    : nearest
                        .map(name -> "use the label \"" + name + "\" if that is what is meant")
                        .orElse(
                            "make it a label where the logs are collected, or read it from the"
                                + " line: {…} | json | "
                                + reason.matcher())))
        .build();
  }

  private Finding filtered(Uses.Use<Reason.FilterImpossible> use, boolean isProved) {
    Reason.FilterImpossible reason = use.reason();
    Finding.Builder finding =
        Finding.of(id(), isProved ? Severity.ERROR : Severity.WARNING)
            .message(
                "the filter "
                    + reason.filter()
                    + " accepts no line: "
                    + (reason.labels().contains(reason.label())
                        ? "\"" + reason.label() + "\" never has such a value"
                        : "nothing gives the lines a label \"" + reason.label() + "\""))
            .at(use.first())
            .anchor(reason.label() + " " + reason.sources())
            .affects(use.consumers())
            .evidence("the lines come from " + few(reason.sources()))
            .evidence("labels and metadata they have: " + String.join(", ", reason.labels()));
    if (!isProved) {
      finding.evidence(
          "only what senders say themselves could have it, through "
              + String.join(", ", reason.doors()));
    }
    use.others().ifPresent(finding::evidence);
    if (isProved && use.empties()) {
      finding.effect(Verdict.NO_DATA);
    }
    return finding
        .fix(Fix.of("put the parser that reads it from the line before the filter, such as | json"))
        .build();
  }

  private static String few(List<String> names) {
    return names.isEmpty() ? "nobody" : String.join(", ", names);
  }
}
