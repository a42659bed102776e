package com.scanium.sightline.grafana.rules;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.grafana.dashboard.Dashboard;
import com.scanium.sightline.grafana.dashboard.Panel;
import com.scanium.sightline.pipeline.Policy;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.List;
import java.util.function.Consumer;

/** Finds panels of data without a title. */
final class PanelTitleRule implements Rule<Dashboard> {
  @Override
  public String id() {
    return "grafana/panel-title";
  }

  @Override
  public Policy.Profile profile() {
    return Policy.Profile.STYLE;
  }

  @Override
  public Class<Dashboard> subject() {
    return Dashboard.class;
  }

  @Override
  public void check(Dashboard dashboard, RuleContext facts, Consumer<Finding> out) {
    for (Panel panel : dashboard.panels()) {
      if (panel.showsQueries() && !panel.targets().isEmpty() && panel.title().isEmpty()) {
        out.accept(
            Finding.of(id(), Severity.WARNING)
                .message("a panel of type " + panel.type() + " has no title")
                .at(dashboard.location(panel.doc().span()))
                .anchor("panel " + panel.id())
                .affects(List.of(dashboard.ref(panel, "")))
                .fix(Fix.of("say in a title what the panel shows, with its unit or window"))
                .build());
      }
    }
  }
}
