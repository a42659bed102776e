package com.scanium.sightline.grafana.rules;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.grafana.dashboard.Dashboard;
import com.scanium.sightline.grafana.dashboard.Panel;
import com.scanium.sightline.grafana.dashboard.Variable;
import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.Spelling;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Finds panels and rows that repeat by a variable which the dashboard doesn't have. */
final class RepeatUnknownRule implements Rule<Dashboard> {
  @Override
  public String id() {
    return "grafana/repeat-unknown";
  }

  @Override
  public Class<Dashboard> subject() {
    return Dashboard.class;
  }

  @Override
  public void check(Dashboard dashboard, RuleContext facts, Consumer<Finding> out) {
    for (Panel panel : dashboard.panels()) {
      Optional<Doc> repeat = panel.doc().get("repeat");
      String name = repeat.flatMap(Doc::asString).orElse("");
      if (repeat.isPresent() && !name.isEmpty() && dashboard.variable(name).isEmpty()) {
        out.accept(finding(dashboard, panel, repeat.get(), name));
      }
    }
  }

  private Finding finding(Dashboard dashboard, Panel panel, Doc repeat, String name) {
    return Finding.of(id(), Severity.WARNING)
        .message("repeats by \"" + name + "\", and the dashboard has no such variable")
        .at(dashboard.location(repeat.span()))
        .anchor(panel.id() + name)
        .evidence("the panel is shown once, with the variable's text in its queries")
        .affects(List.of(dashboard.ref(panel, "")))
        .fix(fix(dashboard, repeat, name))
        .build();
  }

  private static Fix fix(Dashboard dashboard, Doc repeat, String name) {
    List<String> known = dashboard.variables().stream().map(Variable::name).toList();
    return Spelling.slip(name, known)
        .map(
            it ->
                Replacements.everywhere(
                    List.of(dashboard.location(repeat.span())),
                    "write \"" + it + "\"",
                    "\"" + name + "\"",
                    "\"" + it + "\""))
        .orElseGet(
            () ->
                Fix.of(
                    Spelling.nearest(name, known)
                        .map(it -> "write \"" + it + "\" if that is what is meant")
                        .orElse("add the variable, or take the repetition away")));
  }
}
