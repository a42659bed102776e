package com.scanium.sightline.rules;

import com.scanium.sightline.finding.ConsumerRef;
import com.scanium.sightline.inference.Inference;
import com.scanium.sightline.inference.Judgement;
import com.scanium.sightline.inference.PartJudgement;
import com.scanium.sightline.inference.Reason;
import com.scanium.sightline.inference.SelectorJudgement;
import com.scanium.sightline.text.SourceLocation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Gathers the places where one and the same thing is asked for in vain, file by file. */
final class Uses {
  private Uses() {}

  /**
   * All uses in one file of what a reason speaks of.
   *
   * @param reason the reason
   * @param places where, sorted; at least one
   * @param consumers who is empty because of it, sorted; none when nobody is, because something
   *     else shows in its place
   */
  record Use<R extends Reason>(R reason, Set<SourceLocation> places, Set<ConsumerRef> consumers) {
    SourceLocation first() {
      return places.iterator().next();
    }

    boolean empties() {
      return !consumers.isEmpty();
    }

    /** Where else, for the evidence. */
    Optional<String> others() {
      List<String> rest =
          places.stream().skip(1).map(place -> "" + place.line().orElse(0)).distinct().toList();
      return rest.isEmpty()
          ? Optional.empty()
          : Optional.of("also at line " + String.join(", ", rest));
    }
  }

  /** What is asked for in vain, as proved. */
  static <R extends Reason> List<Use<R>> of(
      Inference inference, Class<R> type, Function<R, String> key) {
    return of(inference, type, key, SelectorJudgement::reasons);
  }

  /** What is asked for in vain unless somebody pushes it whom no file shows. */
  static <R extends Reason> List<Use<R>> suspicions(
      Inference inference, Class<R> type, Function<R, String> key) {
    return of(inference, type, key, SelectorJudgement::suspicions);
  }

  private static <R extends Reason> List<Use<R>> of(
      Inference inference,
      Class<R> type,
      Function<R, String> key,
      Function<SelectorJudgement, List<Reason>> which) {
    Map<String, Use<R>> uses = new LinkedHashMap<>();
    for (Judgement judgement : inference.all()) {
      for (SelectorJudgement selector : judgement.selectors()) {
        for (Reason reason : which.apply(selector)) {
          if (type.isInstance(reason)) {
            selector
                .places(reason)
                .forEach(place -> add(uses, judgement, place, type.cast(reason), key));
          }
        }
      }
    }
    return new ArrayList<>(uses.values());
  }

  /** What operators and calls make of their operands in vain. */
  static <R extends Reason> List<Use<R>> ofParts(
      Inference inference, Class<R> type, Function<R, String> key) {
    Map<String, Use<R>> uses = new LinkedHashMap<>();
    for (Judgement judgement : inference.all()) {
      for (PartJudgement part : judgement.parts()) {
        if (type.isInstance(part.reason())) {
          add(uses, judgement, part.location(), type.cast(part.reason()), key);
        }
      }
      // a rule that records what the query asks for has such a part
      for (SelectorJudgement selector : judgement.selectors()) {
        for (Reason reason : selector.reasons()) {
          if (type.isInstance(reason) && selector.isInherited(reason)) {
            selector
                .places(reason)
                .forEach(place -> add(uses, judgement, place, type.cast(reason), key));
          }
        }
      }
    }
    return new ArrayList<>(uses.values());
  }

  private static <R extends Reason> void add(
      Map<String, Use<R>> uses,
      Judgement judgement,
      SourceLocation place,
      R reason,
      Function<R, String> key) {
    String group = place.source() + " " + key.apply(reason);
    Use<R> use =
        uses.computeIfAbsent(group, name -> new Use<>(reason, new TreeSet<>(), new TreeSet<>()));
    use.places().add(place);
    if (judgement.reasons().contains(reason)) {
      use.consumers().add(judgement.consumer().ref());
    }
  }
}
