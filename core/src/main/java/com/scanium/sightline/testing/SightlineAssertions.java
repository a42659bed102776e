package com.scanium.sightline.testing;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.PanelVerdict;
import com.scanium.sightline.finding.PipelineReport;
import com.scanium.sightline.finding.RootCause;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.finding.Verdict;
import com.scanium.sightline.report.ReportFormats;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * Assertions on a report for an application's own test suite; needs no assertion library.
 *
 * <p>A failed assertion throws {@link AssertionError} whose message is the report for people, so
 * that the build log says what to mend.
 */
public final class SightlineAssertions {
  private SightlineAssertions() {}

  /** Starts assertions on a report. */
  public static ReportAssert assertThat(PipelineReport report) {
    return new ReportAssert(report);
  }

  /** Assertions on one report; each returns the same object, so that they can be chained. */
  public static final class ReportAssert {
    private final PipelineReport report;

    private ReportAssert(PipelineReport report) {
      this.report = Objects.requireNonNull(report, "report");
    }

    /** Nothing is proved wrong: no error, no refused query. */
    public ReportAssert isHealthy() {
      return check(report.isHealthy(), "expected a healthy pipeline");
    }

    /** Something is proved wrong. */
    public ReportAssert isNotHealthy() {
      return check(!report.isHealthy(), "expected a pipeline with at least one error");
    }

    /** Every panel query that was judged shows data or can show it. */
    public ReportAssert canShowEveryPanel() {
      List<PanelVerdict> empty =
          panels(
              panel ->
                  panel.verdict() != Verdict.DATA
                      && panel.verdict() != Verdict.POSSIBLE
                      && panel.verdict() != Verdict.NOT_CHECKED);
      return check(
          empty.isEmpty(), "expected every panel to be able to show data, but not " + empty);
    }

    /** Every panel query was judged. */
    public ReportAssert checkedEveryPanel() {
      List<PanelVerdict> skipped = panels(panel -> panel.verdict() == Verdict.NOT_CHECKED);
      return check(skipped.isEmpty(), "expected every panel to be judged, but not " + skipped);
    }

    /** The root causes are of exactly these rules, in this order. */
    public ReportAssert hasRootCauses(String... rules) {
      List<String> found = rootCauses();
      return check(
          found.equals(Arrays.asList(rules)),
          "expected the root causes " + Arrays.toString(rules) + ", found " + found);
    }

    /** A root cause of this rule is among those found. */
    public ReportAssert hasRootCause(String rule) {
      return check(
          rootCauses().contains(rule),
          "expected the root cause " + rule + ", found " + rootCauses());
    }

    /** There is no root cause at all. */
    public ReportAssert hasNoRootCause() {
      return check(rootCauses().isEmpty(), "expected no root cause, found " + rootCauses());
    }

    /** Nothing of this severity or worse is reported, root cause or not. */
    public ReportAssert hasNothingAtLeast(Severity severity) {
      List<String> found =
          report
              .allFindings()
              .filter(finding -> finding.severity().isAtLeast(severity))
              .map(Finding::rule)
              .toList();
      return check(
          found.isEmpty(), "expected nothing at level " + severity.word() + ", found " + found);
    }

    /**
     * The verdict on each query of one panel.
     *
     * @param dashboard the dashboard's uid
     * @param panel the panel's id
     */
    public ReportAssert hasVerdict(String dashboard, long panel, Verdict verdict) {
      List<PanelVerdict> found =
          panels(
              one ->
                  one.query().dashboard().filter(dashboard::equals).isPresent()
                      && one.query().panel().isPresent()
                      && one.query().panel().getAsLong() == panel);
      boolean all = !found.isEmpty() && found.stream().allMatch(one -> one.verdict() == verdict);
      return check(
          all,
          "expected panel "
              + panel
              + " of "
              + dashboard
              + " to be "
              + verdict
              + ", found "
              + found);
    }

    private List<PanelVerdict> panels(Predicate<PanelVerdict> wanted) {
      List<PanelVerdict> found = new ArrayList<>();
      report.panels().stream().filter(wanted).forEach(found::add);
      return found;
    }

    private List<String> rootCauses() {
      return report.rootCauses().stream().map(RootCause::finding).map(Finding::rule).toList();
    }

    private ReportAssert check(boolean holds, String message) {
      if (!holds) {
        throw new AssertionError(message + "\n\n" + report.render(ReportFormats.TEXT));
      }
      return this;
    }
  }
}
