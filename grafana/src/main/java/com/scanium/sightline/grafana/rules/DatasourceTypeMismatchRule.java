package com.scanium.sightline.grafana.rules;

import com.scanium.sightline.finding.ConsumerRef;
import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.finding.Verdict;
import com.scanium.sightline.grafana.dashboard.Dashboard;
import com.scanium.sightline.grafana.dashboard.Panel;
import com.scanium.sightline.grafana.dashboard.SourceRef;
import com.scanium.sightline.grafana.dashboard.Target;
import com.scanium.sightline.grafana.internal.Languages;
import com.scanium.sightline.port.Datasource;
import com.scanium.sightline.port.DatasourceRef;
import com.scanium.sightline.port.QueryLanguage;
import com.scanium.sightline.text.SourceLocation;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Finds queries that name a data source of another type than they say. */
final class DatasourceTypeMismatchRule implements Rule<Dashboard> {
  @Override
  public String id() {
    return "grafana/datasource-type-mismatch";
  }

  @Override
  public Class<Dashboard> subject() {
    return Dashboard.class;
  }

  @Override
  public void check(Dashboard dashboard, RuleContext facts, Consumer<Finding> out) {
    Set<SourceLocation> told = new TreeSet<>();
    for (Panel panel : dashboard.panels()) {
      for (Target target : panel.targets()) {
        SourceRef ref = panel.datasourceOf(target);
        Optional<Datasource> meant = meant(ref, facts);
        if (!target.isHidden() && meant.isPresent() && told.add(dashboard.location(ref.span()))) {
          out.accept(finding(dashboard, ref, meant.get(), dashboard.ref(panel, target.refId())));
        }
      }
    }
  }

  /** The data source that a reference means, when it is of another type than written. */
  private static Optional<Datasource> meant(SourceRef ref, RuleContext facts) {
    if (ref.name().isEmpty() || ref.type().isEmpty() || ref.isExpression() || ref.isBuiltIn()) {
      return Optional.empty();
    }
    String written = ref.type().get();
    return facts
        .pipeline()
        .datasources()
        .resolve(DatasourceRef.of(ref.name().get(), written))
        .filter(it -> !it.type().equals(written))
        .filter(
            it ->
                Languages.of(it.type()) == QueryLanguage.UNKNOWN
                    || Languages.of(it.type()) != Languages.of(written));
  }

  private Finding finding(
      Dashboard dashboard, SourceRef ref, Datasource meant, ConsumerRef consumer) {
    String written = ref.type().orElse("");
    return Finding.of(id(), Severity.ERROR)
        .message(
            "\"" + meant.uid() + "\" is a data source of type " + meant.type() + ", not " + written)
        .at(dashboard.location(ref.span()))
        .anchor(meant.uid() + " " + written)
        .evidence("it is defined at " + meant.location())
        .evidence("Grafana goes by the uid, and sends the query to it whatever the type says")
        .affects(List.of(consumer))
        .effect(Verdict.QUERY_ERROR)
        .fix(Fix.of("name a data source of type " + written + ", or correct the type"))
        .build();
  }
}
