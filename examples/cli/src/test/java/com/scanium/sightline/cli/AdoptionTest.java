package com.scanium.sightline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.scanium.sightline.finding.Baseline;
import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.IgnoredFinding;
import com.scanium.sightline.finding.PipelineReport;
import com.scanium.sightline.finding.RootCause;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.finding.Verdict;
import com.scanium.sightline.report.ReportFormats;
import com.scanium.sightline.validation.PipelineValidator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A team begins to use Sightline on a stack with problems: severities, ignores, a baseline. */
class AdoptionTest {
  private static final Path CASES = Path.of("src/test/resources/rules");

  @TempDir private Path stack;

  private final TestConsole console = new TestConsole();

  /** A stack whose collector scrapes nothing of the application: one root cause, three panels. */
  @BeforeEach
  void aStackWithAProblem() throws IOException {
    copy(CASES.resolve("base"));
    copy(CASES.resolve("alloy/no-scrape/fires"));
  }

  @Test
  void aRemarkInAlloyIgnoresARootCauseAndThePanelsStayEmpty() throws IOException {
    edit("config.alloy", "prometheus.scrape \"self\" {", "// sightline:ignore %s not yet\n%s");

    PipelineReport report = check();

    assertThat(report.rootCauses()).isEmpty();
    assertThat(report.isHealthy()).isTrue();
    assertThat(rules(report.ignored())).containsExactly("alloy/no-scrape");
    assertThat(report.panels())
        .hasSize(3)
        .allSatisfy(
            panel -> {
              assertThat(panel.verdict()).isEqualTo(Verdict.NO_DATA);
              assertThat(panel.because()).isEmpty();
              assertThat(panel.isAccepted()).isTrue();
            });
    assertThat(report.render(ReportFormats.TEXT)).contains("; 1 ignored").doesNotContain("not yet");
    assertThat(report.render(ReportFormats.withIgnored(ReportFormats.TEXT)))
        .contains("ignored\n  alloy/no-scrape config.alloy:2:1 no scrape asks api")
        .contains("because not yet, said at config.alloy:1:1");
    assertThat(report.render(ReportFormats.JSON))
        .contains("\"ignored\": [", "\"reason\": \"not yet\"", "\"accepted\": true");
  }

  @Test
  void aRemarkOnAnotherLineIgnoresNothingAndIsTold() throws IOException {
    edit(
        "config.alloy",
        "prometheus.remote_write \"",
        "// sightline:ignore alloy/no-scrape no\n%2$s");

    PipelineReport report = check();

    assertThat(rules(report.rootCauses())).containsExactly("alloy/no-scrape");
    assertThat(report.findings()).extracting(Finding::rule).containsExactly("config/ignore-unused");
  }

  @Test
  void aPanelsDescriptionIgnoresForThatPanelOnly() throws IOException {
    edit(
        "dashboards/shop.json",
        "\"title\": \"Orders\",",
        "%2$s \"description\": \"Orders.\\nsightline:ignore %1$s known gap\",");

    PipelineReport report = check();

    assertThat(report.rootCauses()).hasSize(1);
    assertThat(report.rootCauses().get(0).affects()).hasSize(2);
    assertThat(report.panels().get(0).isAccepted()).isTrue();
    assertThat(report.panels().get(1).because()).containsExactly(0);
    assertThat(report.ignored().get(0).finding().affects()).hasSize(1);
  }

  @Test
  void aDashboardsTagIgnoresForAllOfIt() throws IOException {
    edit(
        "dashboards/shop.json",
        "\"title\": \"Shop\",",
        "%2$s \"tags\": [\"sightline:ignore=%1$s\"],");

    PipelineReport report = check();

    assertThat(report.isHealthy()).isTrue();
    assertThat(report.ignored().get(0).ignore().reason()).isEqualTo("tagged so");
  }

  @Test
  void aRemarkInComposeIgnoresWhatStandsThere() throws IOException {
    copy(CASES.resolve("compose/healthcheck-command-missing/fires"));
    String rule = "compose/healthcheck-command-missing";
    PipelineReport before = check();
    Finding finding =
        before.allFindings().filter(one -> one.rule().equals(rule)).findFirst().orElseThrow();
    Path file = stack.resolve(finding.location().orElseThrow().file());
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    lines.add(
        finding.location().orElseThrow().line().orElseThrow() - 1,
        "# sightline:ignore " + rule + " checked from outside");
    Files.write(file, lines);

    PipelineReport report = check();

    assertThat(report.allFindings()).noneMatch(one -> one.rule().equals(rule));
    assertThat(rules(report.ignored())).contains(rule);
  }

  @Test
  void severitiesReplaceThoseOfTheRules() throws IOException {
    configure("severity:\n  - {rule: 'alloy/*', severity: warning}\n");
    assertThat(check().rootCauses())
        .extracting(cause -> cause.finding().severity())
        .containsExactly(Severity.WARNING);
    assertThat(check().isHealthy()).isTrue();

    configure(
        "severity:\n  - {rule: 'alloy/*', severity: off}\n  - {rule: alloy/no-scrape, severity: info}\n");
    assertThat(check().rootCauses())
        .extracting(cause -> cause.finding().severity())
        .containsExactly(Severity.INFO);

    configure("severity: [{rule: alloy/no-scrape, severity: 'off', reason: not now}]\n");
    PipelineReport off = check();
    assertThat(off.rootCauses()).isEmpty();
    assertThat(off.ignored()).isEmpty();
    assertThat(off.panels()).allMatch(panel -> panel.verdict() == Verdict.NO_DATA);

    configure("severity: [{rule: alloy/no-scrape, severity: error, dashboard: elsewhere}]\n");
    assertThat(rules(check().rootCauses())).containsExactly("alloy/no-scrape");
  }

  @Test
  void anIgnoreWithoutAReasonIsRefused() throws IOException {
    configure("ignore: [{rule: alloy/no-scrape}]\n");

    assertThat(run("check")).isEqualTo(ExitStatus.COULD_NOT_RUN);
    assertThat(console.err()).hasLineCount(1).contains("sightline.yaml:", "reason");
  }

  @Test
  void aDayThatIsNoneIsRefused() throws IOException {
    configure("ignore: [{rule: alloy/no-scrape, reason: why, until: next year}]\n");

    assertThat(run("check")).isEqualTo(ExitStatus.COULD_NOT_RUN);
    assertThat(console.err()).hasLineCount(1).contains("a day such as 2026-12-31");
  }

  @Test
  void onlyWhatTheBaselineDoesNotKnowFails() throws IOException {
    Path baseline = stack.resolve("baseline.json");
    assertThat(run("check")).isEqualTo(ExitStatus.NOT_HEALTHY);

    assertThat(run("check", "--write-baseline", baseline.toString())).isZero();
    assertThat(console.out()).endsWith("wrote 1 problem to " + baseline + "\n");
    String written = Files.readString(baseline);
    assertThat(run("check", "--baseline", baseline.toString(), "--fail-on", "empty")).isZero();
    assertThat(console.out()).contains("healthy: 0 root causes", "1 known from the baseline");

    // edits elsewhere change nothing, and a second run writes the same bytes
    edit("config.alloy", "prometheus.scrape \"self\" {", "// moved\n\n%2$s");
    assertThat(run("check", "--baseline", baseline.toString())).isZero();
    run("check", "--write-baseline", baseline.toString());
    assertThat(baseline).hasContent(written);

    edit("dashboards/shop.json", "\"expr\": \"shop_carts\"", "\"expr\": \"shop_carts(\"");
    assertThat(run("check", "--baseline", baseline.toString())).isEqualTo(ExitStatus.NOT_HEALTHY);
    assertThat(console.out()).contains("grafana/query-syntax");
  }

  @Test
  void aBaselineCanShrink() throws IOException {
    Path baseline = stack.resolve("baseline.json");
    run("check", "--write-baseline", baseline.toString());
    copy(CASES.resolve("base"));
    configure("baseline: baseline.json\n");

    assertThat(run("check")).isZero();
    assertThat(console.out())
        .contains("the baseline can shrink: 1 problem of it is gone", "  alloy/no-scrape ");
    run("check", "--write-baseline", baseline.toString());
    assertThat(console.out()).endsWith("wrote 0 problems to " + baseline + ": 0 new, 1 gone\n");
    assertThat(Baseline.read(baseline)).isEqualTo(Baseline.EMPTY);
  }

  @Test
  void dashboardsAloneHaveABaselineToo() throws IOException {
    edit("dashboards/shop.json", "\"expr\": \"shop_carts\"", "\"expr\": \"shop_carts(\"");
    String dashboards = stack.resolve("dashboards").toString();
    String baseline = stack.resolve("baseline.json").toString();

    assertThat(console.run(Validation.STANDARD, "dashboards", "lint", dashboards)).isEqualTo(1);
    assertThat(
            console.run(
                Validation.STANDARD,
                "dashboards",
                "lint",
                dashboards,
                "--write-baseline",
                baseline))
        .isZero();
    assertThat(
            console.run(
                Validation.STANDARD, "dashboards", "lint", dashboards, "--baseline", baseline))
        .isZero();
    assertThat(console.out()).contains("nothing found", "1 known from the baseline");
  }

  @Test
  void whatIsNoBaselineIsOneLine() throws IOException {
    Path other = Files.writeString(stack.resolve("other.json"), "[]");

    assertThat(run("check", "--baseline", other.toString())).isEqualTo(ExitStatus.COULD_NOT_RUN);
    assertThat(run("check", "--baseline", stack.resolve("missing.json").toString()))
        .isEqualTo(ExitStatus.COULD_NOT_RUN);
    assertThat(console.err()).hasLineCount(2).contains("is no baseline", "no such baseline");
  }

  private int run(String command, String... options) {
    List<String> all = new ArrayList<>(List.of(command, stack.toString()));
    all.addAll(List.of(options));
    return console.run(Validation.STANDARD, all.toArray(String[]::new));
  }

  private PipelineReport check() {
    try (PipelineValidator validator =
        PipelineValidator.fromFile(stack.resolve("sightline.yaml"))) {
      return validator.validate();
    }
  }

  private static List<String> rules(List<?> found) {
    return found.stream()
        .map(
            one ->
                one instanceof RootCause cause
                    ? cause.finding().rule()
                    : ((IgnoredFinding) one).finding().rule())
        .toList();
  }

  /** Adds keys to the stack's own configuration. */
  private void configure(String keys) throws IOException {
    Files.writeString(
        stack.resolve("sightline.yaml"),
        Files.readString(CASES.resolve("base/sightline.yaml")) + keys);
  }

  /**
   * Replaces a text.
   *
   * @param to a format of the rule that fires and the text it replaces
   */
  private void edit(String file, String from, String to) throws IOException {
    Path path = stack.resolve(file);
    String text = Files.readString(path);
    assertThat(text).contains(from);
    Files.writeString(path, text.replace(from, String.format(to, "alloy/no-scrape", from)));
  }

  private void copy(Path from) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = stack.resolve(from.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.write(target, Files.readAllBytes(file));
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
