package com.scanium.sightline.grafana.rules;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.finding.Verdict;
import com.scanium.sightline.grafana.internal.Languages;
import com.scanium.sightline.port.DatasourceRef;
import com.scanium.sightline.port.PanelQuery;
import com.scanium.sightline.port.QueryConsumer;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.List;
import java.util.function.Consumer;

/** Finds queries in another language than the one that their data source speaks. */
final class QueryLanguageMismatchRule implements Rule<QueryConsumer> {
  @Override
  public String id() {
    return "grafana/query-language-mismatch";
  }

  @Override
  public Class<QueryConsumer> subject() {
    return QueryConsumer.class;
  }

  @Override
  public void check(QueryConsumer consumer, RuleContext facts, Consumer<Finding> out) {
    boolean isNotSent =
        consumer instanceof PanelQuery panel
            && (panel.isHidden() || panel.notChecked().isPresent());
    if (!isNotSent && !saysType(consumer, facts)) {
      LanguageMismatch.of(consumer).ifPresent(it -> out.accept(finding(consumer, it)));
    }
  }

  /**
   * Whether a panel's reference says the type that the query is written for: that is the defect.
   */
  private static boolean saysType(QueryConsumer consumer, RuleContext facts) {
    DatasourceRef ref = consumer.question().datasource();
    return consumer instanceof PanelQuery
        && ref.name().isPresent()
        && ref.type()
            .filter(
                type ->
                    facts
                        .pipeline()
                        .datasources()
                        .resolve(ref)
                        .filter(it -> Languages.of(it.type()) != Languages.of(type))
                        .isPresent())
            .isPresent();
  }

  private Finding finding(QueryConsumer consumer, LanguageMismatch mismatch) {
    String asked = LanguageMismatch.name(mismatch.asked());
    String written = LanguageMismatch.name(mismatch.written());
    return Finding.of(id(), Severity.ERROR)
        .message("the query is " + written + ", and its data source speaks " + asked)
        .at(consumer.text().location())
        .anchor(consumer.text().text())
        .evidence("it goes to " + consumer.question().datasource())
        .affects(List.of(consumer.ref()))
        .effect(Verdict.QUERY_ERROR)
        .fix(Fix.of("choose a data source that speaks " + written + ", or rewrite the query"))
        .build();
  }
}
