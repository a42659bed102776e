package com.scanium.sightline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.PipelineReport;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.fix.FileChange;
import com.scanium.sightline.fix.FixFolder;
import com.scanium.sightline.fix.FixPlan;
import com.scanium.sightline.validation.PipelineValidator;
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
 * Makes every exact fix of every firing case under {@code rules/}: the finding must be gone then,
 * and nothing new may be wrong.
 */
class FixCasesTest {
  private static final Path CASES = Path.of("src/test/resources/rules");

  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> everyExactFixMendsItsFindingAndBreaksNothing() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    int exact = 0;
    for (Path one : firing()) {
      int count = exactFixes(report(stack(one))).size();
      exact += count;
      for (int i = 0; i < count; i++) {
        int index = i;
        tests.add(dynamicTest(CASES.relativize(one) + " " + i, () -> mend(one, index)));
      }
    }
    assertThat(exact).as("exact fixes in the cases").isGreaterThan(12);
    return tests.stream();
  }

  private void mend(Path one, int index) throws IOException {
    Path stack = stack(one);
    PipelineReport before = report(stack);
    Finding finding = exactFixes(before).get(index);
    FixFolder inside = new FixFolder(stack, Instant.now().plusSeconds(1), FixFolder.Reach.INSIDE);

    FixPlan plan = FixPlan.of(List.of(finding), inside);
    assertThat(plan.leftOut()).as(finding.toString()).isEmpty();
    for (FileChange change : plan.changes()) {
      assertThat(inside.write(change)).isEmpty();
    }

    if (plan.changes().stream().anyMatch(FileChange::isNew)) {
      readToo(stack, plan);
    }
    PipelineReport after = report(stack);
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

  /** Where files are listed one by one, a new one has to be listed as well. */
  private static void readToo(Path stack, FixPlan plan) throws IOException {
    Path configuration = stack.resolve("sightline.yaml");
    String text = Files.readString(configuration);
    for (FileChange change : plan.changes()) {
      if (change.isNew() && change.file().indexOf('/') < 0) {
        text = text.replaceFirst("(?m)^(rules: \\[)", "$1" + change.file() + ", ");
      }
    }
    Files.writeString(configuration, text);
  }

  /** How many findings of a report are about the same; a line that moves makes no other one. */
  private static long count(PipelineReport report, Finding finding) {
    return report
        .allFindings()
        .filter(it -> it.fingerprint().equals(finding.fingerprint()))
        .filter(it -> it.message().equals(finding.message()))
        .count();
  }

  private static List<Finding> exactFixes(PipelineReport report) {
    return report
        .allFindings()
        .filter(finding -> finding.fix().filter(Fix::isExact).isPresent())
        .toList();
  }

  private static PipelineReport report(Path stack) {
    try (PipelineValidator validator =
        PipelineValidator.fromFile(stack.resolve("sightline.yaml"))) {
      return validator.validate();
    }
  }

  private Path stack(Path one) throws IOException {
    Path stack = Files.createTempDirectory(folder, "case");
    StackCasesTest.copy(CASES.resolve("base"), stack);
    StackCasesTest.copy(one, stack);
    return stack;
  }

  private static List<Path> firing() throws IOException {
    try (Stream<Path> all = Files.walk(CASES, 3)) {
      return all.filter(Files::isDirectory)
          .filter(it -> String.valueOf(it.getFileName()).startsWith("fires"))
          .sorted()
          .toList();
    }
  }
}
