package com.scanium.sightline.grafana.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.scanium.sightline.finding.PipelineReport;
import com.scanium.sightline.grafana.dashboard.DashboardSet;
import com.scanium.sightline.validation.PipelineValidator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What the rules say of other projects' dashboards. Most worked for their authors, some never did;
 * the counts hold what was there when this was written, so that a change of a rule shows.
 */
class RulesOnCorpusTest {
  @Test
  void otherProjectsDashboardsGiveFewErrors() throws IOException {
    Path folder = Path.of(System.getProperty("sightline.corpus", "none"), "grafana", "dashboards");
    assumeTrue(Files.exists(folder), "NOT RUN: the reference corpus is absent: " + folder);
    try (PipelineValidator validator =
        PipelineValidator.builder()
            .dashboards(DashboardSet.load(List.of(folder), folder))
            .build()) {
      PipelineReport report = validator.validate();
      Map<String, Long> counts =
          report
              .allFindings()
              .collect(
                  Collectors.groupingBy(
                      it -> it.severity() + " " + it.rule(), TreeMap::new, Collectors.counting()));
      // samples were looked at: queries of another dialect, real mistakes, removed variables
      assertThat(counts)
          .containsEntry("ERROR grafana/query-syntax", 44L)
          .containsEntry("ERROR grafana/variable-undefined", 9L)
          .containsEntry("WARNING grafana/legend-label", 232L)
          .containsEntry("WARNING grafana/panel-no-target", 18L)
          .containsEntry("WARNING promql/sides-differ", 1L)
          .doesNotContainKeys(
              "ERROR grafana/all-literal",
              "ERROR grafana/dashboard-syntax",
              "ERROR grafana/time-range",
              "ERROR grafana/uid-invalid",
              "ERROR grafana/unknown-ref-id",
              "ERROR grafana/variable-cycle",
              "ERROR logql/filters-contradict",
              "ERROR promql/never-true",
              "ERROR promql/quantile-range",
              "ERROR promql/selector-never-matches",
              "ERROR grafana/datasource-unknown",
              "ERROR grafana/variable-all-value",
              "ERROR grafana/rate-window");
    }
  }
}
