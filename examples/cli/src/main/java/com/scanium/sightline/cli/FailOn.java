package com.scanium.sightline.cli;

import com.scanium.sightline.finding.PipelineReport;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.finding.Verdict;

/** From when on a report makes the command fail; the later ones are stricter, not other. */
enum FailOn {
  /** The report is not healthy. */
  ERROR {
    @Override
    boolean isMetBy(PipelineReport report) {
      return !report.isHealthy();
    }
  },
  /** The report is not healthy, or warns of something. */
  WARNING {
    @Override
    boolean isMetBy(PipelineReport report) {
      return ERROR.isMetBy(report)
          || report.allFindings().anyMatch(f -> f.severity().isAtLeast(Severity.WARNING));
    }
  },
  /** The report is not healthy, or a panel query has no data, for whatever reason. */
  EMPTY {
    @Override
    boolean isMetBy(PipelineReport report) {
      return ERROR.isMetBy(report)
          || report.panels().stream()
              .anyMatch(panel -> panel.verdict() == Verdict.NO_DATA && !panel.isAccepted());
    }
  };

  abstract boolean isMetBy(PipelineReport report);
}
