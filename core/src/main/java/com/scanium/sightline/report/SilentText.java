package com.scanium.sightline.report;

import com.scanium.sightline.finding.Baseline;
import com.scanium.sightline.finding.BaselineMatch;
import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.IgnoredFinding;
import com.scanium.sightline.finding.PipelineReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a report for people says of the findings that it does not report. */
final class SilentText {
  /** How many entries of a baseline are listed before the rest is only counted. */
  private static final int MOST_GONE = 8;

  private final Paint paint;

  SilentText(Paint paint) {
    this.paint = paint;
  }

  /** Each ignored finding with its reason; nothing when there is none. */
  List<String> ignored(PipelineReport report) {
    List<String> lines = new ArrayList<>();
    if (report.ignored().isEmpty()) {
      return lines;
    }
    lines.add(paint.bold("ignored"));
    for (IgnoredFinding one : report.ignored()) {
      Finding finding = one.finding();
      lines.add(
          "  "
              + finding.rule()
              + " "
              + finding.location().map(at -> paint.place(at.toString()) + " ").orElse("")
              + finding.message());
      lines.add(
          "      "
              + paint.dim("because ")
              + one.ignore().reason()
              + one.ignore().until().map(day -> paint.dim(" (until " + day + ")")).orElse("")
              + one.ignore().location().map(at -> paint.dim(", said at " + at)).orElse(""));
    }
    lines.add("");
    return lines;
  }

  /** What of the baseline has disappeared; nothing when all is still there. */
  List<String> gone(PipelineReport report) {
    List<String> lines = new ArrayList<>();
    List<Baseline.Entry> gone = report.baseline().map(BaselineMatch::gone).orElse(List.of());
    if (gone.isEmpty()) {
      return lines;
    }
    int count = gone.stream().mapToInt(Baseline.Entry::count).sum();
    lines.add(
        paint.good("the baseline can shrink")
            + ": "
            + count
            + (count == 1 ? " problem of it is" : " problems of it are")
            + " gone; --write-baseline writes it anew");
    gone.stream()
        .limit(MOST_GONE)
        .forEach(
            entry ->
                lines.add(
                    "  "
                        + entry.rule()
                        + " "
                        + (entry.file().isEmpty() ? "" : paint.place(entry.file()) + " ")
                        + entry.message()
                        + (entry.count() > 1 ? " (" + entry.count() + " times)" : "")));
    if (gone.size() > MOST_GONE) {
      lines.add("  and " + (gone.size() - MOST_GONE) + " more (--format json lists all)");
    }
    lines.add("");
    return lines;
  }

  /** How many findings are not reported, as a clause; empty when all are. */
  Optional<String> counts(PipelineReport report) {
    List<String> parts = new ArrayList<>();
    int known = report.baseline().map(match -> match.known().size()).orElse(0);
    if (known > 0) {
      parts.add(known + " known from the baseline");
    }
    if (!report.ignored().isEmpty()) {
      parts.add(report.ignored().size() + " ignored");
    }
    return parts.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", parts));
  }
}
