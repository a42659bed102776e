package com.scanium.sightline.grafana.rules;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.grafana.dashboard.Dashboard;
import com.scanium.sightline.grafana.dashboard.Panel;
import com.scanium.sightline.grafana.dashboard.SourceRef;
import com.scanium.sightline.grafana.dashboard.Target;
import com.scanium.sightline.pipeline.Policy;
import com.scanium.sightline.text.SourceLocation;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Finds panels that name a fixed data source instead of the dashboard's variable. */
final class PanelDatasourceRule implements Rule<Dashboard> {
  @Override
  public String id() {
    return "grafana/panel-datasource";
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
    Set<SourceLocation> told = new TreeSet<>();
    for (Panel panel : dashboard.panels()) {
      for (Target target : panel.targets()) {
        SourceRef ref = panel.datasourceOf(target);
        boolean isFixed =
            ref.name().filter(it -> !it.contains("$") && !it.contains("[[")).isPresent()
                && !ref.isExpression()
                && !ref.isBuiltIn()
                && !ref.isMixed()
                && !ref.isDashboard();
        if (isFixed && told.add(dashboard.location(ref.span()))) {
          out.accept(
              Finding.of(id(), Severity.WARNING)
                  .message("the data source \"" + ref.name().orElse("") + "\" is fixed")
                  .at(dashboard.location(ref.span()))
                  .anchor(panel.id() + target.refId())
                  .affects(List.of(dashboard.ref(panel, target.refId())))
                  .fix(Fix.of("use the dashboard's data source variable, such as ${datasource}"))
                  .build());
        }
      }
    }
  }
}
