package com.scanium.sightline.grafana.rules;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.grafana.dashboard.Dashboard;
import com.scanium.sightline.grafana.dashboard.Panel;
import com.scanium.sightline.grafana.dashboard.Target;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Finds queries of one panel with the same letter: the answers overwrite each other. */
final class DuplicateRefIdRule implements Rule<Dashboard> {
  @Override
  public String id() {
    return "grafana/duplicate-ref-id";
  }

  @Override
  public Class<Dashboard> subject() {
    return Dashboard.class;
  }

  @Override
  public void check(Dashboard dashboard, RuleContext facts, Consumer<Finding> out) {
    for (Panel panel : dashboard.panels()) {
      Set<String> seen = new TreeSet<>();
      for (Target target : panel.targets()) {
        String letter = target.refId();
        if (!letter.isEmpty() && !target.isHidden() && !seen.add(letter)) {
          out.accept(finding(dashboard, panel, target));
        }
      }
    }
  }

  private Finding finding(Dashboard dashboard, Panel panel, Target target) {
    String letter = target.refId();
    return Finding.of(id(), Severity.WARNING)
        .message("two queries of one panel are called " + letter)
        .at(dashboard.location(target.doc().get("refId").orElse(target.doc()).span()))
        .anchor(panel.id() + letter)
        .evidence("answers are told apart by the letter: one overwrites the other")
        .affects(List.of(dashboard.ref(panel, letter)))
        .fix(Fix.of("give one of them another letter"))
        .build();
  }
}
