package com.scanium.sightline.grafana.rules;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.inference.SentQuery;
import com.scanium.sightline.pipeline.Policy;
import com.scanium.sightline.port.PanelQuery;
import com.scanium.sightline.port.QueryConsumer;
import com.scanium.sightline.promql.PromQl;
import com.scanium.sightline.promql.PromQlExpr;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Finds panels whose rates and log ranges have a window of fixed length: zoomed out, they skip most
 * of what there is.
 */
final class FixedWindowRule implements Rule<QueryConsumer> {
  @Override
  public String id() {
    return "grafana/fixed-window";
  }

  @Override
  public Policy.Profile profile() {
    return Policy.Profile.STYLE;
  }

  @Override
  public Class<QueryConsumer> subject() {
    return QueryConsumer.class;
  }

  private static final Set<String> RATES = Set.of("rate", "irate", "increase");

  @Override
  public void check(QueryConsumer consumer, RuleContext facts, Consumer<Finding> out) {
    boolean isRange = consumer instanceof PanelQuery panel && !panel.isInstant();
    if (!isRange) {
      return;
    }
    LogWindows.check(id(), consumer, out);
    SentQuery.of(consumer)
        .ifPresent(
            query ->
                PromQl.walk(
                    query.expr(),
                    node -> {
                      if (node instanceof PromQlExpr.Call call && RATES.contains(call.function())) {
                        call.args().stream()
                            .filter(PromQlExpr.MatrixSelector.class::isInstance)
                            .map(PromQlExpr.MatrixSelector.class::cast)
                            .filter(it -> query.isWritten(it.range().span()))
                            .filter(it -> it.range().constant().isPresent())
                            .forEach(it -> out.accept(finding(query, call, it)));
                      }
                    }));
  }

  private Finding finding(
      SentQuery query, PromQlExpr.Call call, PromQlExpr.MatrixSelector selector) {
    String window = query.text(selector.range().span());
    return Finding.of(id(), Severity.WARNING)
        .message("the window of " + call.function() + " is always " + window)
        .at(query.at(selector.range().span()))
        .anchor(query.consumer().text().text())
        .evidence("over long time ranges the points lie further apart than the window is long")
        .affects(List.of(query.consumer().ref()))
        .fix(query.replacing("write $__rate_interval", selector.range().span(), "$__rate_interval"))
        .build();
  }
}
