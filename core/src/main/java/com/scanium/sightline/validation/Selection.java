package com.scanium.sightline.validation;

import com.scanium.sightline.finding.ConsumerRef;
import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.finding.SeverityOverride;
import com.scanium.sightline.finding.Verdict;
import com.scanium.sightline.inference.CollectorFact;
import com.scanium.sightline.live.LiveFacts;
import com.scanium.sightline.live.Measure;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides what of the rules' findings stands: the team's severities replace those of the rules,
 * files that are not used give no root cause, the store refutes what it shows, consequences are
 * folded under their cause.
 */
final class Selection {
  private final RuleContext facts;
  private final List<SeverityOverride> severities;

  Selection(RuleContext facts, List<SeverityOverride> severities) {
    this.facts = facts;
    this.severities = severities;
  }

  List<Finding> of(List<Finding> found) {
    Set<Finding> kept = new LinkedHashSet<>();
    for (Finding finding : found) {
      kept.add(heldAgainstMeasures(inScope(overridden(besidePanels(finding)))));
    }
    return folded(new ArrayList<>(kept));
  }

  private Finding overridden(Finding finding) {
    Finding now = finding;
    for (SeverityOverride override : severities) {
      Optional<Severity> severity = override.level().severity();
      if (severity.isPresent() && override.covers(finding)) {
        now = now.toBuilder().severity(severity.get()).build();
      }
    }
    return now;
  }

  private Finding inScope(Finding finding) {
    boolean unused =
        finding.scope() == Finding.Scope.INACTIVE
            || facts.inference().collectors().stream()
                .filter(collector -> !collector.isActive())
                .anyMatch(collector -> isIn(finding, collector));
    if (!unused) {
      return finding;
    }
    Severity severity =
        finding.severity() == Severity.ERROR ? Severity.WARNING : finding.severity();
    return finding.toBuilder()
        .scope(Finding.Scope.INACTIVE)
        .severity(severity)
        .withoutEffect()
        .affectsOnly(List.of())
        .build();
  }

  /** What only annotations and links want for empties no panel: it is worth a warning. */
  private static Finding besidePanels(Finding finding) {
    boolean beside =
        !finding.affects().isEmpty() && finding.affects().stream().allMatch(ConsumerRef::isBeside);
    if (!beside) {
      return finding;
    }
    Severity severity =
        finding.severity() == Severity.ERROR ? Severity.WARNING : finding.severity();
    return finding.toBuilder().severity(severity).withoutEffect().build();
  }

  private static boolean isIn(Finding finding, CollectorFact collector) {
    String name = collector.collector().name();
    return finding
        .location()
        .map(at -> at.file().equals(name) || at.file().startsWith(name + "/"))
        .orElse(false);
  }

  /** What the store shows refutes what the files predict. */
  private Finding heldAgainstMeasures(Finding finding) {
    Optional<LiveFacts> live = facts.live();
    if (live.isEmpty() || finding.effect().isEmpty() || finding.affects().isEmpty()) {
      return finding;
    }
    List<ConsumerRef> rest =
        finding.affects().stream().filter(consumer -> !shows(live.get(), consumer)).toList();
    if (rest.size() == finding.affects().size()) {
      return finding;
    }
    Finding.Builder builder = finding.toBuilder().affectsOnly(rest);
    boolean measuredAlive =
        rest.stream()
            .noneMatch(
                consumer ->
                    live.get()
                        .measure(consumer)
                        .filter(measure -> measure.verdict() != Verdict.NOT_CHECKED)
                        .isPresent());
    if (measuredAlive) {
      builder
          .withoutEffect()
          .severity(finding.severity() == Severity.ERROR ? Severity.WARNING : Severity.INFO)
          .evidence("measured: " + live.get().address() + " has data for the panels that need it");
    }
    return builder.build();
  }

  private static boolean shows(LiveFacts live, ConsumerRef consumer) {
    return live.measure(consumer).map(Measure::verdict).filter(Verdict.DATA::equals).isPresent();
  }

  /**
   * A measured consequence whose consumers a cause in the files explains is evidence of that cause.
   */
  private List<Finding> folded(List<Finding> findings) {
    Optional<String> layer = facts.pipeline().store().map(store -> store.layer());
    if (layer.isEmpty()) {
      return findings;
    }
    List<Finding> kept = new ArrayList<>(findings);
    for (Finding consequence : findings) {
      if (consequence.layer().equals(layer.get()) && consequence.effect().isPresent()) {
        kept.stream()
            .filter(cause -> explains(cause, consequence, layer.get()))
            .findFirst()
            .ifPresent(
                cause -> {
                  kept.remove(consequence);
                  kept.set(
                      kept.indexOf(cause),
                      cause.toBuilder().evidence("measured: " + consequence.message()).build());
                });
      }
    }
    return kept;
  }

  private static boolean explains(Finding cause, Finding consequence, String layer) {
    return !cause.layer().equals(layer)
        && cause.effect().isPresent()
        && cause.severity().isAtLeast(consequence.severity())
        && !consequence.affects().isEmpty()
        && cause.affects().containsAll(consequence.affects());
  }
}
