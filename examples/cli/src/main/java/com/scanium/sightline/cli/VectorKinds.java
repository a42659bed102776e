package com.scanium.sightline.cli;

import com.scanium.sightline.alloy.AlloyVectors;
import com.scanium.sightline.grafana.dashboard.DashboardVectors;
import com.scanium.sightline.grafana.template.TemplateVectors;
import com.scanium.sightline.logql.LogQlVectors;
import com.scanium.sightline.promql.PromQlOptions.Grammar;
import com.scanium.sightline.promql.PromQlVectors;
import com.scanium.sightline.signal.RelabelVectors;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;

/** The kinds of vectors that the command can answer. */
final class VectorKinds {
  /** Each kind by its name, made for a version of PromQL's grammar when it is asked for. */
  static final Map<String, Function<Grammar, VectorKind>> ALL =
      Map.of(
          "alloy", grammar -> AlloyVectors::answer,
          "dashboards", grammar -> line -> DashboardVectors.dashboards(Path.of(""), line),
          "interpolation", grammar -> TemplateVectors::interpolation,
          "intervals", grammar -> TemplateVectors::intervals,
          "logql", grammar -> LogQlVectors::answer,
          "promql", grammar -> new PromQlVectors(grammar)::answer,
          "relabel", grammar -> RelabelVectors::answer,
          "variable-options", grammar -> TemplateVectors::variableOptions,
          "variable-queries", grammar -> TemplateVectors::variableQueries);

  private VectorKinds() {}
}
