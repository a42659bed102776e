package com.scanium.sightline.grafana.rules;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.grafana.dashboard.Dashboard;
import com.scanium.sightline.grafana.dashboard.Panel;
import com.scanium.sightline.pipeline.Policy;
import com.scanium.sightline.text.Doc;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.List;
import java.util.function.Consumer;

/** Finds panels of data that don't describe what they show. */
final class PanelDescriptionRule implements Rule<Dashboard> {
  @Override
  public String id() {
    return "grafana/panel-description";
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
      boolean described =
          panel
              .body()
              .get("description")
              .flatMap(Doc::asString)
              .filter(text -> !text.isBlank())
              .isPresent();
      if (panel.showsQueries() && !panel.targets().isEmpty() && !described) {
        out.accept(
            Finding.of(id(), Severity.INFO)
                .message("a panel of type " + panel.type() + " has no description")
                .at(dashboard.location(panel))
                .anchor("panel " + panel.id())
                .affects(List.of(dashboard.ref(panel, "")))
                .fix(Fix.of("say in a description what is counted and what a bad value means"))
                .build());
      }
    }
  }
}
