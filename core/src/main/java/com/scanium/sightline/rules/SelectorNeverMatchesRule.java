package com.scanium.sightline.rules;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.finding.Verdict;
import com.scanium.sightline.inference.SentQuery;
import com.scanium.sightline.port.QueryConsumer;
import com.scanium.sightline.promql.LabelMatcher;
import com.scanium.sightline.promql.MatchOperator;
import com.scanium.sightline.promql.PromQl;
import com.scanium.sightline.promql.PromQlExpr.VectorSelector;
import com.scanium.sightline.promql.analysis.Emptiness;
import com.scanium.sightline.regex.Regex;
import com.scanium.sightline.signal.Match;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Finds selectors whose own conditions exclude each other: no series can fulfil them. */
final class SelectorNeverMatchesRule implements Rule<QueryConsumer> {
  /** Two conditions on one label, or one alone, that nothing fulfils. */
  private record Contradiction(
      VectorSelector selector, LabelMatcher decisive, Optional<LabelMatcher> other) {}

  @Override
  public String id() {
    return "promql/selector-never-matches";
  }

  @Override
  public Class<QueryConsumer> subject() {
    return QueryConsumer.class;
  }

  @Override
  public void check(QueryConsumer consumer, RuleContext facts, Consumer<Finding> out) {
    SentQuery.of(consumer).ifPresent(query -> check(query, out));
  }

  private void check(SentQuery query, Consumer<Finding> out) {
    List<Contradiction> found = new ArrayList<>();
    for (VectorSelector selector : PromQl.selectors(query.expr())) {
      contradiction(selector).ifPresent(found::add);
    }
    if (found.isEmpty()) {
      return;
    }
    boolean empties =
        Emptiness.of(
                    query.expr(),
                    selector ->
                        found.stream().anyMatch(it -> it.selector().equals(selector))
                            ? Match.NEVER
                            : Match.MAY)
                .match()
            == Match.NEVER;
    for (Contradiction one : found) {
      out.accept(finding(query, one, empties));
    }
  }

  private static Optional<Contradiction> contradiction(VectorSelector selector) {
    List<LabelMatcher> known =
        selector.matchers().stream().filter(it -> !it.hasPlaceholders()).toList();
    for (LabelMatcher matcher : known) {
      if (takesNothing(matcher)) {
        return Optional.of(new Contradiction(selector, matcher, Optional.empty()));
      }
      if (matcher.operator() == MatchOperator.EQUAL) {
        Optional<LabelMatcher> other =
            known.stream()
                .filter(it -> it.name().value().equals(matcher.name().value()))
                .filter(it -> !accepts(it, matcher.value().value()))
                .findFirst();
        if (other.isPresent()) {
          return Optional.of(new Contradiction(selector, other.get(), Optional.of(matcher)));
        }
      }
    }
    return Optional.empty();
  }

  private static boolean takesNothing(LabelMatcher matcher) {
    Optional<Regex> regex =
        matcher.operator().isRegex()
            ? Regex.anchored(matcher.value().value()).regex()
            : Optional.empty();
    return matcher.operator() == MatchOperator.REGEX
        ? regex.filter(Regex::matchesNothing).isPresent()
        : matcher.operator() == MatchOperator.NOT_REGEX
            && regex.filter(Regex::matchesEverything).isPresent();
  }

  private static boolean accepts(LabelMatcher matcher, String value) {
    String wanted = matcher.value().value();
    return switch (matcher.operator()) {
      case EQUAL -> wanted.equals(value);
      case NOT_EQUAL -> !wanted.equals(value);
      case REGEX -> Regex.anchored(wanted).regex().map(it -> it.matches(value)).orElse(true);
      case NOT_REGEX -> Regex.anchored(wanted).regex().map(it -> !it.matches(value)).orElse(true);
    };
  }

  private Finding finding(SentQuery query, Contradiction one, boolean empties) {
    String decisive = query.text(one.decisive().span());
    Finding.Builder finding =
        Finding.of(id(), Severity.ERROR)
            .message(
                one.other()
                    .map(it -> decisive + " and " + query.text(it.span()) + " exclude each other")
                    .orElse(decisive + " takes no value at all"))
            .at(query.at(one.decisive().span()))
            .anchor(query.text(one.selector().span()))
            .evidence("conditions of one selector hold together, never one or the other")
            .affects(List.of(query.consumer().ref()))
            .fix(
                Fix.of(
                    "write "
                        + one.decisive().name().value()
                        + "=~\"one|other\" for either, or drop one of the conditions"));
    if (empties) {
      finding.effect(Verdict.NO_DATA);
    }
    return finding.build();
  }
}
