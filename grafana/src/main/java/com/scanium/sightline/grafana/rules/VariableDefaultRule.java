package com.scanium.sightline.grafana.rules;

import com.scanium.sightline.finding.ConsumerRef;
import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.grafana.dashboard.Dashboard;
import com.scanium.sightline.grafana.dashboard.DashboardSet;
import com.scanium.sightline.grafana.dashboard.Variable;
import com.scanium.sightline.grafana.template.TemplateText;
import com.scanium.sightline.grafana.template.VariableReference;
import com.scanium.sightline.inference.Judgement;
import com.scanium.sightline.inference.SentQuery;
import com.scanium.sightline.promql.LabelMatcher;
import com.scanium.sightline.promql.PromQl;
import com.scanium.sightline.promql.PromQlExpr;
import com.scanium.sightline.promql.analysis.Emptiness;
import com.scanium.sightline.signal.Match;
import com.scanium.sightline.text.Span;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Finds saved selections that no series has: the dashboard opens empty, and fills when another is
 * chosen.
 */
final class VariableDefaultRule implements Rule<DashboardSet> {
  @Override
  public String id() {
    return "grafana/variable-default";
  }

  @Override
  public Class<DashboardSet> subject() {
    return DashboardSet.class;
  }

  @Override
  public void check(DashboardSet set, RuleContext facts, Consumer<Finding> out) {
    Map<List<String>, Set<ConsumerRef>> empty = new LinkedHashMap<>();
    for (Judgement judgement : facts.inference().panels()) {
      boolean isOther =
          judgement.match() != Match.NEVER
              && judgement.notChecked().isEmpty()
              && judgement.consumer().ref().dashboard().flatMap(set::dashboard).isPresent();
      if (isOther) {
        SentQuery.of(judgement.consumer()).ifPresent(query -> collect(query, facts, empty));
      }
    }
    empty.forEach(
        (key, consumers) ->
            set.dashboard(key.get(0))
                .flatMap(
                    it -> it.variable(key.get(1)).map(v -> finding(it, v, key.get(2), consumers)))
                .ifPresent(out));
  }

  /** Notes which variable's selection empties a query that others would fill. */
  private static void collect(
      SentQuery query, RuleContext facts, Map<List<String>, Set<ConsumerRef>> into) {
    String dashboard = query.consumer().ref().dashboard().orElse("");
    boolean isEmpty =
        !query.variant().values().isEmpty()
            && Emptiness.of(query.expr(), facts.inference()::match).match() == Match.NEVER;
    if (!isEmpty) {
      return;
    }
    for (PromQlExpr.VectorSelector selector : PromQl.selectors(query.expr())) {
      if (facts.inference().match(selector) != Match.NEVER) {
        continue;
      }
      for (LabelMatcher matcher : selector.matchers()) {
        List<LabelMatcher> rest = new ArrayList<>(selector.matchers());
        rest.remove(matcher);
        PromQlExpr.VectorSelector without =
            new PromQlExpr.VectorSelector(
                selector.name(), rest, selector.splices(), selector.modifiers(), selector.span());
        Span written = query.variant().offsets().toOriginal(matcher.value().span());
        String text = query.consumer().text().text();
        List<VariableReference> used =
            TemplateText.references(
                text.substring(written.start(), Math.min(written.end(), text.length())));
        if (used.size() == 1 && facts.inference().match(without) != Match.NEVER) {
          String name = used.get(0).name();
          String value = query.variant().values().getOrDefault(name, matcher.value().value());
          into.computeIfAbsent(List.of(dashboard, name, value), key -> new TreeSet<>())
              .add(query.consumer().ref());
        }
      }
    }
  }

  private Finding finding(
      Dashboard dashboard, Variable variable, String value, Set<ConsumerRef> consumers) {
    return Finding.of(id(), Severity.WARNING)
        .message("opens with $" + variable.name() + " = \"" + value + "\", which no series has")
        .at(dashboard.location(variable.currentSpan()))
        .anchor(variable.name() + value)
        .evidence("with another selection the same panels can show data")
        .affects(consumers)
        .fix(Fix.of("save a selection that occurs, or All"))
        .build();
  }
}
