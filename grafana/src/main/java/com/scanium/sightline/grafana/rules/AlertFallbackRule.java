package com.scanium.sightline.grafana.rules;

import com.scanium.sightline.finding.ConsumerRef;
import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.grafana.provisioning.AlertRule;
import com.scanium.sightline.grafana.provisioning.GrafanaProvisioning;
import com.scanium.sightline.port.AlertQuery;
import com.scanium.sightline.text.Doc;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Finds alert rules that fire for ever because {@code or vector(0)} adds a series that is always
 * below the threshold.
 */
final class AlertFallbackRule implements Rule<GrafanaProvisioning> {
  @Override
  public String id() {
    return "alert/fallback-extra-series";
  }

  @Override
  public Class<GrafanaProvisioning> subject() {
    return GrafanaProvisioning.class;
  }

  @Override
  public void check(GrafanaProvisioning all, RuleContext facts, Consumer<Finding> out) {
    for (AlertQuery query : all.queries(facts.pipeline().datasources())) {
      Optional<Fallbacks.Extra> extra = Fallbacks.of(query);
      if (extra.isEmpty()) {
        continue;
      }
      all.rules().stream()
          .filter(rule -> ConsumerRef.alert(rule.id()).equals(query.ref()))
          .findFirst()
          .flatMap(rule -> alwaysFiring(rule, extra.get()))
          .ifPresent(threshold -> out.accept(finding(query, extra.get(), threshold)));
    }
  }

  private Finding finding(AlertQuery query, Fallbacks.Extra extra, double threshold) {
    return Finding.of(id(), Severity.ERROR)
        .message("the alert \"" + query.title() + "\" fires for ever because of its fallback")
        .at(extra.location())
        .anchor(query.ref() + query.text().text())
        .evidence(
            "\"or vector("
                + extra.value()
                + ")\" adds a series without labels beside the real ones, and "
                + extra.value()
                + " is below the threshold "
                + threshold)
        .affects(List.of(query.ref()))
        .fix(Fix.of("drop the fallback and let noDataState decide what no data means"))
        .build();
  }

  /** The threshold that the extra series is always below; empty when the rule asks otherwise. */
  private static Optional<Double> alwaysFiring(AlertRule rule, Fallbacks.Extra extra) {
    Optional<AlertRule.Node> condition = rule.node(rule.condition());
    if (condition.isEmpty() || !extra.value().matches("[0-9]+(\\.[0-9]+)?")) {
      return Optional.empty();
    }
    double value = Double.parseDouble(extra.value());
    for (Doc each : condition.get().model().get("conditions").map(Doc::items).orElse(List.of())) {
      boolean below =
          each.path("evaluator", "type").flatMap(Doc::asString).filter("lt"::equals).isPresent();
      Optional<Double> threshold =
          each.path("evaluator", "params").map(Doc::items).orElse(List.of()).stream()
              .findFirst()
              .flatMap(Doc::asDouble);
      if (below && threshold.isPresent() && value < threshold.get()) {
        return threshold;
      }
    }
    return Optional.empty();
  }
}
