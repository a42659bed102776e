package com.scanium.sightline.validation;

import com.scanium.sightline.finding.ConsumerRef;
import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.PanelVerdict;
import com.scanium.sightline.finding.RootCause;
import com.scanium.sightline.finding.Verdict;
import com.scanium.sightline.inference.Judgement;
import com.scanium.sightline.inference.Reason;
import com.scanium.sightline.live.LiveFacts;
import com.scanium.sightline.live.LiveReason;
import com.scanium.sightline.live.Measure;
import com.scanium.sightline.signal.Match;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Says of each panel query what the files prove or the store showed, and which causes explain it.
 */
final class Verdicts {
  private final Map<ConsumerRef, List<Finding>> causing = new HashMap<>();
  private final Map<ConsumerRef, List<Integer>> indexes = new HashMap<>();
  private final @Nullable LiveFacts live;

  /**
   * @param causes the root causes that are reported
   * @param silent those that are not, because they are ignored, switched off or known: what they
   *     make of panels stays true
   */
  Verdicts(List<RootCause> causes, List<Finding> silent, @Nullable LiveFacts live) {
    this.live = live;
    for (int i = 0; i < causes.size(); i++) {
      Finding cause = causes.get(i).finding();
      note(cause);
      for (ConsumerRef ref : cause.affects()) {
        indexes.computeIfAbsent(ref, key -> new ArrayList<>(2)).add(i);
      }
    }
    silent.stream().filter(finding -> finding.effect().isPresent()).forEach(this::note);
  }

  private void note(Finding cause) {
    cause
        .affects()
        .forEach(ref -> causing.computeIfAbsent(ref, key -> new ArrayList<>(2)).add(cause));
  }

  PanelVerdict of(Judgement judgement) {
    ConsumerRef ref = judgement.consumer().ref();
    Optional<Measure> measured = measured(judgement);
    Verdict verdict = measured.map(Measure::verdict).orElseGet(() -> inferred(judgement));
    PanelVerdict.Builder builder = PanelVerdict.of(ref, verdict).paths(judgement.paths());
    boolean good = verdict == Verdict.DATA || verdict == Verdict.POSSIBLE;
    if (!good && verdict != Verdict.NOT_CHECKED) {
      List<Integer> because = indexes.getOrDefault(ref, List.of());
      builder.because(because);
      builder.accepted(because.isEmpty() && causing.containsKey(ref));
    }
    reason(judgement, measured, verdict).ifPresent(builder::reason);
    return builder.build();
  }

  /** Why a judgement could not be made, for the coverage; empty when it was made. */
  Optional<String> notChecked(Judgement judgement) {
    PanelVerdict verdict = of(judgement);
    return verdict.verdict() == Verdict.NOT_CHECKED
        ? Optional.of(verdict.reason().orElse("not judged"))
        : Optional.empty();
  }

  private Optional<Measure> measured(Judgement judgement) {
    return Optional.ofNullable(live)
        .flatMap(facts -> facts.measure(judgement.consumer().ref()))
        .filter(measure -> measure.verdict() != Verdict.NOT_CHECKED);
  }

  private Verdict inferred(Judgement judgement) {
    Optional<Verdict> effect = effectOn(judgement.consumer().ref());
    if (effect.isPresent()) {
      return effect.get();
    }
    if (judgement.notChecked().isPresent()) {
      return Verdict.NOT_CHECKED;
    }
    if (judgement.match() == Match.NEVER) {
      return Verdict.NO_DATA;
    }
    boolean fallback = judgement.shows() == Judgement.Shows.FALLBACK_ONLY;
    return fallback ? Verdict.ZERO : Verdict.POSSIBLE;
  }

  /** The worst that any root cause makes of a consumer. */
  private Optional<Verdict> effectOn(ConsumerRef ref) {
    List<Verdict> effects =
        causing.getOrDefault(ref, List.of()).stream()
            .flatMap(finding -> finding.effect().stream())
            .toList();
    if (effects.contains(Verdict.QUERY_ERROR)) {
      return Optional.of(Verdict.QUERY_ERROR);
    }
    if (effects.contains(Verdict.NO_DATA)) {
      return Optional.of(Verdict.NO_DATA);
    }
    return effects.stream().findFirst();
  }

  private Optional<String> reason(
      Judgement judgement, Optional<Measure> measured, Verdict verdict) {
    if (measured.isPresent()) {
      String measuredWhy =
          measured.get().reasons().stream()
              .map(LiveReason::summary)
              .collect(Collectors.joining("; "));
      return measuredWhy.isEmpty() ? measured.get().remark() : Optional.of(measuredWhy);
    }
    if (verdict == Verdict.NOT_CHECKED) {
      return judgement.notChecked().or(() -> unmeasured(judgement));
    }
    String why =
        judgement.reasons().stream().map(Reason::summary).collect(Collectors.joining("; "));
    return Stream.concat(
            Stream.of(why).filter(text -> !text.isEmpty()), judgement.remarks().stream())
        .reduce((one, other) -> one + "; " + other)
        .or(() -> unmeasured(judgement));
  }

  private Optional<String> unmeasured(Judgement judgement) {
    return Optional.ofNullable(live)
        .flatMap(facts -> facts.measure(judgement.consumer().ref()))
        .flatMap(Measure::remark)
        .map(remark -> "not measured: " + remark);
  }
}
