package com.scanium.sightline.mimir.rules;

import com.scanium.sightline.finding.ConsumerRef;
import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.finding.Verdict;
import com.scanium.sightline.inference.Judgement;
import com.scanium.sightline.inference.SelectorJudgement;
import com.scanium.sightline.live.LiveFacts;
import com.scanium.sightline.text.SourceLocation;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.Optional;
import java.util.Set;

/** A rule about what was measured. */
abstract class LiveRule implements Rule<LiveFacts> {
  private final String id;

  LiveRule(String id) {
    this.id = id;
  }

  @Override
  public final String id() {
    return id;
  }

  @Override
  public final Class<LiveFacts> subject() {
    return LiveFacts.class;
  }

  /**
   * Starts a finding that empties these consumers; when there are none it is a mere warning, for
   * nobody suffers from it.
   */
  final Finding.Builder emptying(Severity severity, Set<ConsumerRef> affected) {
    return emptying(id, severity, affected);
  }

  static Finding.Builder emptying(String id, Severity severity, Set<ConsumerRef> affected) {
    if (affected.isEmpty()) {
      return Finding.of(id, severity == Severity.ERROR ? Severity.WARNING : severity);
    }
    return Finding.of(id, severity).effect(Verdict.NO_DATA).affects(affected);
  }

  /** Where a metric is asked for by one of these consumers; the first place in the files. */
  static Optional<SourceLocation> place(
      RuleContext facts, Set<ConsumerRef> consumers, String metric) {
    SourceLocation first = null;
    for (Judgement judgement : facts.inference().all()) {
      if (consumers.contains(judgement.consumer().ref())) {
        for (SelectorJudgement selector : judgement.selectors()) {
          boolean same = selector.metric().equals(metric);
          boolean before = first == null || selector.location().compareTo(first) < 0;
          first = same && before ? selector.location() : first;
        }
      }
    }
    return Optional.ofNullable(first);
  }
}
