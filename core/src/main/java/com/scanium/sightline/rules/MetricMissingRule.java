package com.scanium.sightline.rules;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.finding.Verdict;
import com.scanium.sightline.inference.Inference;
import com.scanium.sightline.inference.Judgement;
import com.scanium.sightline.inference.Reason;
import com.scanium.sightline.port.RecordingRule;
import com.scanium.sightline.promql.PromQlText;
import com.scanium.sightline.text.Spelling;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Finds metrics that queries ask for and that nothing produces. */
final class MetricMissingRule implements Rule<Inference> {
  @Override
  public String id() {
    return "catalog/metric-missing";
  }

  @Override
  public Class<Inference> subject() {
    return Inference.class;
  }

  @Override
  public void check(Inference inference, RuleContext facts, Consumer<Finding> out) {
    for (Uses.Use<Reason.MetricMissing> use :
        Uses.of(inference, Reason.MetricMissing.class, Reason.MetricMissing::metric)) {
      out.accept(missing(use, inference));
    }
    for (Uses.Use<Reason.MetricMissing> use :
        Uses.suspicions(inference, Reason.MetricMissing.class, Reason.MetricMissing::metric)) {
      out.accept(suspicious(use));
    }
  }

  /** A note, and a warning where another name was probably meant. */
  private Finding suspicious(Uses.Use<Reason.MetricMissing> use) {
    String metric = use.reason().metric();
    List<String> nearest = use.reason().nearest();
    Finding.Builder finding =
        Finding.of(id(), nearest.isEmpty() ? Severity.INFO : Severity.WARNING)
            .message("nothing that was read produces the metric \"" + metric + "\"")
            .at(use.first())
            .anchor(metric)
            .evidence("only " + String.join(", ", use.reason().doors()) + " could have it");
    use.others().ifPresent(finding::evidence);
    if (!nearest.isEmpty()) {
      finding.evidence("names that exist and resemble it: " + String.join(", ", nearest));
    }
    return finding
        .fix(
            Fix.of(
                nearest.isEmpty()
                    ? "declare it in the catalog if somebody pushes it"
                    : "query \"" + nearest.get(0) + "\" if that is what is meant"))
        .build();
  }

  private Finding missing(Uses.Use<Reason.MetricMissing> use, Inference inference) {
    String metric = use.reason().metric();
    List<String> nearest = use.reason().nearest();
    Finding.Builder finding =
        Finding.of(id(), Severity.ERROR)
            .message("nothing produces the metric \"" + metric + "\"")
            .at(use.first())
            .anchor(metric)
            .evidence(
                isRecorded(metric, inference)
                    ? "the rules that record it read only each other"
                    : use.reason().doors().isEmpty()
                        ? "no catalog declares it, and no scraped program or open writer could have it"
                        : "no catalog declares it, and nobody is known to push it, though "
                            + String.join(", ", use.reason().doors())
                            + " could have it")
            .affects(use.consumers());
    inference.otherForm(metric).ifPresent(finding::evidence);
    use.others().ifPresent(finding::evidence);
    if (use.empties()) {
      finding.effect(Verdict.NO_DATA);
    }
    if (isRecorded(metric, inference)) {
      finding.fix(Fix.of("let one of the rules read a metric that comes from somewhere"));
    } else if (nearest.isEmpty()) {
      finding.fix(Fix.of("query a metric that exists, or declare this one in the catalog"));
    } else {
      finding
          .evidence("names that exist and resemble it: " + String.join(", ", nearest))
          .fix(renamed(use, nearest));
    }
    return finding.build();
  }

  private static boolean isRecorded(String metric, Inference inference) {
    return inference.recordings().stream()
        .map(Judgement::consumer)
        .anyMatch(it -> it instanceof RecordingRule rule && rule.metrics().contains(metric));
  }

  /** Exact where the name is a slip of one that exists, or lacks a counter's suffix. */
  private static Fix renamed(Uses.Use<Reason.MetricMissing> use, List<String> nearest) {
    String metric = use.reason().metric();
    String counter = metric + "_total";
    Optional<String> meant =
        nearest.contains(counter) ? Optional.of(counter) : Spelling.slip(metric, nearest);
    return meant
        .map(
            name ->
                use.rewriting(
                    "query \"" + name + "\"",
                    selector -> selector.metricName().map(PromQlText::span),
                    name))
        .orElseGet(() -> Fix.of("query \"" + nearest.get(0) + "\" if that is what is meant"));
  }
}
