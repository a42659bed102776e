package com.scanium.sightline.grafana.rules;

import com.scanium.sightline.finding.ConsumerRef;
import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.grafana.dashboard.Dashboard;
import com.scanium.sightline.grafana.dashboard.DashboardSet;
import com.scanium.sightline.grafana.dashboard.Panel;
import com.scanium.sightline.inference.Judgement;
import com.scanium.sightline.port.PanelQuery;
import com.scanium.sightline.port.QueryConsumer;
import com.scanium.sightline.port.QueryLanguage;
import com.scanium.sightline.port.QueryVariant;
import com.scanium.sightline.promql.Aggregator;
import com.scanium.sightline.promql.BinaryOperator;
import com.scanium.sightline.promql.PromQl;
import com.scanium.sightline.promql.PromQlExpr;
import com.scanium.sightline.promql.PromQlExpr.VectorSelector;
import com.scanium.sightline.promql.PromQlOptions;
import com.scanium.sightline.promql.PromQlParse;
import com.scanium.sightline.promql.PromQlText;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Finds an "age" that is none: something that counts is subtracted from the Unix time.
 *
 * <p>Only names that say for certain that they are no time are reported.
 */
final class UnitMismatchRule implements Rule<DashboardSet> {
  /** Counts and sizes by the naming rules of Prometheus, and what scrapes record of themselves. */
  private static final Pattern NO_TIME =
      Pattern.compile(
          "up|scrape_samples_scraped|scrape_samples_post_metric_relabeling|scrape_series_added"
              + "|.*_(total|count|bucket|bytes|ratio|info)");

  @Override
  public String id() {
    return "grafana/unit-mismatch";
  }

  @Override
  public Class<DashboardSet> subject() {
    return DashboardSet.class;
  }

  @Override
  public void check(DashboardSet set, RuleContext facts, Consumer<Finding> out) {
    Map<ConsumerRef, QueryConsumer> queries = new HashMap<>();
    for (Judgement judgement : facts.inference().panels()) {
      boolean isOurs = judgement.consumer().ref().dashboard().flatMap(set::dashboard).isPresent();
      if (isOurs && judgement.consumer() instanceof PanelQuery query) {
        queries.putIfAbsent(query.ref(), query);
        check(query, out);
      }
    }
    for (Dashboard dashboard : set.dashboards()) {
      for (Panel panel : dashboard.panels()) {
        PanelUnits.check(id(), dashboard, panel, queries, facts).ifPresent(out);
      }
    }
  }

  private void check(PanelQuery query, Consumer<Finding> out) {
    if (query.language() != QueryLanguage.PROMQL || query.isHidden()) {
      return;
    }
    QueryVariant sent = query.variants().get(0);
    PromQlParse parse = PromQl.parse(sent.text(), PromQlOptions.TOLERANT);
    if (parse.expr().isEmpty() || !parse.errors().isEmpty()) {
      return;
    }
    List<VectorSelector> wrong = new ArrayList<>();
    PromQl.walk(
        parse.expr().get(),
        node -> {
          if (node instanceof PromQlExpr.Binary binary
              && binary.operator() == BinaryOperator.SUBTRACT
              && isNow(binary.left())) {
            wrong.addAll(countsIn(binary.right()));
          }
        });
    wrong.stream().findFirst().ifPresent(selector -> out.accept(finding(query, sent, selector)));
  }

  private static boolean isNow(PromQlExpr expr) {
    PromQlExpr bare = expr;
    while (bare instanceof PromQlExpr.Paren paren) {
      bare = paren.expr();
    }
    return bare instanceof PromQlExpr.Call call && call.function().equals("time");
  }

  /** The selectors of counts whose values reach the subtraction as they are. */
  private static List<VectorSelector> countsIn(PromQlExpr expr) {
    if (expr instanceof PromQlExpr.Paren paren) {
      return countsIn(paren.expr());
    }
    if (expr instanceof PromQlExpr.Aggregate aggregate) {
      return aggregate.operator() == Aggregator.COUNT ? List.of() : countsIn(aggregate.expr());
    }
    boolean isCount =
        expr instanceof VectorSelector selector
            && selector
                .metricName()
                .filter(name -> !name.hasPlaceholders())
                .map(PromQlText::value)
                .filter(name -> NO_TIME.matcher(name).matches())
                .isPresent();
    return isCount && expr instanceof VectorSelector selector ? List.of(selector) : List.of();
  }

  private Finding finding(PanelQuery query, QueryVariant sent, VectorSelector selector) {
    String metric = selector.metricName().map(PromQlText::value).orElse("");
    return Finding.of(id(), Severity.WARNING)
        .message("\"" + metric + "\" is no time, and it is subtracted from the Unix time")
        .at(query.text().location(sent.offsets().toOriginal(selector.span())))
        .anchor(query.text().text())
        .evidence("time() is seconds since 1970, so the result is some 56 years whatever happens")
        .affects(List.of(query.ref()))
        .fix(Fix.of("write time() - timestamp(" + metric + "), or show the metric itself"))
        .build();
  }
}
