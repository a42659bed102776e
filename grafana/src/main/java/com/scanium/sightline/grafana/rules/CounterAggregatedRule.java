package com.scanium.sightline.grafana.rules;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.inference.SentQuery;
import com.scanium.sightline.pipeline.Policy;
import com.scanium.sightline.port.PanelQuery;
import com.scanium.sightline.port.QueryConsumer;
import com.scanium.sightline.promql.analysis.TypeMisuse;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.List;
import java.util.function.Consumer;

/** Finds counters that are shown as they are: the curve only says how long the process runs. */
final class CounterAggregatedRule implements Rule<QueryConsumer> {
  @Override
  public String id() {
    return "grafana/counter-not-aggregated";
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
    if (!(consumer instanceof PanelQuery)) {
      return;
    }
    SentQuery.of(consumer)
        .ifPresent(
            query ->
                TypeMisuse.of(query.expr(), selector -> List.of()).stream()
                    .filter(it -> it.kind() == TypeMisuse.Kind.COUNTER_WITHOUT_RATE)
                    .forEach(it -> out.accept(finding(query, it))));
  }

  private Finding finding(SentQuery query, TypeMisuse misuse) {
    String selector = query.text(misuse.selector().span());
    return Finding.of(id(), Severity.WARNING)
        .message("the counter " + selector + " is shown without rate or increase")
        .at(query.at(misuse.selector().span()))
        .anchor(query.consumer().text().text())
        .affects(List.of(query.consumer().ref()))
        .fix(
            query.replacing(
                "write rate(" + selector + "[$__rate_interval])",
                misuse.selector().span(),
                "rate(" + selector + "[$__rate_interval])"))
        .build();
  }
}
