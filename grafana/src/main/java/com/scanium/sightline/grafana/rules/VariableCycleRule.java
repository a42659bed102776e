package com.scanium.sightline.grafana.rules;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.grafana.dashboard.Dashboard;
import com.scanium.sightline.grafana.dashboard.Variable;
import com.scanium.sightline.grafana.template.TemplateText;
import com.scanium.sightline.grafana.template.VariableKind;
import com.scanium.sightline.text.Doc;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Finds variables whose queries wait for each other: none of them is ever filled. */
final class VariableCycleRule implements Rule<Dashboard> {
  @Override
  public String id() {
    return "grafana/variable-cycle";
  }

  @Override
  public Class<Dashboard> subject() {
    return Dashboard.class;
  }

  @Override
  public void check(Dashboard dashboard, RuleContext facts, Consumer<Finding> out) {
    Map<String, Set<String>> uses = new LinkedHashMap<>();
    for (Variable variable : dashboard.variables()) {
      uses.put(variable.name(), used(dashboard, variable));
    }
    Set<String> told = new TreeSet<>();
    for (Variable variable : dashboard.variables()) {
      List<String> path = new ArrayList<>();
      if (!told.contains(variable.name())
          && leadsBack(variable.name(), variable.name(), uses, path)) {
        told.addAll(path);
        told.add(variable.name());
        out.accept(finding(dashboard, variable, path));
      }
    }
  }

  private static Set<String> used(Dashboard dashboard, Variable variable) {
    Set<String> names = new LinkedHashSet<>();
    boolean asks = variable.kind() == VariableKind.QUERY;
    if (asks) {
      variable
          .query()
          .ifPresent(
              text -> TemplateText.references(text.value()).forEach(it -> names.add(it.name())));
    }
    names.removeIf(name -> dashboard.variable(name).isEmpty());
    return names;
  }

  /** Whether one variable needs another, and by which way; the path is empty when not. */
  private static boolean leadsBack(
      String from, String to, Map<String, Set<String>> uses, List<String> path) {
    for (String next : uses.getOrDefault(from, Set.of())) {
      if (next.equals(to)) {
        return true;
      }
      if (!path.contains(next)) {
        path.add(next);
        if (leadsBack(next, to, uses, path)) {
          return true;
        }
        path.remove(path.size() - 1);
      }
    }
    return false;
  }

  private Finding finding(Dashboard dashboard, Variable variable, List<String> path) {
    List<String> circle = new ArrayList<>();
    circle.add("$" + variable.name());
    path.forEach(name -> circle.add("$" + name));
    circle.add("$" + variable.name());
    return Finding.of(id(), Severity.ERROR)
        .message(
            "the variable $"
                + variable.name()
                + " waits for itself: "
                + String.join(" -> ", circle))
        .at(dashboard.location(variable.query().map(Doc::span).orElse(variable.nameSpan())))
        .anchor(variable.name())
        .evidence("Grafana fills a variable after those that its query names")
        .affects(List.of(dashboard.ref(variable)))
        .fix(Fix.of("take one of the references out of the circle"))
        .build();
  }
}
