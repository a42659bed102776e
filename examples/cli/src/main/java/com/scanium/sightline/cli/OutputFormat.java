package com.scanium.sightline.cli;

import com.scanium.sightline.finding.ReportFormat;

/** How a report is printed. */
enum OutputFormat {
  /** For people. */
  TEXT,
  /** For programs. */
  JSON;

  /** The form to write, with colours where the format has them and they are wanted. */
  ReportFormat on(boolean colored) {
    return (report, out) -> out.append(report.toString()).append('\n');
  }
}
