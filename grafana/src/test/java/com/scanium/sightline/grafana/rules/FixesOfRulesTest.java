package com.scanium.sightline.grafana.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.PipelineReport;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.fix.FileChange;
import com.scanium.sightline.fix.FixFolder;
import com.scanium.sightline.fix.FixPlan;
import com.scanium.sightline.validation.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Makes the exact fixes of every case of {@link RulesGoldenTest}, one by one: the finding must be
 * gone then, and nothing new may be wrong.
 */
class FixesOfRulesTest {
  private static final Path CASES = Path.of("src", "test", "resources", "rules");

  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> everyExactFixMendsItsFindingAndBreaksNothing() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Rule<?> rule : RulesGoldenTest.rules()) {
      for (Path one : RulesGoldenTest.folders(CASES.resolve(rule.id()))) {
        if (Files.size(one.resolve("expected.txt")) > 0) {
          int count = exactFixes(RulesGoldenTest.report(one), rule.id()).size();
          for (int i = 0; i < count; i++) {
            int index = i;
            tests.add(
                DynamicTest.dynamicTest(
                    rule.id() + " " + one.getFileName() + " " + i,
                    () -> mend(one, rule.id(), index)));
          }
        }
      }
    }
    assertThat(tests).as("exact fixes in the cases").hasSizeGreaterThan(15);
    return tests.stream();
  }

  private void mend(Path one, String rule, int index) throws IOException {
    Path copy = copy(one);
    PipelineReport before = RulesGoldenTest.report(copy);
    Finding finding = exactFixes(before, rule).get(index);
    FixFolder inside = new FixFolder(copy, Instant.now().plusSeconds(1), FixFolder.Reach.INSIDE);
    FixPlan plan = FixPlan.of(List.of(finding), inside);

    assertThat(plan.leftOut()).as(finding.toString()).isEmpty();
    for (FileChange change : plan.changes()) {
      assertThat(inside.write(change)).isEmpty();
    }

    PipelineReport after = RulesGoldenTest.report(copy);
    assertThat(count(after, finding))
        .as("%s after%n%s", finding, plan.diff())
        .isLessThan(count(before, finding));
    Set<String> known =
        before.allFindings().map(Finding::rule).collect(Collectors.toCollection(TreeSet::new));
    assertThat(
            after
                .allFindings()
                .filter(it -> it.severity() == Severity.ERROR && !known.contains(it.rule())))
        .as("new errors after%n%s", plan.diff())
        .isEmpty();
  }

  /** How many findings of a report are about the same; a line that moves makes no other one. */
  private static long count(PipelineReport report, Finding finding) {
    return report
        .allFindings()
        .filter(it -> it.fingerprint().equals(finding.fingerprint()))
        .filter(it -> it.message().equals(finding.message()))
        .count();
  }

  private static List<Finding> exactFixes(PipelineReport report, String rule) {
    return report
        .allFindings()
        .filter(finding -> finding.rule().equals(rule))
        .filter(finding -> finding.fix().filter(Fix::isExact).isPresent())
        .toList();
  }

  private Path copy(Path from) throws IOException {
    Path to = Files.createTempDirectory(folder, "case");
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.write(target, Files.readAllBytes(file));
      }
    }
    return to;
  }
}
