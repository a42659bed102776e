package com.scanium.sightline.examples.rules;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.grafana.dashboard.Dashboard;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.function.Consumer;

/** Finds dashboards that no team looks after: each has a tag such as {@code team:checkout}. */
final class TeamTagRule implements Rule<Dashboard> {
  @Override
  public String id() {
    return "company/team-tag";
  }

  @Override
  public Class<Dashboard> subject() {
    return Dashboard.class;
  }

  @Override
  public void check(Dashboard dashboard, RuleContext facts, Consumer<Finding> out) {
    if (dashboard.tags().stream().anyMatch(tag -> tag.startsWith("team:"))) {
      return;
    }
    out.accept(
        Finding.of(id(), Severity.WARNING)
            .message("dashboard \"" + dashboard.title() + "\" names no team")
            .at(dashboard.source().location())
            .anchor(dashboard.id())
            .evidence("its tags: " + String.join(", ", dashboard.tags()))
            .fix(Fix.of("add a tag such as team:checkout"))
            .build());
  }
}
