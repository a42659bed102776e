package com.scanium.sightline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.PipelineReport;
import com.scanium.sightline.report.ReportFormats;
import com.scanium.sightline.validation.PipelineValidator;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleSet;
import com.scanium.sightline.validation.RuleSets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the rules that need several layers on small stacks: each case is {@code rules/base} with a
 * few files of its own laid over it, and the report in {@code expected.txt}. A case named {@code
 * fires…} must report its rule, one named {@code silent…} must not.
 */
class StackCasesTest {
  private static final Path CASES = Path.of("src/test/resources/rules");
  private static final Path ROOT = Path.of("../..");

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> cases() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Path rule : caseFolders()) {
      for (Path one : folders(rule)) {
        String name = CASES.relativize(one).toString().replace('\\', '/');
        tests.add(dynamicTest(name, () -> run(one, ruleOf(rule))));
      }
    }
    assertThat(tests).as("cases found").hasSizeGreaterThan(30);
    return tests.stream();
  }

  private void run(Path one, String rule) throws IOException {
    Path stack = Files.createTempDirectory(folder, "case");
    copy(CASES.resolve("base"), stack);
    copy(one, stack);
    PipelineReport report;
    try (PipelineValidator validator =
        PipelineValidator.fromFile(stack.resolve("sightline.yaml"))) {
      report = validator.validate();
    }
    boolean reported = report.allFindings().map(Finding::rule).anyMatch(rule::equals);
    assertThat(reported).as("reports %s", rule).isEqualTo(name(one).startsWith("fires"));
    String text = report.render(ReportFormats.TEXT);
    Path expected = one.resolve("expected.txt");
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(expected, text);
    }
    assertThat(text).isEqualTo(Files.readString(expected));
  }

  @Test
  void everyRuleHasAPageAFiringAndASilentCase() throws IOException {
    List<String> ids = new ArrayList<>();
    for (RuleSet rules : RuleSets.onPath()) {
      for (Rule<?> rule : rules.rules()) {
        ids.add(rule.id());
        assertThat(rule.id()).startsWith(rules.layer() + "/");
      }
    }
    assertThat(ids).doesNotHaveDuplicates().hasSizeGreaterThan(35);
    assertThat(ids).allSatisfy(id -> assertThat(ROOT.resolve("docs/rules/" + id + ".md")).exists());
    Set<String> without = new TreeSet<>();
    for (String id : ids) {
      int cases = countCases(id);
      if (cases < 2 && !isLive(id)) {
        without.add(id + " has " + cases + " cases");
      }
    }
    assertThat(without).as("rules without a firing and a silent case").isEmpty();
  }

  /** Rules that only judge what a store answered have their cases in the store's own module. */
  private static boolean isLive(String id) {
    return id.startsWith("mimir/");
  }

  private static int countCases(String id) throws IOException {
    int count = 0;
    for (String module : List.of("core", "alloy", "grafana", "mimir", "examples/cli")) {
      Path cases = ROOT.resolve(module).resolve("src/test/resources/rules").resolve(id);
      count += Files.isDirectory(cases) ? folders(cases).size() : 0;
    }
    return count;
  }

  private static List<Path> caseFolders() throws IOException {
    List<Path> rules = new ArrayList<>();
    for (Path layer : folders(CASES)) {
      if (!name(layer).equals("base")) {
        rules.addAll(folders(layer));
      }
    }
    return rules;
  }

  private static String ruleOf(Path rule) {
    return CASES.relativize(rule).toString().replace('\\', '/');
  }

  private static List<Path> folders(Path parent) throws IOException {
    try (Stream<Path> all = Files.list(parent)) {
      return all.filter(Files::isDirectory).sorted().toList();
    }
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }

  static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.write(target, Files.readAllBytes(file));
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
