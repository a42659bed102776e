package com.scanium.sightline.example;

import static org.assertj.core.api.Assertions.assertThat;

import com.scanium.sightline.finding.ConsumerRef;
import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.PanelVerdict;
import com.scanium.sightline.finding.PipelineReport;
import com.scanium.sightline.finding.RootCause;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.finding.Verdict;
import com.scanium.sightline.report.ReportFormats;
import com.scanium.sightline.testing.SightlineAssertions;
import com.scanium.sightline.text.SourceLocation;
import com.scanium.sightline.validation.PipelineValidator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tells the incident: what is broken, what each repair alone changes, and that both heal it. */
class OpenAiRuntimeIncidentTest {
  private static final Path BROKEN = Path.of("broken");
  private static final Path FIXED = Path.of("fixed");
  private static final List<Long> QUERY_PANELS =
      List.of(2L, 3L, 4L, 5L, 11L, 12L, 21L, 31L, 32L, 41L, 42L);

  @TempDir private Path folder;

  @Test
  void brokenPipelineHasTwoCauses() throws IOException {
    PipelineReport report = check(BROKEN);

    SightlineAssertions.assertThat(report)
        .isNotHealthy()
        .hasRootCauses("alloy/target-by-container-name", "traffic/no-series-yet")
        .checkedEveryPanel();
    assertThat(report.rootCauses())
        .extracting(cause -> cause.finding().severity())
        .containsExactly(Severity.ERROR, Severity.WARNING);
    assertThat(report.panels()).extracting(PanelVerdict::verdict).containsOnly(Verdict.NO_DATA);
    for (RootCause cause : report.rootCauses()) {
      assertThat(cause.affects().stream().map(ConsumerRef::panel).filter(OptionalLong::isPresent))
          .extracting(OptionalLong::getAsLong)
          .containsOnlyOnceElementsOf(List.of(2L, 42L))
          .containsAll(QUERY_PANELS);
    }
  }

  @Test
  void hostIsPointedAtAndItsReplacementGiven() throws IOException {
    Finding finding = check(BROKEN).rootCauses().get(0).finding();
    SourceLocation at = finding.location().orElseThrow();
    String typed = Files.readAllLines(BROKEN.resolve(at.file())).get(at.line().orElseThrow() - 1);
    Fix.Replacement change = finding.fix().flatMap(Fix::replacement).orElseThrow();

    assertThat(typed.substring(at.column().orElseThrow() - 1)).startsWith(change.from());
    assertThat(typed.replace(change.from(), change.to()))
        .isEqualTo(Files.readAllLines(FIXED.resolve(at.file())).get(at.line().orElseThrow() - 1));
  }

  @Test
  void passwordInAWriteAddressIsNowhereInTheReport() throws IOException {
    copy(BROKEN);
    Path alloy = folder.resolve("alloy/config.alloy");
    Files.writeString(
        alloy,
        Files.readString(alloy).replace("http://mimir:9009", "http://writer:hunter2@mimir:9009"));

    PipelineReport report = check(folder);

    assertThat(report.render(ReportFormats.JSON))
        .contains("writer:***@mimir")
        .doesNotContain("hunter2");
    assertThat(report.render(ReportFormats.TEXT)).doesNotContain("hunter2");
  }

  @Test
  void withTheHostRepairedOnlyTrafficIsMissing() throws IOException {
    copy(BROKEN);
    take("alloy/config.alloy", FIXED);

    PipelineReport report = check(folder);

    SightlineAssertions.assertThat(report).isHealthy().hasRootCauses("traffic/no-series-yet");
    assertThat(report.panels()).extracting(PanelVerdict::verdict).containsOnly(Verdict.NO_DATA);
  }

  @Test
  void trafficAloneDoesNotHelp() throws IOException {
    copy(BROKEN);
    take("metrics.prom", FIXED);

    SightlineAssertions.assertThat(check(folder))
        .isNotHealthy()
        .hasRootCauses("alloy/target-by-container-name");
  }

  @Test
  void withoutThePolicyTheContainerNameIsAWarning() throws IOException {
    copy(BROKEN);
    take("metrics.prom", FIXED);
    Path configuration = folder.resolve("sightline.yaml");
    Files.writeString(
        configuration, Files.readString(configuration).replaceAll("(?m)^policy:.*$", ""));

    PipelineReport report = check(folder);

    SightlineAssertions.assertThat(report).isHealthy().hasNoRootCause().canShowEveryPanel();
    assertThat(report.findings())
        .extracting(Finding::rule, Finding::severity)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "alloy/target-by-container-name", Severity.WARNING));
  }

  @Test
  void nameThatResolvesNowhereIsUnresolvable() throws IOException {
    copy(FIXED);
    replace("alloy/config.alloy", "\"backend:8080\"", "\"bakend:8080\"");
    // on an external network others may live that these files do not tell of
    replace("monitoring/docker-compose.yml", "    external: true\n", "");
    replace("backend/docker-compose.yml", "    external: true\n", "");

    PipelineReport report = check(folder);

    SightlineAssertions.assertThat(report).hasRootCauses("alloy/target-unresolvable");
  }

  @Test
  void networksThatDoNotMeetAreNamed() throws IOException {
    copy(FIXED);
    replace("monitoring/docker-compose.yml", "      - scanium_net\n", "");

    SightlineAssertions.assertThat(check(folder)).hasRootCauses("alloy/target-not-on-network");
  }

  @Test
  void fixedPipelineIsSilent() throws IOException {
    PipelineReport report = check(FIXED);

    SightlineAssertions.assertThat(report)
        .isHealthy()
        .hasNothingAtLeast(Severity.WARNING)
        .checkedEveryPanel()
        .canShowEveryPanel();
    assertThat(report.score()).hasValue(1);
    assertThat(report.stats().queries()).isEqualTo(13);
  }

  private static PipelineReport check(Path folder) {
    try (PipelineValidator validator =
        PipelineValidator.fromFile(folder.resolve("sightline.yaml"))) {
      return validator.validate();
    }
  }

  private void copy(Path from) throws IOException {
    List<Path> files;
    try (var walk = Files.walk(from)) {
      files = walk.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      take(from.relativize(file).toString(), from);
    }
  }

  private void take(String name, Path from) throws IOException {
    Path to = folder.resolve(name);
    Files.createDirectories(to.getParent());
    Files.writeString(to, Files.readString(from.resolve(name)));
  }

  private void replace(String name, String from, String to) throws IOException {
    Path file = folder.resolve(name);
    String text = Files.readString(file);
    assertThat(text).contains(from);
    Files.writeString(file, text.replace(from, to));
  }
}
