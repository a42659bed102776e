package com.scanium.sightline.testing;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.PanelVerdict;
import com.scanium.sightline.finding.PipelineReport;
import com.scanium.sightline.finding.Verdict;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.TestAbortedException;

/**
 * Turns a report into one JUnit 5 test per panel query; needs {@code junit-jupiter-api} on the
 * path.
 *
 * <p>A query that can show data passes, one that could not be judged is skipped with the reason,
 * any other fails with its causes.
 */
public final class PanelTests {
  private PanelTests() {}

  /** One test for each panel query, for a method with {@code @TestFactory}. */
  @SuppressWarnings("exports") // JUnit stays optional: whoever calls this has it anyway
  public static Stream<DynamicTest> of(PipelineReport report) {
    return report.panels().stream()
        .map(
            panel -> DynamicTest.dynamicTest(panel.query().toString(), () -> check(report, panel)));
  }

  private static void check(PipelineReport report, PanelVerdict panel) {
    if (panel.verdict() == Verdict.NOT_CHECKED) {
      throw new TestAbortedException("not checked: " + panel.reason().orElse("no reason given"));
    }
    if (panel.verdict() != Verdict.DATA && panel.verdict() != Verdict.POSSIBLE) {
      List<Finding> causes =
          panel.because().stream().map(index -> report.rootCauses().get(index).finding()).toList();
      String why =
          causes.isEmpty()
              ? panel.reason().orElse("no reason found")
              : causes.stream().map(Finding::toString).collect(Collectors.joining("\n"));
      throw new AssertionError(panel.query() + " is " + panel.verdict() + ":\n" + why);
    }
  }
}
