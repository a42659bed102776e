package com.scanium.sightline.grafana.rules;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.grafana.dashboard.DashboardCard;
import com.scanium.sightline.grafana.dashboard.DashboardIndex;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Finds dashboards with the same title in one folder: a provider loads only one of them. */
final class DuplicateTitleRule implements Rule<DashboardIndex> {
  @Override
  public String id() {
    return "grafana/duplicate-title";
  }

  @Override
  public Class<DashboardIndex> subject() {
    return DashboardIndex.class;
  }

  @Override
  public void check(DashboardIndex set, RuleContext facts, Consumer<Finding> out) {
    Map<List<String>, DashboardCard> first = new HashMap<>();
    for (DashboardCard card : set.cards()) {
      if (card.title().isEmpty()) {
        continue;
      }
      DashboardCard.Written title = card.title().get();
      DashboardCard before = first.putIfAbsent(List.of(card.folder(), title.text()), card);
      boolean isSame = before != null && before.uid().equals(card.uid());
      if (before != null && !isSame) {
        out.accept(finding(title, before));
      }
    }
  }

  private Finding finding(DashboardCard.Written title, DashboardCard before) {
    return Finding.of(id(), Severity.WARNING)
        .message("two dashboards of one folder have the title \"" + title.text() + "\"")
        .at(title.location())
        .anchor(title.text())
        .evidence("the other one is " + before.file())
        .evidence(
            "a provider of Grafana before 11 loads one of them only; people can't tell them apart")
        .fix(Fix.of("give one of them another title"))
        .build();
  }
}
