package com.scanium.sightline.grafana.rules;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.port.PanelQuery;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.List;
import java.util.function.Consumer;

/**
 * Finds {@code or vector(0)} that adds a second series: {@code or} compares labels, and a series
 * with labels never equals the one without.
 */
final class FallbackExtraSeriesRule implements Rule<PanelQuery> {
  @Override
  public String id() {
    return "grafana/fallback-extra-series";
  }

  @Override
  public Class<PanelQuery> subject() {
    return PanelQuery.class;
  }

  @Override
  public void check(PanelQuery query, RuleContext facts, Consumer<Finding> out) {
    if (query.isHidden()) {
      return;
    }
    Fallbacks.of(query)
        .ifPresent(
            extra ->
                out.accept(
                    Finding.of(id(), Severity.WARNING)
                        .message(
                            "the fallback always adds a series {} = "
                                + extra.value()
                                + " beside the real ones")
                        .at(extra.location())
                        .anchor(query.text().text())
                        .evidence(
                            "\"or\" compares labels: the series before it have labels, vector("
                                + extra.value()
                                + ") has none")
                        .affects(List.of(query.ref()))
                        .fix(Fix.of("aggregate the labels away before the fallback, or drop it"))
                        .build()));
  }
}
