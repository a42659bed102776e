package com.scanium.sightline.grafana.rules;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.grafana.dashboard.Dashboard;
import com.scanium.sightline.grafana.dashboard.Panel;
import com.scanium.sightline.grafana.dashboard.Target;
import com.scanium.sightline.grafana.template.VariableKind;
import com.scanium.sightline.pipeline.Policy;
import com.scanium.sightline.text.Doc;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Finds dashboards without a variable for their data source: they show one environment only. */
final class DatasourceTemplateRule implements Rule<Dashboard> {
  @Override
  public String id() {
    return "grafana/datasource-template";
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
    Set<String> types = new TreeSet<>();
    for (Panel panel : dashboard.panels()) {
      for (Target target : panel.targets()) {
        panel
            .datasourceOf(target)
            .type()
            .filter(it -> it.equals("prometheus") || it.equals("loki"))
            .ifPresent(types::add);
      }
    }
    for (String type : types) {
      boolean offered =
          dashboard.variables().stream()
              .filter(it -> it.kind() == VariableKind.DATASOURCE)
              .anyMatch(it -> it.query().map(Doc.Str::value).filter(type::equals).isPresent());
      if (!offered) {
        out.accept(finding(dashboard, type));
      }
    }
  }

  private Finding finding(Dashboard dashboard, String type) {
    return Finding.of(id(), Severity.WARNING)
        .message("the dashboard has no variable that chooses among data sources of type " + type)
        .at(dashboard.location(dashboard.doc().get("title").orElse(dashboard.doc()).span()))
        .anchor(type)
        .fix(Fix.of("add a variable of kind data source, and let the panels use it"))
        .build();
  }
}
