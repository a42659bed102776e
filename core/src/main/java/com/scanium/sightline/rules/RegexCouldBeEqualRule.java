package com.scanium.sightline.rules;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.inference.SentQuery;
import com.scanium.sightline.pipeline.Policy;
import com.scanium.sightline.port.QueryConsumer;
import com.scanium.sightline.promql.analysis.RegexFact;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.List;
import java.util.function.Consumer;

/** Finds regular expressions that a plain comparison says as well, or that say nothing. */
final class RegexCouldBeEqualRule implements Rule<QueryConsumer> {
  @Override
  public String id() {
    return "promql/regex-could-be-equal";
  }

  @Override
  public Policy.Profile profile() {
    return Policy.Profile.STYLE;
  }

  @Override
  public Class<QueryConsumer> subject() {
    return QueryConsumer.class;
  }

  @Override
  public void check(QueryConsumer consumer, RuleContext facts, Consumer<Finding> out) {
    SentQuery.of(consumer)
        .ifPresent(
            query ->
                RegexFact.of(query.expr()).stream()
                    .filter(it -> it.replacement().isPresent())
                    // what a variable makes is the user's choice of the day
                    .filter(it -> query.isWritten(it.matcher().span()))
                    .forEach(it -> out.accept(finding(query, it))));
  }

  private Finding finding(SentQuery query, RegexFact fact) {
    String written = query.text(fact.matcher().span());
    String simpler = fact.replacement().orElse("");
    return Finding.of(id(), Severity.INFO)
        .message(written + " says no more than " + simpler)
        .at(query.at(fact.matcher().span()))
        .anchor(written)
        .affects(List.of(query.consumer().ref()))
        .fix(query.replacing("write " + simpler, fact.matcher().span(), simpler))
        .build();
  }
}
