package com.scanium.sightline.rules;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.pipeline.Policy;
import com.scanium.sightline.port.QueryConsumer;
import com.scanium.sightline.traceql.TraceQlExpr;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.List;
import java.util.function.Consumer;

/** Finds attributes without a scope, for which Tempo looks at spans and resources alike. */
final class UnscopedAttributeRule implements Rule<QueryConsumer> {
  @Override
  public String id() {
    return "traceql/unscoped-attribute";
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
    SentTraceQuery.of(consumer)
        .ifPresent(
            query ->
                query.attributes().stream()
                    .filter(it -> it.scope().isEmpty())
                    .forEach(it -> out.accept(finding(query, it))));
  }

  private Finding finding(SentTraceQuery query, TraceQlExpr.Attribute attribute) {
    String written = query.text(attribute.span());
    return Finding.of(id(), Severity.INFO)
        .message("\"" + written + "\" has no scope; Tempo reads twice as much for it")
        .at(query.at(attribute.span()))
        .anchor(query.consumer().text().text() + " " + written)
        .affects(List.of(query.consumer().ref()))
        .fix(Fix.of("write span." + attribute.name() + " or resource." + attribute.name()))
        .build();
  }
}
