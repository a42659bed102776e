package com.scanium.sightline.grafana.rules;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.grafana.dashboard.Dashboard;
import com.scanium.sightline.grafana.dashboard.Variable;
import com.scanium.sightline.grafana.template.VariableKind;
import com.scanium.sightline.inference.SentQuery;
import com.scanium.sightline.port.PanelQuery;
import com.scanium.sightline.port.QueryConsumer;
import com.scanium.sightline.promql.PromQl;
import com.scanium.sightline.promql.PromQlOptions;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What well-kept dashboards do with a label that every series has: offer it, and filter by it. */
final class LabelTemplate {
  private LabelTemplate() {}

  /** Reports a dashboard of PromQL queries without a variable that lists the label's values. */
  static void checkVariable(String rule, String label, Dashboard dashboard, Consumer<Finding> out) {
    boolean asks =
        dashboard.panels().stream()
            .flatMap(panel -> panel.targets().stream().map(panel::datasourceOf))
            .anyMatch(it -> it.type().filter("prometheus"::equals).isPresent());
    if (!asks) {
      return;
    }
    Optional<Variable> variable =
        dashboard.variables().stream()
            .filter(it -> it.kind() == VariableKind.QUERY && it.name().equals(label))
            .findFirst();
    if (variable.isEmpty()) {
      out.accept(
          Finding.of(rule, Severity.WARNING)
              .message("the dashboard has no variable \"" + label + "\"")
              .at(dashboard.location(dashboard.doc().get("title").orElse(dashboard.doc()).span()))
              .anchor(label)
              .evidence("every scraped series has the label; people choose by it")
              .fix(
                  Fix.of(
                      "add a query variable: label_values(" + label + "), multi-value, with All"))
              .build());
    } else if (!variable.get().isMulti()) {
      out.accept(
          Finding.of(rule, Severity.WARNING)
              .message("the variable \"" + label + "\" takes one value only")
              .at(dashboard.location(variable.get().nameSpan()))
              .anchor(label + " multi")
              .affects(List.of(dashboard.ref(variable.get())))
              .fix(Fix.of("let it take several values, and match with =~"))
              .build());
    }
  }

  /** Reports the first selector of a panel's query that doesn't filter by the variable. */
  static void checkTarget(
      String rule, String label, QueryConsumer consumer, Consumer<Finding> out) {
    if (!(consumer instanceof PanelQuery) || !SentQuery.of(consumer).isPresent()) {
      return;
    }
    PromQl.parse(consumer.text().text(), PromQlOptions.TOLERANT)
        .expr()
        .map(PromQl::selectors)
        .orElse(List.of())
        .stream()
        .filter(
            selector ->
                selector.splices().isEmpty()
                    && selector.matchers().stream()
                        .noneMatch(
                            it -> it.name().value().equals(label) && it.value().hasPlaceholders()))
        .findFirst()
        .ifPresent(
            selector ->
                out.accept(
                    Finding.of(rule, Severity.INFO)
                        .message("the query doesn't filter by $" + label)
                        .at(consumer.text().location(selector.span()))
                        .anchor(consumer.text().text())
                        .affects(List.of(consumer.ref()))
                        .fix(Fix.of("add " + label + "=~\"$" + label + "\""))
                        .build()));
  }
}
