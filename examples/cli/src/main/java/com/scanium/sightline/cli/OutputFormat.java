package com.scanium.sightline.cli;

import com.scanium.sightline.finding.ReportFormat;
import com.scanium.sightline.report.ReportFormats;

/** How a report is printed. */
enum OutputFormat {
  /** For people. */
  TEXT,
  /** For programs. */
  JSON;

  /** The form to write, with colours where the format has them and they are wanted. */
  ReportFormat on(boolean colored) {
    return switch (this) {
      case TEXT -> colored ? ReportFormats.ANSI : ReportFormats.TEXT;
      case JSON -> ReportFormats.JSON;
    };
  }
}
