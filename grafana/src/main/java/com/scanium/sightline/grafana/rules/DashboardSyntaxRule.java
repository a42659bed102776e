package com.scanium.sightline.grafana.rules;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.grafana.dashboard.DashboardParse;
import com.scanium.sightline.text.Problem;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.function.Consumer;

/** Finds dashboard files that don't parse: Grafana logs an error and the dashboard is absent. */
final class DashboardSyntaxRule implements Rule<DashboardParse> {
  @Override
  public String id() {
    return "grafana/dashboard-syntax";
  }

  @Override
  public Class<DashboardParse> subject() {
    return DashboardParse.class;
  }

  @Override
  public void check(DashboardParse file, RuleContext facts, Consumer<Finding> out) {
    for (Problem problem : file.problems()) {
      out.accept(
          Finding.of(id(), Severity.ERROR)
              .message("the dashboard file does not parse: " + problem.message())
              .at(file.source().location(problem.span()))
              .anchor(problem.message())
              .evidence(
                  "Grafana does not load the file, so the dashboard is missing or out of date")
              .fix(Fix.of("correct the JSON at this place"))
              .build());
    }
  }
}
