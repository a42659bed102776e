package com.scanium.sightline.report;

import com.scanium.sightline.finding.ConsumerRef;
import com.scanium.sightline.finding.Coverage;
import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.NotChecked;
import com.scanium.sightline.finding.PanelVerdict;
import com.scanium.sightline.finding.PipelineReport;
import com.scanium.sightline.finding.ReportFormat;
import com.scanium.sightline.finding.RootCause;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.finding.Verdict;
import com.scanium.sightline.text.SecretMask;
import com.scanium.sightline.text.SourceLocation;
import com.scanium.sightline.text.Span;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Prints a report for people: what to do first comes first. */
final class TextFormat implements ReportFormat {
  /** A longer line of code is cut around the place, so that a minified file stays readable. */
  private static final int EXCERPT_WIDTH = 110;

  /** How many reasons of one kind are listed before the rest is only counted. */
  private static final int MOST_NOT_CHECKED = 8;

  /** How much of a report is printed. */
  enum Extent {
    /** All of it. */
    WHOLE,
    /** What was found, with how much was looked at. */
    FINDINGS
  }

  private final Paint paint;
  private final Extent extent;
  private final boolean showsIgnored;

  TextFormat(Paint paint, Extent extent) {
    this(paint, extent, false);
  }

  private TextFormat(Paint paint, Extent extent, boolean showsIgnored) {
    this.paint = paint;
    this.extent = extent;
    this.showsIgnored = showsIgnored;
  }

  /** The same, with each ignored finding and its reason. */
  TextFormat withIgnored() {
    return new TextFormat(paint, extent, true);
  }

  @Override
  public void write(PipelineReport report, Appendable out) throws IOException {
    for (RootCause cause : report.rootCauses()) {
      finding(cause.finding(), behind(cause, report), out);
    }
    for (Finding finding : report.findings()) {
      finding(finding, Optional.empty(), out);
    }
    SilentText silent = new SilentText(paint);
    if (showsIgnored) {
      lines(silent.ignored(report), out);
    }
    lines(silent.gone(report), out);
    if (extent == Extent.FINDINGS) {
      counts(report, out);
      return;
    }
    panels(report, out);
    notChecked(report.coverage(), out);
    summary(report, out);
    fixes(report, out);
  }

  /** Which causes come before one that explains nothing else; empty for a primary cause. */
  private static Optional<String> behind(RootCause cause, PipelineReport report) {
    return cause.behind().stream()
        .map(index -> report.rootCauses().get(index).finding())
        .map(one -> one.rule() + one.location().map(at -> " (" + at + ")").orElse(""))
        .reduce((one, other) -> one + " and " + other)
        .map(causes -> "secondary: the same is hit by " + causes + ", to be mended first");
  }

  private void finding(Finding finding, Optional<String> behind, Appendable out)
      throws IOException {
    String scope = finding.scope() == Finding.Scope.INACTIVE ? " (in a file that is not used)" : "";
    line(
        out,
        paint.severity(finding.severity(), finding.severity().word() + " " + finding.rule())
            + paint.bold(": " + finding.message())
            + scope);
    int margin = 4;
    if (finding.location().isPresent()) {
      SourceLocation at = finding.location().get();
      margin = Math.max(margin, Integer.toString(at.line().orElse(0)).length() + 1);
      line(out, " ".repeat(margin) + paint.place("--> " + at));
      excerpt(at, margin, out);
    }
    String label = "why ";
    for (String fact : finding.evidence()) {
      line(out, " ".repeat(margin) + paint.dim(label) + " " + fact);
      label = "    ";
    }
    if (finding.fix().isPresent()) {
      line(out, " ".repeat(margin) + paint.good("fix ") + " " + finding.fix().get().summary());
      new FixLines(finding, margin, paint).write(out);
    }
    if (!finding.affects().isEmpty()) {
      line(out, " ".repeat(margin) + paint.dim("hits") + " " + hits(finding.affects()));
    }
    if (behind.isPresent()) {
      line(out, " ".repeat(margin) + paint.dim("rank") + " " + behind.get());
    }
    line(out, "");
  }

  private void excerpt(SourceLocation at, int margin, Appendable out) throws IOException {
    if (at.lineText().isEmpty() || at.line().isEmpty()) {
      return;
    }
    String text = at.lineText().get().replace('\t', ' ');
    int first = at.lineTextColumn();
    int start = Math.max(0, at.column().orElse(1) - first);
    boolean sameLine = at.endLine().orElse(0) == at.line().getAsInt();
    int end = sameLine ? at.endColumn().orElse(start + 1 + first) - first : text.length();
    end = Math.min(Math.max(end, start + 1), Math.max(text.length(), start + 1));
    List<Span> secrets = SecretMask.secrets(text);
    text = SecretMask.mask(text);
    start = masked(start, secrets);
    end = Math.max(start + 1, masked(end, secrets));
    if (text.length() > EXCERPT_WIDTH) {
      int from = Math.max(0, Math.min(start - EXCERPT_WIDTH / 4, text.length() - EXCERPT_WIDTH));
      int to = Math.min(text.length(), from + EXCERPT_WIDTH);
      String head = from > 0 || first > 1 ? "…" : "";
      text = head + text.substring(from, to) + (to < text.length() ? "…" : "");
      start = start - from + head.length();
      end = Math.min(end - from + head.length(), text.length());
    }
    String number = String.format(Locale.ROOT, "%" + margin + "d | ", at.line().getAsInt());
    line(out, paint.dim(number) + text);
    String marks = " ".repeat(start) + "^".repeat(Math.max(1, end - start));
    line(out, paint.dim(" ".repeat(margin) + " | ") + paint.bad(marks));
  }

  /** Where an offset comes to lie when the secrets before it are replaced by the mask. */
  private static int masked(int offset, List<Span> secrets) {
    int moved = offset;
    for (Span secret : secrets) {
      if (secret.end() <= offset) {
        moved += SecretMask.MASK.length() - secret.length();
      } else if (secret.start() < offset) {
        moved +=
            Math.min(SecretMask.MASK.length(), offset - secret.start()) - (offset - secret.start());
      }
    }
    return moved;
  }

  private static String hits(List<ConsumerRef> affects) {
    Map<String, TreeSet<String>> panels = new TreeMap<>();
    List<String> others = new ArrayList<>();
    List<String> recordings = new ArrayList<>();
    int variables = 0;
    int annotations = 0;
    int links = 0;
    for (ConsumerRef ref : affects) {
      if (ref.alert().isPresent()) {
        others.add(ref.alert().get());
      } else if (ref.recording().isPresent()) {
        recordings.add(ref.recording().get());
      } else if (ref.variable().isPresent()) {
        variables++;
      } else if (ref.annotation().isPresent()) {
        annotations++;
      } else if (ref.link().isPresent()) {
        links++;
      } else {
        String id =
            ref.panel().isPresent() ? "" + ref.panel().getAsLong() : ref.element().orElse("?");
        panels.computeIfAbsent(ref.dashboard().orElse("?"), key -> new TreeSet<>()).add(id);
      }
    }
    List<String> parts = new ArrayList<>();
    int count = panels.values().stream().mapToInt(TreeSet::size).sum();
    if (count > 0) {
      String where = panels.size() <= 3 ? " (" + String.join(", ", panels.keySet()) + ")" : "";
      parts.add(plural(count, "panel") + " in " + plural(panels.size(), "dashboard") + where);
    }
    if (variables > 0) {
      parts.add(plural(variables, "variable"));
    }
    if (annotations > 0) {
      parts.add(plural(annotations, "annotation"));
    }
    if (links > 0) {
      parts.add(plural(links, "link") + " of data sources");
    }
    rules(others, "alert rule").ifPresent(parts::add);
    rules(recordings, "recording rule").ifPresent(parts::add);
    return String.join(", ", parts);
  }

  private static Optional<String> rules(List<String> rules, String noun) {
    String names = rules.size() <= 3 ? " (" + String.join(", ", rules) + ")" : "";
    return rules.isEmpty() ? Optional.empty() : Optional.of(plural(rules.size(), noun) + names);
  }

  private void panels(PipelineReport report, Appendable out) throws IOException {
    Map<String, List<PanelVerdict>> byDashboard = new LinkedHashMap<>();
    for (PanelVerdict panel : report.panels()) {
      byDashboard
          .computeIfAbsent(panel.query().dashboard().orElse("?"), key -> new ArrayList<>())
          .add(panel);
    }
    for (Map.Entry<String, List<PanelVerdict>> dashboard : byDashboard.entrySet()) {
      List<PanelVerdict> bad =
          dashboard.getValue().stream()
              .filter(
                  panel -> panel.verdict() != Verdict.DATA && panel.verdict() != Verdict.POSSIBLE)
              .toList();
      line(out, paint.bold(dashboard.getKey()) + "  " + tally(dashboard.getValue()));
      for (PanelVerdict panel : bad) {
        panel(report, panel, out);
        for (String way : PathLines.of(List.of(panel))) {
          line(out, " ".repeat(19) + paint.dim(way));
        }
      }
      List<PanelVerdict> good = new ArrayList<>(dashboard.getValue());
      good.removeAll(bad);
      for (String way : PathLines.of(good)) {
        line(out, "       " + paint.dim(way));
      }
    }
    if (!byDashboard.isEmpty()) {
      line(out, "");
    }
  }

  private void panel(PipelineReport report, PanelVerdict panel, Appendable out) throws IOException {
    ConsumerRef ref = panel.query();
    String id = ref.panel().isPresent() ? "" + ref.panel().getAsLong() : ref.element().orElse("?");
    String causes =
        panel.because().stream()
            .map(index -> report.rootCauses().get(index).finding().rule())
            .distinct()
            .collect(Collectors.joining(", "));
    String why = causes.isEmpty() ? panel.reason().orElse("") : causes;
    String name = ref.title().orElse("") + ref.refId().map(letter -> " " + letter).orElse("");
    line(
        out,
        "  "
            + String.format(Locale.ROOT, "%4s ", id)
            + paint.verdict(panel.verdict(), String.format(Locale.ROOT, "%-11s ", panel.verdict()))
            + String.format(Locale.ROOT, "%-34s ", name)
            + why);
  }

  private String tally(List<PanelVerdict> panels) {
    Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
    panels.forEach(panel -> counts.merge(panel.verdict(), 1, Integer::sum));
    return counts.entrySet().stream()
        .map(count -> paint.verdict(count.getKey(), count.getValue() + " " + count.getKey()))
        .collect(Collectors.joining(", "));
  }

  private void notChecked(Coverage coverage, Appendable out) throws IOException {
    Map<String, Integer> reasons = new TreeMap<>();
    Map<String, String> first = new TreeMap<>();
    for (Coverage.Count count : coverage.counts().values()) {
      for (NotChecked item : count.notChecked()) {
        String key = item.kind() + ": " + item.reason();
        reasons.merge(key, 1, Integer::sum);
        first.putIfAbsent(key, item.where());
      }
    }
    if (reasons.isEmpty()) {
      return;
    }
    line(out, paint.bold("not checked"));
    int listed = 0;
    for (Map.Entry<String, Integer> reason : reasons.entrySet()) {
      if (listed++ == MOST_NOT_CHECKED) {
        line(
            out,
            "  and "
                + plural(reasons.size() - MOST_NOT_CHECKED, "other reason")
                + " (--format json lists all)");
        break;
      }
      int more = reason.getValue() - 1;
      line(
          out,
          "  "
              + reason.getKey()
              + paint.dim(
                  " ("
                      + first.get(reason.getKey())
                      + (more > 0 ? " and " + more + " more" : "")
                      + ")"));
    }
    line(out, "");
  }

  private void counts(PipelineReport report, Appendable out) throws IOException {
    Map<Severity, Integer> counts = new EnumMap<>(Severity.class);
    report.allFindings().forEach(one -> counts.merge(one.severity(), 1, Integer::sum));
    String found =
        counts.isEmpty()
            ? paint.good("nothing found")
            : counts.entrySet().stream()
                .map(
                    count ->
                        paint.severity(
                            count.getKey(), count.getValue() + " " + count.getKey().word()))
                .collect(Collectors.joining(", "));
    String checked =
        report.stats().dashboards() == 0 && report.panels().isEmpty()
            ? "" // a check of something that has no dashboards
            : " in "
                + plural(report.panels().size(), "query")
                + " of "
                + plural(report.stats().dashboards(), "dashboard");
    line(out, found + checked + silent(report));
  }

  private void summary(PipelineReport report, Appendable out) throws IOException {
    long errors =
        report.allFindings().filter(one -> one.severity().isAtLeast(Severity.ERROR)).count();
    String state = report.isHealthy() ? paint.good("healthy") : paint.bad("not healthy");
    String checked =
        report.panels().isEmpty()
            ? "no panel queries"
            : plural(report.panels().size(), "panel query") + ": " + tally(report.panels());
    line(
        out,
        state
            + ": "
            + plural(report.rootCauses().size(), "root cause")
            + ", "
            + plural(report.findings().size(), "other finding")
            + " ("
            + plural((int) errors, "error")
            + "); "
            + checked
            + silent(report)
            + paint.dim(report.isLive() ? "; measured live" : "; from files alone"));
  }

  private String silent(PipelineReport report) {
    return new SilentText(paint).counts(report).map(clause -> "; " + clause).orElse("");
  }

  private static void lines(List<String> lines, Appendable out) throws IOException {
    for (String text : lines) {
      line(out, text);
    }
  }

  private static void fixes(PipelineReport report, Appendable out) throws IOException {
    long exact =
        report.allFindings().filter(one -> one.fix().filter(Fix::isExact).isPresent()).count();
    if (exact > 0) {
      line(
          out,
          "exact fixes for "
              + (exact == 1 ? "1 of them" : exact + " of them")
              + ": \"sightline fix\" shows them as a diff, with --apply it makes them");
    }
  }

  private static String plural(int count, String noun) {
    if (count == 1) {
      return count + " " + noun;
    }
    String many = noun.endsWith("y") ? noun.substring(0, noun.length() - 1) + "ies" : noun + "s";
    return count + " " + many;
  }

  private static void line(Appendable out, String text) throws IOException {
    out.append(text.stripTrailing()).append('\n');
  }
}
