package com.scanium.sightline.rules;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.inference.SentQuery;
import com.scanium.sightline.pipeline.Policy;
import com.scanium.sightline.port.QueryConsumer;
import com.scanium.sightline.promql.analysis.CostFact;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.List;
import java.util.function.Consumer;

/** Finds selectors for which the store has to look through more series than it gives. */
final class CostlySelectorRule implements Rule<QueryConsumer> {
  @Override
  public String id() {
    return "promql/costly-selector";
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
            query -> CostFact.of(query.expr()).forEach(it -> out.accept(finding(query, it))));
  }

  private Finding finding(SentQuery query, CostFact fact) {
    String selector = query.text(fact.selector().span());
    return Finding.of(id(), Severity.INFO)
        .message(
            switch (fact.kind()) {
              case NO_NAME -> selector + " asks for no metric name";
              case WIDE_NAME -> selector + " asks for names that begin with anything";
              case WIDE_LABELS -> selector + " leaves hardly anything out";
            })
        .at(query.at(fact.selector().span()))
        .anchor(selector)
        .affects(List.of(query.consumer().ref()))
        .fix(Fix.of("name the metric, and a label with few values"))
        .build();
  }
}
