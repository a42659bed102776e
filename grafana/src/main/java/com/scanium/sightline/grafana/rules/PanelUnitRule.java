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
import java.util.Set;
import java.util.function.Consumer;

/** Finds panels of numbers without a unit. */
final class PanelUnitRule implements Rule<Dashboard> {
  @Override
  public String id() {
    return "grafana/panel-unit";
  }

  @Override
  public Policy.Profile profile() {
    return Policy.Profile.STYLE;
  }

  @Override
  public Class<Dashboard> subject() {
    return Dashboard.class;
  }

  private static final Set<String> NUMBERS =
      Set.of("timeseries", "stat", "gauge", "bargauge", "barchart", "piechart", "singlestat");

  @Override
  public void check(Dashboard dashboard, RuleContext facts, Consumer<Finding> out) {
    for (Panel panel : dashboard.panels()) {
      if (NUMBERS.contains(panel.type())
          && !panel.targets().isEmpty()
          && PanelUnit.of(panel).isEmpty()
          && !PanelUnit.hasOverrides(panel)) {
        out.accept(
            Finding.of(id(), Severity.WARNING)
                .message(
                    "the panel \"" + panel.title().orElse("without a title") + "\" has no unit")
                .at(dashboard.location(panel.doc().get("title").orElse(panel.doc()).span()))
                .anchor(panel.id() + panel.title().orElse(""))
                .affects(List.of(dashboard.ref(panel, "")))
                .fix(Fix.of("set the unit of its fields; \"short\" says that it is a plain number"))
                .build());
      }
    }
  }
}
