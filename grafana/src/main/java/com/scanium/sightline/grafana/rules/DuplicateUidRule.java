package com.scanium.sightline.grafana.rules;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.grafana.dashboard.DashboardCard;
import com.scanium.sightline.grafana.dashboard.DashboardIndex;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Finds dashboards with the same uid: Grafana keeps one of them and refuses the others. */
final class DuplicateUidRule implements Rule<DashboardIndex> {
  @Override
  public String id() {
    return "grafana/duplicate-uid";
  }

  @Override
  public Class<DashboardIndex> subject() {
    return DashboardIndex.class;
  }

  @Override
  public void check(DashboardIndex set, RuleContext facts, Consumer<Finding> out) {
    Map<String, DashboardCard> first = new HashMap<>();
    for (DashboardCard card : set.cards()) {
      if (card.writtenUid().isEmpty()) {
        continue;
      }
      DashboardCard.Written uid = card.writtenUid().get();
      DashboardCard before = first.putIfAbsent(uid.text(), card);
      if (before != null) {
        out.accept(finding(uid, card, before));
      }
    }
  }

  private Finding finding(
      DashboardCard.Written uid, DashboardCard dashboard, DashboardCard before) {
    // files of different folders may belong to different servers
    boolean together = dashboard.folder().equals(before.folder());
    return Finding.of(id(), together ? Severity.ERROR : Severity.WARNING)
        .message("two dashboards have the uid \"" + uid.text() + "\"")
        .at(uid.location())
        .anchor(uid.text())
        .evidence("the other one is " + before.file())
        .evidence("Grafana keeps one of them and logs the other as a duplicate")
        .fix(Fix.of("give one of them another uid"))
        .build();
  }
}
