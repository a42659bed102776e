package com.scanium.sightline.grafana.rules;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.grafana.dashboard.Dashboard;
import com.scanium.sightline.grafana.dashboard.Panel;
import com.scanium.sightline.text.Doc;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Finds thresholds in percent where the values are shares, and the other way round. */
final class ThresholdUnitRule implements Rule<Dashboard> {
  @Override
  public String id() {
    return "grafana/threshold-unit";
  }

  @Override
  public Class<Dashboard> subject() {
    return Dashboard.class;
  }

  @Override
  public void check(Dashboard dashboard, RuleContext facts, Consumer<Finding> out) {
    for (Panel panel : dashboard.panels()) {
      String unit = PanelUnit.of(panel).map(Doc.Str::value).orElse("");
      Optional<Doc> defaults = PanelUnit.config(panel).flatMap(it -> it.get("defaults"));
      Optional<Doc> thresholds = defaults.flatMap(it -> it.get("thresholds"));
      boolean isPercentage =
          thresholds
              .flatMap(it -> it.get("mode"))
              .flatMap(Doc::asString)
              .orElse("")
              .equals("percentage");
      if (thresholds.isEmpty() || isPercentage || PanelUnit.hasOverrides(panel)) {
        continue;
      }
      List<Doc> steps = new ArrayList<>();
      for (Doc step : thresholds.get().get("steps").map(Doc::items).orElse(List.of())) {
        step.get("value")
            .filter(it -> it.asDouble().filter(v -> v != 0).isPresent())
            .ifPresent(steps::add);
      }
      double max = defaults.flatMap(it -> it.get("max")).flatMap(Doc::asDouble).orElse(1.0);
      double highest = steps.stream().mapToDouble(ThresholdUnitRule::value).max().orElse(0);
      double lowest = steps.stream().mapToDouble(ThresholdUnitRule::value).min().orElse(0);
      // 80 alone is what a new panel comes with: nobody chose it
      boolean isChosen = steps.size() > 1 || highest != 80;
      if (unit.equals("percentunit")
          && isChosen
          && lowest >= 2
          && highest >= 10
          && highest <= 100
          && max <= 1) {
        out.accept(finding(dashboard, panel, steps.get(0), "a share, where 1 is 100 %"));
      } else if (unit.equals("percent")
          && steps.size() > 1
          && lowest > 0
          && highest < 1
          && highest >= 0.5) {
        out.accept(finding(dashboard, panel, steps.get(0), "percent, where 100 is 100 %"));
      }
    }
  }

  private static double value(Doc step) {
    return step.asDouble().orElse(0.0);
  }

  private Finding finding(Dashboard dashboard, Panel panel, Doc step, String shown) {
    String written = step.asText().orElse("");
    return Finding.of(id(), Severity.WARNING)
        .message("the thresholds from " + written + " on don't fit a panel of " + shown)
        .at(dashboard.location(step.span()))
        .anchor(panel.id() + panel.title().orElse("") + written)
        .evidence("the colours never change, or are the worst from the start")
        .affects(List.of(dashboard.ref(panel, "")))
        .fix(Fix.of("write the thresholds in the unit of the values"))
        .build();
  }
}
