package com.scanium.sightline.grafana.rules;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.grafana.dashboard.Dashboard;
import com.scanium.sightline.grafana.dashboard.DashboardSet;
import com.scanium.sightline.text.Doc;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Finds dashboards with the same title in one folder: a provider loads only one of them. */
final class DuplicateTitleRule implements Rule<DashboardSet> {
  @Override
  public String id() {
    return "grafana/duplicate-title";
  }

  @Override
  public Class<DashboardSet> subject() {
    return DashboardSet.class;
  }

  @Override
  public void check(DashboardSet set, RuleContext facts, Consumer<Finding> out) {
    Map<List<String>, Dashboard> first = new LinkedHashMap<>();
    for (Dashboard dashboard : set.dashboards()) {
      Optional<Doc> title =
          dashboard.doc().get("title").filter(it -> !it.asText().orElse("").isEmpty());
      if (title.isEmpty()) {
        continue;
      }
      String file = dashboard.source().location().file();
      String folder = file.substring(0, file.lastIndexOf('/') + 1);
      Dashboard before =
          first.putIfAbsent(List.of(folder, title.get().asText().orElse("")), dashboard);
      boolean isSame = before != null && before.uid().equals(dashboard.uid());
      if (before != null && !isSame) {
        out.accept(finding(dashboard, before, title.get()));
      }
    }
  }

  private Finding finding(Dashboard dashboard, Dashboard before, Doc title) {
    String name = title.asText().orElse("");
    return Finding.of(id(), Severity.WARNING)
        .message("two dashboards of one folder have the title \"" + name + "\"")
        .at(dashboard.location(title.span()))
        .anchor(name)
        .evidence("the other one is " + before.source().location().file())
        .evidence(
            "a provider of Grafana before 11 loads one of them only; people can't tell them apart")
        .fix(Fix.of("give one of them another title"))
        .build();
  }
}
