package com.scanium.sightline.rules;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.finding.Verdict;
import com.scanium.sightline.inference.CollectorFact;
import com.scanium.sightline.inference.Inference;
import com.scanium.sightline.inference.Reason;
import com.scanium.sightline.port.SilentSource;
import com.scanium.sightline.text.Spelling;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Finds log streams that never come: sources that read nothing of what they are told to, and
 * selectors that ask for a value which no stream has.
 */
final class NoStreamRule implements Rule<Inference> {
  @Override
  public String id() {
    return "loki/no-stream";
  }

  @Override
  public Class<Inference> subject() {
    return Inference.class;
  }

  @Override
  public void check(Inference inference, RuleContext facts, Consumer<Finding> out) {
    for (CollectorFact collector : inference.collectors()) {
      for (SilentSource source : collector.collector().silentSources()) {
        out.accept(silent(source, collector, inference));
      }
    }
    StreamUses uses = new StreamUses(inference);
    for (Uses.Use<Reason.StreamImpossible> use : uses.proved()) {
      if (!use.reason().isAbsent()) {
        out.accept(finding(use, true));
      }
    }
    for (Uses.Use<Reason.StreamImpossible> use : uses.suspected()) {
      if (!use.reason().isAbsent()) {
        out.accept(finding(use, false));
      }
    }
  }

  private static Finding silent(SilentSource source, CollectorFact collector, Inference inference) {
    boolean isWhole = source.finding().severity() == Severity.ERROR;
    if (!collector.isActive() || !isWhole) {
      return source.finding();
    }
    Reason reason = new Reason.SourceSilent(source);
    return source.finding().toBuilder()
        .effect(Verdict.NO_DATA)
        .affects(inference.affectedBy(reason::equals))
        .build();
  }

  private Finding finding(Uses.Use<Reason.StreamImpossible> use, boolean isProved) {
    Reason.StreamImpossible reason = use.reason();
    String label = reason.matcher().name();
    Finding.Builder finding =
        Finding.of(id(), StreamUses.severity(reason, isProved))
            .message(
                isProved
                    ? "no log stream has " + reason.matcher()
                    : "nothing that was read gives a log stream " + reason.matcher())
            .at(use.first())
            .anchor(reason.matcher().toString())
            .affects(use.consumers());
    if (reason.sources().isEmpty()) {
      finding.evidence("no component brings log streams to the store");
    } else {
      finding.evidence("log streams come from " + String.join(", ", reason.sources()));
    }
    if (!reason.values().isEmpty()) {
      finding.evidence("values that \"" + label + "\" has: " + String.join(", ", reason.values()));
    }
    reason.setAt().forEach(place -> finding.evidence("the value is set at " + place));
    StreamUses.exceptions(reason, isProved).ifPresent(finding::evidence);
    use.others().ifPresent(finding::evidence);
    Optional<String> nearest = Spelling.nearest(reason.matcher().value(), reason.values());
    finding.fix(
        Fix.of(
            nearest
                .map(value -> "write \"" + value + "\" if that is what is meant")
                .orElse(
                    "select streams that the collector writes, or give these the label where they"
                        + " are read")));
    if (isProved && use.empties()) {
      finding.effect(Verdict.NO_DATA);
    }
    return finding.build();
  }
}
