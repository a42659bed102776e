package com.scanium.sightline.report;

import com.scanium.sightline.finding.ReportFormat;

/** The forms that a report can be printed in. */
public final class ReportFormats {
  /** For people: root causes with excerpt, reason and fix, then the panels; no colours. */
  public static final ReportFormat TEXT = new TextFormat(Paint.PLAIN, TextFormat.Extent.WHOLE);

  /** {@link #TEXT} with the colours of an ANSI terminal. */
  public static final ReportFormat ANSI = new TextFormat(Paint.ANSI, TextFormat.Extent.WHOLE);

  /** What was found alone, as {@link #TEXT} prints it, and how much was looked at. */
  public static final ReportFormat FINDINGS =
      new TextFormat(Paint.PLAIN, TextFormat.Extent.FINDINGS);

  /** {@link #FINDINGS} with the colours of an ANSI terminal. */
  public static final ReportFormat FINDINGS_ANSI =
      new TextFormat(Paint.ANSI, TextFormat.Extent.FINDINGS);

  /** For programs: the versioned JSON of {@code docs/report.schema.json}. */
  public static final ReportFormat JSON = new JsonFormat();

  private ReportFormats() {}

  /**
   * A form for people that also lists each ignored finding with its reason; one for programs lists
   * them anyway and is given back as it is.
   */
  public static ReportFormat withIgnored(ReportFormat format) {
    return format instanceof TextFormat text ? text.withIgnored() : format;
  }
}
