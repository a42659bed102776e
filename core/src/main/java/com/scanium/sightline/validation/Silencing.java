package com.scanium.sightline.validation;

import com.scanium.sightline.finding.ConsumerRef;
import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.FindingScope;
import com.scanium.sightline.finding.Ignore;
import com.scanium.sightline.finding.IgnoredFinding;
import com.scanium.sightline.finding.SeverityOverride;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Takes out of the findings what the team switched off or ignores, and keeps the books on it. */
final class Silencing {
  private final List<Ignore> ignores;
  private final List<SeverityOverride> severities;
  private final LocalDate today;
  private final List<IgnoredFinding> ignored = new ArrayList<>();
  private final List<Finding> off = new ArrayList<>();
  private final Set<Ignore> used = Collections.newSetFromMap(new IdentityHashMap<>());

  Silencing(List<Ignore> ignores, List<SeverityOverride> severities, LocalDate today) {
    this.ignores = ignores;
    this.severities = severities;
    this.today = today;
  }

  /** What is left to report, in the order given. */
  List<Finding> of(List<Finding> findings) {
    List<Finding> rest = new ArrayList<>();
    for (Finding finding : findings) {
      if (isOff(finding)) {
        off.add(finding);
      } else {
        ignore(finding, rest);
      }
    }
    return rest;
  }

  /** The last override that speaks of a finding decides. */
  private boolean isOff(Finding finding) {
    boolean isOff = false;
    for (SeverityOverride override : severities) {
      if (override.covers(finding)) {
        isOff = override.level() == SeverityOverride.Level.OFF;
      }
    }
    return isOff;
  }

  private void ignore(Finding finding, List<Finding> rest) {
    List<Ignore> speaking =
        ignores.stream()
            .filter(ignore -> !ignore.isExpired(today))
            .filter(ignore -> ignore.scope().filter(it -> speaksOf(it, finding)).isPresent())
            .toList();
    Set<ConsumerRef> left = new LinkedHashSet<>(finding.affects());
    for (Ignore ignore : speaking) {
      FindingScope scope = ignore.scope().orElseThrow();
      if (scope.coversWhole(finding)) {
        used.add(ignore);
        ignored.add(new IgnoredFinding(finding.toBuilder().affectsOnly(left).build(), ignore));
        return;
      }
      List<ConsumerRef> covered =
          left.stream().filter(consumer -> scope.covers(finding, consumer)).toList();
      if (!covered.isEmpty()) {
        used.add(ignore);
        ignored.add(new IgnoredFinding(finding.toBuilder().affectsOnly(covered).build(), ignore));
        covered.forEach(left::remove);
      }
    }
    if (left.size() == finding.affects().size()) {
      rest.add(finding);
    } else if (!left.isEmpty()) {
      rest.add(finding.toBuilder().affectsOnly(left).build());
    }
  }

  private static boolean speaksOf(FindingScope scope, Finding finding) {
    return scope.coversWhole(finding)
        || (scope.isOfConsumers()
            && finding.affects().stream().anyMatch(consumer -> scope.covers(finding, consumer)));
  }

  List<IgnoredFinding> ignored() {
    return ignored;
  }

  /** What is not reported, for whom it is not. */
  List<Finding> silent() {
    List<Finding> silent = new ArrayList<>(off);
    ignored.forEach(one -> silent.add(one.finding()));
    return silent;
  }

  boolean isUsed(Ignore ignore) {
    return used.contains(ignore);
  }

  /** Whether an override switches a rule off everywhere. */
  boolean isOff(String rule) {
    boolean isOff = false;
    for (SeverityOverride override : severities) {
      FindingScope scope = override.scope();
      boolean everywhere =
          !scope.isOfConsumers() && scope.file().isEmpty() && scope.range().isEmpty();
      if (everywhere && scope.rules().matches(rule)) {
        isOff = override.level() == SeverityOverride.Level.OFF;
      }
    }
    return isOff;
  }
}
