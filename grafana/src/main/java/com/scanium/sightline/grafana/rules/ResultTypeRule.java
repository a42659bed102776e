package com.scanium.sightline.grafana.rules;

import com.scanium.sightline.finding.ConsumerRef;
import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.grafana.dashboard.Dashboard;
import com.scanium.sightline.grafana.dashboard.DashboardSet;
import com.scanium.sightline.grafana.dashboard.Panel;
import com.scanium.sightline.grafana.dashboard.Target;
import com.scanium.sightline.inference.Judgement;
import com.scanium.sightline.logql.LogQl;
import com.scanium.sightline.logql.LogQlExpr;
import com.scanium.sightline.port.QueryConsumer;
import com.scanium.sightline.port.QueryLanguage;
import com.scanium.sightline.traceql.TraceQl;
import com.scanium.sightline.traceql.TraceQlExpr;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Finds panels that can't draw what their query gives: lines where numbers are wanted, numbers
 * where lines are.
 */
final class ResultTypeRule implements Rule<DashboardSet> {
  @Override
  public String id() {
    return "grafana/result-type";
  }

  @Override
  public Class<DashboardSet> subject() {
    return DashboardSet.class;
  }

  private static final Set<String> WANT_NUMBERS =
      Set.of(
          "timeseries", "graph", "gauge", "bargauge", "heatmap", "histogram", "piechart", "trend");

  @Override
  public void check(DashboardSet set, RuleContext facts, Consumer<Finding> out) {
    Map<ConsumerRef, QueryConsumer> queries = new HashMap<>();
    for (Judgement judgement : facts.inference().panels()) {
      queries.putIfAbsent(judgement.consumer().ref(), judgement.consumer());
    }
    for (Dashboard dashboard : set.dashboards()) {
      for (Panel panel : dashboard.panels()) {
        boolean isChanged =
            panel.body().get("transformations").filter(it -> !it.items().isEmpty()).isPresent();
        if (isChanged) {
          continue;
        }
        for (Target target : panel.targets()) {
          QueryConsumer query = queries.get(dashboard.ref(panel, target.refId()));
          if (query != null && !target.isHidden()) {
            flaw(panel.type(), query).ifPresent(it -> out.accept(finding(panel, query, it)));
          }
        }
      }
    }
  }

  private static Optional<String> flaw(String type, QueryConsumer query) {
    String text = query.variants().get(0).text();
    if (query.language() == QueryLanguage.LOGQL) {
      Optional<LogQlExpr> expr = LogQl.parse(text).expr();
      if (expr.isEmpty()) {
        return Optional.empty();
      }
      LogQlExpr bare = expr.get();
      while (bare instanceof LogQlExpr.Parenthesized paren) {
        bare = paren.inner();
      }
      boolean lines = bare instanceof LogQlExpr.LogQuery;
      boolean unknown = bare instanceof LogQlExpr.Variable;
      if (lines && WANT_NUMBERS.contains(type)) {
        return Optional.of("gives log lines");
      }
      return !lines && !unknown && type.equals("logs")
          ? Optional.of("gives numbers")
          : Optional.empty();
    }
    if (query.language() == QueryLanguage.TRACEQL && !text.isBlank() && !TraceQl.isTraceId(text)) {
      Optional<TraceQlExpr> expr = TraceQl.parse(text).expr();
      boolean metrics = expr.filter(TraceQl::isMetrics).isPresent();
      boolean variable = expr.filter(TraceQlExpr.Variable.class::isInstance).isPresent();
      if (expr.isPresent() && !metrics && !variable && WANT_NUMBERS.contains(type)) {
        return Optional.of("gives a list of traces");
      }
    }
    return query.language() == QueryLanguage.PROMQL && type.equals("logs")
        ? Optional.of("gives numbers")
        : Optional.empty();
  }

  private Finding finding(Panel panel, QueryConsumer query, String gives) {
    boolean wantsNumbers = WANT_NUMBERS.contains(panel.type());
    return Finding.of(id(), Severity.WARNING)
        .message("the query " + gives + ", which a panel of type " + panel.type() + " can't draw")
        .at(query.text().location())
        .anchor(query.text().text())
        .evidence(
            wantsNumbers
                ? "the panel says \"Data is missing a number field\""
                : "the panel says \"No logs\" or shows no lines")
        .affects(List.of(query.ref()))
        .fix(
            Fix.of(
                wantsNumbers
                    ? "count or measure in the query, or choose a panel for lists"
                    : "choose a panel for numbers, or ask for lines"))
        .build();
  }
}
