package com.scanium.sightline.rules;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.logql.LogQl;
import com.scanium.sightline.logql.LogQlError;
import com.scanium.sightline.port.QueryConsumer;
import com.scanium.sightline.port.QueryVariant;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.List;
import java.util.function.Consumer;

/**
 * Finds log queries that Loki refuses once "All" is chosen: no condition is left that demands a
 * label.
 */
final class SelectorRefusedRule implements Rule<QueryConsumer> {
  @Override
  public String id() {
    return "logql/selector-refused";
  }

  @Override
  public Class<QueryConsumer> subject() {
    return QueryConsumer.class;
  }

  @Override
  public void check(QueryConsumer consumer, RuleContext facts, Consumer<Finding> out) {
    if (!SentLogQuery.isShown(consumer) || !LogQl.parse(consumer.variants().get(0).text()).isOk()) {
      return;
    }
    for (QueryVariant variant : consumer.variants().subList(1, consumer.variants().size())) {
      List<LogQlError> errors = LogQl.parse(variant.text()).errors();
      if (!errors.isEmpty()) {
        out.accept(finding(consumer, variant, errors.get(0)));
        return;
      }
    }
  }

  private Finding finding(QueryConsumer consumer, QueryVariant variant, LogQlError error) {
    return Finding.of(id(), Severity.WARNING)
        .message("Loki refuses the query with \"All\" selected: " + error.message())
        .at(consumer.text().location(variant.offsets().toOriginal(error.span())))
        .anchor(consumer.text().text())
        .evidence("sent as: " + variant.text().strip().replaceAll("\\s+", " "))
        .affects(List.of(consumer.ref()))
        .fix(
            Fix.of(
                "let \"All\" stand for .+ instead of .*, or add a condition that demands a label"))
        .build();
  }
}
