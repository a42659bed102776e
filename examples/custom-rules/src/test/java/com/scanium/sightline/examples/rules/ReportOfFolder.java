package com.scanium.sightline.examples.rules;

import com.scanium.sightline.grafana.dashboard.DashboardSet;
import com.scanium.sightline.report.ReportFormats;
import com.scanium.sightline.validation.PipelineValidator;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A program that knows nothing of the company: prints what all rules on its class path find. */
final class ReportOfFolder {
  private ReportOfFolder() {}

  /** Prints the report on the dashboards of a folder. */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    try (PipelineValidator validator =
        PipelineValidator.builder()
            .dashboards(DashboardSet.load(List.of(folder), folder))
            .build()) {
      new PrintStream(System.out, true, StandardCharsets.UTF_8)
          .print(validator.validate().render(ReportFormats.FINDINGS));
    }
  }
}
