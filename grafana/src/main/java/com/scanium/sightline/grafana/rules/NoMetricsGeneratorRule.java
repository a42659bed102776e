package com.scanium.sightline.grafana.rules;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.grafana.tempo.TempoConfig;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Finds a configured metrics generator that makes no series, since no override names a processor.
 * Source: Tempo's documentation on enabling the metrics-generator.
 */
final class NoMetricsGeneratorRule implements Rule<TempoConfig> {
  @Override
  public String id() {
    return "tempo/no-metrics-generator";
  }

  @Override
  public Class<TempoConfig> subject() {
    return TempoConfig.class;
  }

  @Override
  public void check(TempoConfig tempo, RuleContext facts, Consumer<Finding> out) {
    boolean idle = tempo.hasProcessors().equals(Optional.of(false));
    if (idle && tempo.metricsGenerator().isPresent()) {
      out.accept(
          Finding.of(id(), Severity.WARNING)
              .message("Tempo's metrics generator is configured and makes no series")
              .at(tempo.metricsGenerator().get())
              .anchor("metrics_generator")
              .evidence(
                  "it works for tenants whose overrides name its processors; none does, so"
                      + " traces_spanmetrics_* and traces_service_graph_* do not come from Tempo")
              .fix(
                  Fix.of(
                      "name them: overrides: {defaults: {metrics_generator: {processors:"
                          + " [service-graphs, span-metrics]}}}"))
              .build());
    }
  }
}
