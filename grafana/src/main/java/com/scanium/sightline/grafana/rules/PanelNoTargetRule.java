package com.scanium.sightline.grafana.rules;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.grafana.dashboard.Dashboard;
import com.scanium.sightline.grafana.dashboard.Panel;
import com.scanium.sightline.grafana.dashboard.Target;
import com.scanium.sightline.grafana.internal.Languages;
import com.scanium.sightline.port.QueryLanguage;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Finds panels that draw data and ask for none: no query, none that is shown, or an empty one. */
final class PanelNoTargetRule implements Rule<Dashboard> {
  @Override
  public String id() {
    return "grafana/panel-no-target";
  }

  @Override
  public Class<Dashboard> subject() {
    return Dashboard.class;
  }

  /** Types that show nothing without a query; types of unknown plugins may need none. */
  private static final Set<String> DRAW_DATA =
      Set.of(
          "timeseries",
          "graph",
          "stat",
          "singlestat",
          "gauge",
          "bargauge",
          "barchart",
          "table",
          "table-old",
          "heatmap",
          "histogram",
          "piechart",
          "logs",
          "traces",
          "state-timeline",
          "status-history",
          "trend",
          "candlestick",
          "xychart",
          "nodeGraph",
          "flamegraph");

  @Override
  public void check(Dashboard dashboard, RuleContext facts, Consumer<Finding> out) {
    for (Panel panel : dashboard.panels()) {
      boolean isFrozen =
          panel.doc().get("snapshotData").filter(it -> !it.items().isEmpty()).isPresent();
      if (DRAW_DATA.contains(panel.type()) && !panel.isLibraryWithoutModel() && !isFrozen) {
        flaw(panel).ifPresent(flaw -> out.accept(finding(dashboard, panel, flaw)));
      }
    }
  }

  private static Optional<String> flaw(Panel panel) {
    List<Target> targets = panel.targets();
    if (targets.isEmpty()) {
      return Optional.of("has no query");
    }
    if (targets.stream().allMatch(Target::isHidden)) {
      return Optional.of("hides every one of its queries");
    }
    boolean allEmpty =
        targets.stream()
            .filter(it -> !it.isHidden())
            .allMatch(
                it -> isText(panel, it) && it.text().filter(t -> !t.value().isBlank()).isEmpty());
    return allEmpty ? Optional.of("has only queries without text") : Optional.empty();
  }

  /** Whether a query of the target is nothing but a text. */
  private static boolean isText(Panel panel, Target target) {
    QueryLanguage language =
        panel.datasourceOf(target).type().map(Languages::of).orElse(QueryLanguage.UNKNOWN);
    return language == QueryLanguage.PROMQL || language == QueryLanguage.LOGQL;
  }

  private Finding finding(Dashboard dashboard, Panel panel, String flaw) {
    String title = panel.title().map(it -> "\"" + it + "\"").orElse("without a title");
    return Finding.of(id(), Severity.WARNING)
        .message("the panel " + title + " " + flaw)
        .at(dashboard.location(panel.doc().get("title").orElse(panel.doc()).span()))
        .anchor(title + panel.id())
        .evidence("a panel of type " + panel.type() + " shows \"No data\" then")
        .affects(List.of(dashboard.ref(panel, "")))
        .fix(Fix.of("give it a query, or remove the panel"))
        .build();
  }
}
