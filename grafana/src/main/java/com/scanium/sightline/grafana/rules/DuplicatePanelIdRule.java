package com.scanium.sightline.grafana.rules;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.grafana.dashboard.Dashboard;
import com.scanium.sightline.grafana.dashboard.Panel;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Finds panels with the same id: links, and panels that reuse a result, reach only one of them. */
final class DuplicatePanelIdRule implements Rule<Dashboard> {
  @Override
  public String id() {
    return "grafana/duplicate-panel-id";
  }

  @Override
  public Class<Dashboard> subject() {
    return Dashboard.class;
  }

  @Override
  public void check(Dashboard dashboard, RuleContext facts, Consumer<Finding> out) {
    Map<Long, Panel> first = new LinkedHashMap<>();
    for (Panel panel : dashboard.panels()) {
      OptionalLong id = panel.id();
      if (id.isEmpty() || id.getAsLong() == 0) {
        continue;
      }
      Panel before = first.putIfAbsent(id.getAsLong(), panel);
      if (before != null) {
        out.accept(finding(dashboard, panel, before, id.getAsLong()));
      }
    }
  }

  private Finding finding(Dashboard dashboard, Panel panel, Panel before, long id) {
    return Finding.of(id(), Severity.WARNING)
        .message("two panels have the id " + id)
        .at(dashboard.location(panel.doc().get("id").orElse(panel.doc()).span()))
        .anchor(id + panel.title().orElse(""))
        .evidence("the other one is \"" + before.title().orElse("without a title") + "\"")
        .evidence("a link to the panel, or a panel that shows its result, gets one of them")
        .affects(List.of(dashboard.ref(panel, "")))
        .fix(Fix.of("give one of them an id that no panel has"))
        .build();
  }
}
