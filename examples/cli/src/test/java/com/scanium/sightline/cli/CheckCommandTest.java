package com.scanium.sightline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.scanium.sightline.finding.ConsumerRef;
import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.PanelVerdict;
import com.scanium.sightline.finding.PipelineReport;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.finding.Verdict;
import com.scanium.sightline.validation.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckCommandTest {
  private static final PipelineReport HEALTHY = PipelineReport.builder().build();

  @TempDir private Path folder;
  private Path configuration;

  private final TestConsole console = new TestConsole();

  @BeforeEach
  void writeConfiguration() throws IOException {
    configuration = Files.writeString(folder.resolve("sightline.yaml"), "catalog: []\n");
  }

  @Test
  void folderStandsForItsConfiguration() {
    FakeValidation validation = FakeValidation.answering(HEALTHY);

    int status = console.run(validation, "check", folder.toString());

    assertThat(status).isZero();
    assertThat(validation.questions()).containsExactly("STATIC " + configuration);
    assertThat(console.err()).isEmpty();
    assertThat(console.out()).isNotEmpty();
  }

  @Test
  void fileIsTakenWhateverItsName() throws IOException {
    Path other = Files.writeString(folder.resolve("prod.yml"), "catalog: []\n");
    FakeValidation validation = FakeValidation.answering(HEALTHY);

    console.run(validation, "check", other.toString(), "--static");

    assertThat(validation.questions()).containsExactly("STATIC " + other);
  }

  @Test
  void liveAsksServers() {
    FakeValidation validation = FakeValidation.answering(HEALTHY);

    console.run(validation, "check", folder.toString(), "--live");

    assertThat(validation.questions()).containsExactly("LIVE " + configuration);
  }

  @Test
  void staticAndLiveTogetherAreRefused() {
    assertRefused(
        "sightline: --static and --live exclude each other (see: sightline check --help)\n",
        "check",
        folder.toString(),
        "--static",
        "--live");
  }

  @Test
  void folderWithoutConfigurationIsRefused() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));

    assertRefused(
        "sightline: no sightline.yaml in folder \"" + empty + "\"; it says which files to check\n",
        "check",
        empty.toString());
  }

  @Test
  void missingFileIsRefused() {
    Path missing = folder.resolve("missing.yaml");

    assertRefused(
        "sightline: no such file or folder: \"" + missing + "\"\n", "check", missing.toString());
  }

  @Test
  void jsonIsForPrograms() {
    console.run(FakeValidation.answering(HEALTHY), "check", folder.toString(), "--format", "json");

    assertThat(console.out()).startsWith("{").contains("\"healthy\": true").endsWith("}\n");
  }

  @Test
  void colourIsUsedWhenAskedFor() {
    FakeValidation validation = FakeValidation.answering(withFinding(Severity.ERROR));
    TestConsole plain = new TestConsole();

    console.run(validation, "check", folder.toString(), "--color", "always");
    plain.run(validation, "check", folder.toString(), "--color", "auto");

    assertThat(console.out()).contains("\u001b[").contains("alloy/syntax");
    assertThat(plain.out()).doesNotContain("\u001b").contains("alloy/syntax");
  }

  @Test
  void unknownFormatNamesTheKnownOnes() {
    int status = console.run(FakeValidation.answering(HEALTHY), "check", "--format", "xml");

    assertThat(status).isEqualTo(2);
    assertThat(console.err()).hasLineCount(1).contains("xml", "text", "json");
    assertThat(console.out()).isEmpty();
  }

  @Test
  void unknownOptionSuggestsTheRightOne() {
    int status = console.run(FakeValidation.answering(HEALTHY), "check", "--exit-zeros");

    assertThat(status).isEqualTo(2);
    assertThat(console.err()).hasLineCount(1).contains("--exit-zeros", "did you mean --exit-zero");
  }

  @Test
  void wrongConfigurationIsOneLine() {
    FakeValidation validation =
        FakeValidation.failing(
            new ConfigurationException("sightline.yaml:3:1: no key\nsightline.yaml:4:1: no list"));

    int status = console.run(validation, "check", folder.toString());

    assertThat(status).isEqualTo(2);
    assertThat(console.err()).isEqualTo("sightline: sightline.yaml:3:1: no key (and 1 more)\n");
  }

  @Test
  void bugIsOneLineUnlessTheStackTraceIsWanted() {
    FakeValidation validation = FakeValidation.failing(new IllegalStateException("no rules"));

    int status = console.run(validation, "check", folder.toString());

    assertThat(status).isEqualTo(2);
    assertThat(console.err())
        .isEqualTo(
            "sightline: internal error: java.lang.IllegalStateException: no rules"
                + " (--stacktrace tells more)\n");

    TestConsole second = new TestConsole();
    second.run(validation, "check", folder.toString(), "--stacktrace");
    assertThat(second.err()).contains("no rules", "\tat ");
  }

  @ParameterizedTest(name = "{0} {1} exits {2}")
  @CsvSource({
    "HEALTHY, error, 0",
    "HEALTHY, warning, 0",
    "HEALTHY, empty, 0",
    "WARNED, error, 0",
    "WARNED, warning, 1",
    "WARNED, empty, 0",
    "EMPTY, error, 0",
    "EMPTY, warning, 0",
    "EMPTY, empty, 1",
    "QUIET, empty, 0",
    "BROKEN, error, 1",
    "BROKEN, warning, 1",
    "BROKEN, EMPTY, 1",
  })
  void statusFollowsTheReport(Given given, String failOn, int status) {
    FakeValidation validation = FakeValidation.answering(given.report());

    assertThat(console.run(validation, "check", folder.toString(), "--fail-on", failOn))
        .isEqualTo(status);
    assertThat(
            new TestConsole()
                .run(validation, "check", folder.toString(), "--fail-on", failOn, "--exit-zero"))
        .isZero();
  }

  private enum Given {
    HEALTHY,
    WARNED,
    EMPTY,
    QUIET,
    BROKEN;

    PipelineReport report() {
      return switch (this) {
        case HEALTHY -> CheckCommandTest.HEALTHY;
        case WARNED -> withFinding(Severity.WARNING);
        case EMPTY -> withVerdict(Verdict.NO_DATA);
        case QUIET -> withVerdict(Verdict.ZERO);
        case BROKEN -> withFinding(Severity.ERROR);
      };
    }
  }

  private void assertRefused(String line, String... args) {
    FakeValidation validation = FakeValidation.answering(HEALTHY);

    assertThat(console.run(validation, args)).isEqualTo(2);
    assertThat(console.err()).isEqualTo(line);
    assertThat(console.out()).isEmpty();
    assertThat(validation.questions()).isEmpty();
  }

  private static PipelineReport withFinding(Severity severity) {
    Finding finding = Finding.of("alloy/syntax", severity).message("broken").build();
    return PipelineReport.builder().findings(List.of(finding)).build();
  }

  private static PipelineReport withVerdict(Verdict verdict) {
    ConsumerRef query = ConsumerRef.inDashboard("d").panel(2).refId("A").build();
    return PipelineReport.builder()
        .panels(List.of(PanelVerdict.of(query, verdict).build()))
        .build();
  }
}
