package com.scanium.sightline.grafana.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.scanium.sightline.catalog.MetricCatalogs;
import com.scanium.sightline.finding.Edit;
import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.PipelineReport;
import com.scanium.sightline.grafana.dashboard.DashboardSet;
import com.scanium.sightline.grafana.provisioning.GrafanaProvisioning;
import com.scanium.sightline.pipeline.Policy;
import com.scanium.sightline.text.SourceText;
import com.scanium.sightline.validation.PipelineSource;
import com.scanium.sightline.validation.PipelineValidator;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleSet;
import com.scanium.sightline.validation.RuleSets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs the cases under {@code rules/<id>/<case>/}: dashboards ({@code *.json}), {@code
 * provisioning/}, {@code metrics.yaml} or {@code .prom}, {@code scrape-interval.txt} (and the jobs
 * behind it); {@code expected.txt} holds what the rule says, nothing for silence. {@code
 * -Dgolden.update=true} rewrites it.
 */
class RulesGoldenTest {
  private static final Path CASES = Path.of("src", "test", "resources", "rules");

  /** Cases that need Compose files and collectors too. */
  private static final Path STACKS = Path.of("..", "examples", "cli").resolve(CASES);

  @TestFactory
  Stream<DynamicTest> cases() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Rule<?> rule : rules()) {
      for (Path folder : folders(CASES.resolve(rule.id()))) {
        tests.add(
            DynamicTest.dynamicTest(
                rule.id() + " " + folder.getFileName(), () -> check(rule.id(), folder)));
      }
    }
    return tests.stream();
  }

  @Test
  void everyRuleHasAPageAFiringCaseAndASilentOne() throws IOException {
    for (Rule<?> rule : rules()) {
      boolean isElsewhere =
          !Files.exists(CASES.resolve(rule.id()))
              && (!rule.getClass().getPackage().equals(GrafanaRules.class.getPackage())
                  || Files.exists(STACKS.resolve(rule.id())));
      if (isElsewhere) {
        continue; // a rule about a language or about several layers has its cases elsewhere
      }
      assertThat(Path.of("..", "docs", "rules", rule.id() + ".md")).exists();
      int firing = 0;
      int silent = 0;
      for (Path folder : folders(CASES.resolve(rule.id()))) {
        boolean says = Files.size(folder.resolve("expected.txt")) > 0;
        firing += says ? 1 : 0;
        silent += says ? 0 : 1;
      }
      assertThat(firing).as(rule.id() + " firing").isPositive();
      assertThat(silent).as(rule.id() + " silent").isPositive();
    }
  }

  @Test
  void modulePathAndClassPathKnowTheSameServices() throws IOException {
    String module = Files.readString(Path.of("src", "main", "java", "module-info.java"));
    for (Class<?> service : List.of(RuleSet.class, PipelineSource.class)) {
      Path file = Path.of("src", "main", "resources", "META-INF", "services", service.getName());
      for (String provider : Files.readAllLines(file)) {
        assertThat(module).contains(provider);
      }
    }
  }

  static List<Rule<?>> rules() {
    List<Rule<?>> rules = new ArrayList<>(new GrafanaRules().rules());
    rules.addAll(new AlertingRules().rules());
    // rules about the languages live below this module, and are seen best through a dashboard
    for (RuleSet languages : RuleSets.onPath()) {
      if (List.of("promql", "logql", "traceql").contains(languages.layer())) {
        rules.addAll(languages.rules());
      }
    }
    return rules;
  }

  static List<Path> folders(Path parent) throws IOException {
    if (!Files.isDirectory(parent)) {
      return List.of();
    }
    try (Stream<Path> list = Files.list(parent)) {
      return list.filter(Files::isDirectory).sorted().toList();
    }
  }

  private static void check(String rule, Path folder) throws IOException {
    String told =
        report(folder)
            .allFindings()
            .filter(finding -> finding.rule().equals(rule))
            .map(RulesGoldenTest::told)
            .collect(Collectors.joining());
    Path expected = folder.resolve("expected.txt");
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(expected, told);
    }
    assertThat(told).isEqualTo(Files.readString(expected));
  }

  static PipelineReport report(Path folder) throws IOException {
    PipelineValidator.Builder builder =
        PipelineValidator.builder()
            .dashboards(DashboardSet.load(jsonFiles(folder), folder))
            .policy(Policy.DEFAULT.withProfile(Policy.Profile.STYLE));
    if (Files.isDirectory(folder.resolve("provisioning"))) {
      builder.provisioning(
          GrafanaProvisioning.load(List.of(folder.resolve("provisioning")), folder));
    }
    for (String name : List.of("metrics.yaml", "metrics.prom")) {
      Path metrics = folder.resolve(name);
      if (Files.exists(metrics)) {
        builder.catalog(MetricCatalogs.read(SourceText.load(metrics, folder)));
      }
    }
    Path interval = folder.resolve("scrape-interval.txt");
    if (Files.exists(interval)) {
      List<String> words = List.of(Files.readString(interval).strip().split(" "));
      List<String> jobs = words.size() > 1 ? words.subList(1, words.size()) : List.of("backend");
      builder.collector(new OneCollector(Duration.parse("PT" + words.get(0)), jobs));
    }
    try (PipelineValidator validator = builder.build()) {
      return validator.validate();
    }
  }

  private static List<Path> jsonFiles(Path folder) throws IOException {
    try (Stream<Path> list = Files.list(folder)) {
      return list.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  private static String told(Finding finding) {
    StringBuilder out = new StringBuilder(finding.toString()).append('\n');
    finding.effect().ifPresent(effect -> out.append("  makes ").append(effect).append('\n'));
    finding.evidence().forEach(fact -> out.append("  why   ").append(fact).append('\n'));
    finding
        .fix()
        .ifPresent(
            fix -> {
              out.append("  fix   ").append(fix.summary()).append('\n');
              finding.edits().forEach(edit -> out.append(written(finding, edit)));
              fix.files().forEach(it -> out.append("        new ").append(it.file()).append('\n'));
            });
    finding.affects().forEach(ref -> out.append("  hits  ").append(ref).append('\n'));
    return out.toString();
  }

  private static String written(Finding finding, Edit edit) {
    boolean elsewhere = !finding.location().equals(Optional.of(edit.at()));
    return "        "
        + edit.from()
        + " -> "
        + edit.to()
        + (elsewhere ? " (" + edit.at() + ")" : "")
        + "\n";
  }
}
