package com.scanium.sightline.rules;

import com.scanium.sightline.finding.ConsumerRef;
import com.scanium.sightline.finding.Edit;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.inference.Inference;
import com.scanium.sightline.inference.Judgement;
import com.scanium.sightline.inference.PartJudgement;
import com.scanium.sightline.inference.Reason;
import com.scanium.sightline.inference.SelectorJudgement;
import com.scanium.sightline.port.QueryConsumer;
import com.scanium.sightline.port.QueryLanguage;
import com.scanium.sightline.port.QueryVariant;
import com.scanium.sightline.promql.LabelMatcher;
import com.scanium.sightline.promql.PromQl;
import com.scanium.sightline.promql.PromQlExpr.VectorSelector;
import com.scanium.sightline.promql.PromQlOptions;
import com.scanium.sightline.text.SourceLocation;
import com.scanium.sightline.text.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
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
   * @param asked the selectors that ask for it; none for uses in operators and calls
   */
  record Use<R extends Reason>(
      R reason, Set<SourceLocation> places, Set<ConsumerRef> consumers, List<Asked> asked) {
    SourceLocation first() {
      return places.iterator().next();
    }

    boolean empties() {
      return !consumers.isEmpty();
    }

    /**
     * A fix that writes something else in all these selectors; in words where one of them does not
     * stand in its file so that it can be replaced exactly.
     *
     * @param part what goes; empty where there is nothing to replace
     * @param to what comes
     */
    Fix rewriting(String summary, Function<VectorSelector, Optional<Span>> part, String to) {
      Set<Edit> edits = new LinkedHashSet<>();
      for (Asked one : asked) {
        Optional<Edit> edit = one.edit(part, to);
        if (edit.isEmpty()) {
          return Fix.of(summary);
        }
        edits.add(edit.get());
      }
      return edits.isEmpty() ? Fix.of(summary) : Fix.editing(summary, List.copyOf(edits));
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

  /**
   * A selector and who asks with it.
   *
   * @param consumer who
   * @param selector with what
   * @param place where it is asked for; not the selector's own where a recording rule asks for it
   */
  record Asked(QueryConsumer consumer, SelectorJudgement selector, SourceLocation place) {
    /** The change of the file that writes something else for a part of the selector. */
    Optional<Edit> edit(Function<VectorSelector, Optional<Span>> part, String to) {
      boolean isHere =
          place.equals(selector.location()) && consumer.language() == QueryLanguage.PROMQL;
      for (QueryVariant variant : isHere ? consumer.variants() : List.<QueryVariant>of()) {
        Optional<VectorSelector> found = selectorIn(variant);
        if (found.isPresent()) {
          return part.apply(found.get()).flatMap(span -> edit(variant, span, to));
        }
      }
      return Optional.empty();
    }

    private Optional<VectorSelector> selectorIn(QueryVariant variant) {
      return PromQl.parse(variant.text(), PromQlOptions.TOLERANT).expr().stream()
          .flatMap(expr -> PromQl.selectors(expr).stream())
          .filter(
              one ->
                  consumer
                      .text()
                      .location(variant.offsets().toOriginal(one.span()))
                      .equals(selector.location()))
          .findFirst();
    }

    private Optional<Edit> edit(QueryVariant variant, Span part, String to) {
      Span written = variant.offsets().toOriginal(part);
      String text = consumer.text().text();
      String sent = variant.text().substring(part.start(), part.end());
      boolean isWritten =
          written.end() <= text.length()
              && text.substring(written.start(), written.end()).equals(sent);
      if (!isWritten) {
        return Optional.empty(); // a variable made it
      }
      boolean quoted = !sent.isEmpty() && "\"'`".indexOf(sent.charAt(0)) >= 0;
      String quote = quoted ? sent.substring(0, 1) : "";
      return quoted && to.contains(quote)
          ? Optional.empty()
          : consumer.text().edit(written, quote + to + quote);
    }
  }

  /** The condition of a selector that a reason speaks of. */
  static Optional<LabelMatcher> matcher(VectorSelector selector, Reason.MatcherImpossible reason) {
    return selector.matchers().stream()
        .filter(
            it ->
                it.name().value().equals(reason.matcher().name())
                    && it.value().value().equals(reason.matcher().value()))
        .findFirst();
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
                .forEach(
                    place ->
                        add(uses, judgement, place, type.cast(reason), key)
                            .asked()
                            .add(new Asked(judgement.consumer(), selector, place)));
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

  private static <R extends Reason> Use<R> add(
      Map<String, Use<R>> uses,
      Judgement judgement,
      SourceLocation place,
      R reason,
      Function<R, String> key) {
    String group = place.source() + " " + key.apply(reason);
    Use<R> use =
        uses.computeIfAbsent(
            group, name -> new Use<>(reason, new TreeSet<>(), new TreeSet<>(), new ArrayList<>()));
    use.places().add(place);
    if (judgement.reasons().contains(reason)) {
      use.consumers().add(judgement.consumer().ref());
    }
    return use;
  }
}
