/**
 * How a report is printed. {@link com.scanium.sightline.report.ReportFormats} holds the forms; each
 * writes a {@link com.scanium.sightline.finding.PipelineReport} and changes nothing.
 */
@NullMarked
package com.scanium.sightline.report;

import org.jspecify.annotations.NullMarked;
