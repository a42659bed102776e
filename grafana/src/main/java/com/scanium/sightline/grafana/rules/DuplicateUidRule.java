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
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Finds dashboards with the same uid: Grafana keeps one of them and refuses the others. */
final class DuplicateUidRule implements Rule<DashboardSet> {
  @Override
  public String id() {
    return "grafana/duplicate-uid";
  }

  @Override
  public Class<DashboardSet> subject() {
    return DashboardSet.class;
  }

  @Override
  public void check(DashboardSet set, RuleContext facts, Consumer<Finding> out) {
    Map<String, Dashboard> first = new LinkedHashMap<>();
    for (Dashboard dashboard : set.dashboards()) {
      Optional<Doc> uid =
          dashboard.doc().get("uid").filter(it -> !it.asText().orElse("").isEmpty());
      if (uid.isEmpty()) {
        continue;
      }
      Dashboard before = first.putIfAbsent(uid.get().asText().orElse(""), dashboard);
      if (before != null) {
        out.accept(finding(dashboard, before, uid.get()));
      }
    }
  }

  private Finding finding(Dashboard dashboard, Dashboard before, Doc uid) {
    String name = uid.asText().orElse("");
    // files of different folders may belong to different servers
    boolean together = folder(dashboard).equals(folder(before));
    return Finding.of(id(), together ? Severity.ERROR : Severity.WARNING)
        .message("two dashboards have the uid \"" + name + "\"")
        .at(dashboard.location(uid.span()))
        .anchor(name)
        .evidence("the other one is " + before.source().location().file())
        .evidence("Grafana keeps one of them and logs the other as a duplicate")
        .fix(Fix.of("give one of them another uid"))
        .build();
  }

  private static String folder(Dashboard dashboard) {
    String file = dashboard.source().location().file();
    return file.substring(0, file.lastIndexOf('/') + 1);
  }
}
