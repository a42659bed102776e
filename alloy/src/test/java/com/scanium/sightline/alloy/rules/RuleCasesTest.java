package com.scanium.sightline.alloy.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.PipelineReport;
import com.scanium.sightline.validation.PipelineValidator;
import com.scanium.sightline.validation.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RuleCasesTest {
  private static final Path CASES = Path.of("src", "test", "resources", "rules");
  private static final Path DOCS = Path.of("..", "docs", "rules");

  /** The rules of this module whose cases lie beside the tests. */
  private static List<Rule<?>> rules() {
    return Stream.of(new ConfigurationRules(), new PathRules())
        .<Rule<?>>flatMap(set -> set.rules().stream())
        .filter(rule -> Files.isDirectory(CASES.resolve(rule.id())))
        .toList();
  }

  static List<Path> cases() throws IOException {
    List<Path> all = new ArrayList<>();
    for (Rule<?> rule : rules()) {
      all.addAll(cases(rule));
    }
    assertThat(all).hasSizeGreaterThan(15);
    return all;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void eachCaseTellsWhatItsExpectedFileSays(Path folder) throws IOException {
    Path expected = folder.resolve("expected.txt");
    String told = told(folder);
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(expected, told);
    }
    assertThat(told).isEqualTo(Files.readString(expected));
  }

  @Test
  void eachRuleHasAPageAFiringCaseAndASilentOne() throws IOException {
    assertThat(rules()).hasSize(20);
    for (Rule<?> rule : rules()) {
      assertThat(DOCS.resolve(rule.id() + ".md")).exists();
      List<String> told = new ArrayList<>();
      for (Path folder : cases(rule)) {
        told.add(Files.readString(folder.resolve("expected.txt")));
      }
      assertThat(told).as(rule.id()).anyMatch(text -> text.contains(" " + rule.id()));
      assertThat(told).as(rule.id()).anyMatch(text -> !text.contains(" " + rule.id()));
    }
  }

  private static List<Path> cases(Rule<?> rule) throws IOException {
    try (Stream<Path> folders = Files.list(CASES.resolve(rule.id()))) {
      return folders.filter(Files::isDirectory).sorted().toList();
    }
  }

  /** What the rules about configurations say, in a form that reads like the report. */
  private static String told(Path folder) {
    List<String> ids = rules().stream().map(rule -> rule.id()).toList();
    try (PipelineValidator validator =
        PipelineValidator.fromFile(folder.resolve("sightline.yaml"))) {
      PipelineReport report = validator.validate();
      return report
          .allFindings()
          .filter(finding -> ids.contains(finding.rule()))
          .map(RuleCasesTest::told)
          .collect(Collectors.joining());
    }
  }

  private static String told(Finding finding) {
    StringBuilder out = new StringBuilder(finding.severity().word());
    out.append(' ').append(finding.rule());
    finding.effect().ifPresent(effect -> out.append(" (").append(effect).append(')'));
    finding.location().ifPresent(at -> out.append(" at ").append(at));
    out.append(": ").append(finding.message()).append('\n');
    finding.evidence().forEach(fact -> out.append("  ").append(fact).append('\n'));
    finding.fix().ifPresent(fix -> out.append("  fix: ").append(fix).append('\n'));
    return out.toString();
  }
}
