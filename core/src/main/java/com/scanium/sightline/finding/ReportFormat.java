package com.scanium.sightline.finding;

import java.io.IOException;

/** Writes a report in one form; the forms that Sightline brings are in {@code ReportFormats}. */
@FunctionalInterface
public interface ReportFormat {
  /**
   * Writes the report.
   *
   * @throws IOException when {@code out} refuses characters
   */
  void write(PipelineReport report, Appendable out) throws IOException;
}
