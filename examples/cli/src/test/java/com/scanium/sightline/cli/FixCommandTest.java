package com.scanium.sightline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FixCommandTest {
  private static final Path BROKEN = Path.of("../openai-runtime/broken");

  @TempDir private Path folder;

  @BeforeEach
  void copyTheIncident() throws IOException {
    StackCasesTest.copy(BROKEN, folder);
  }

  @Test
  void showsADiffAndChangesNothing() throws Exception {
    String before = config();
    TestConsole console = new TestConsole();

    assertThat(run(console, "fix", folder.toString())).isZero();

    assertThat(console.out())
        .startsWith("--- a/alloy/config.alloy\n+++ b/alloy/config.alloy\n")
        .contains(
            "\n-\t\t__address__ = \"scanium-backend:8080\",\n+\t\t__address__ = \"backend:8080\",\n");
    assertThat(console.err())
        .contains("1 exact fix in 1 file", "nothing is changed yet; --apply writes it");
    assertThat(config()).isEqualTo(before);
  }

  @Test
  void gitAppliesWhatItShows() throws Exception {
    TestConsole console = new TestConsole();
    run(console, "fix", folder.toString());
    Path diff = Files.writeString(folder.resolve("x.diff"), console.out());

    try {
      Process git =
          new ProcessBuilder("git", "apply", diff.toString())
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .start();
      String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(git.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(git.exitValue()).as(said).isZero();
    } catch (IOException e) {
      Assumptions.abort("git is not installed");
    }

    assertThat(config()).contains("\"backend:8080\"").doesNotContain("\"scanium-backend:8080\"");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"--apply", "--no-dry-run"})
  void appliesAndSaysWhatRemains(String option) throws Exception {
    TestConsole console = new TestConsole();

    assertThat(run(console, "fix", option, folder.toString())).isZero();

    assertThat(console.out())
        .contains("changed alloy/config.alloy: alloy/target-by-container-name")
        .containsPattern("checked again: 1 finding gone, [0-9]+ warnings? remains?\n")
        .contains("  warning traffic/no-series-yet\n");
    assertThat(config()).contains("\"backend:8080\"");

    TestConsole again = new TestConsole();
    assertThat(run(again, "fix", "--apply", folder.toString())).isZero();
    assertThat(again.err()).containsPattern("^no exact fix; [0-9]+ findings? without one");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "--rule=alloy/target-by-container-name, true",
    "--rule=alloy/write-path, false",
    "--of=causes, true",
    "--of=findings, false",
  })
  void takesOnlyTheFixesThatAreWanted(String option, boolean taken) {
    TestConsole console = new TestConsole();

    assertThat(run(console, "fix", option, folder.toString())).isZero();

    assertThat(console.out().isEmpty()).isNotEqualTo(taken);
  }

  @Test
  void filesOutsideAreToldAndLeftAlone() throws Exception {
    Path inner = Files.createDirectory(folder.resolve("inner"));
    Files.writeString(
        inner.resolve("sightline.yaml"),
        Files.readString(folder.resolve("sightline.yaml"))
            .replaceAll("([\\[ ])([a-z]+/|metrics)", "$1../$2"));
    String before = config();
    TestConsole console = new TestConsole();

    run(console, "fix", "--apply", inner.toString());

    assertThat(console.err())
        .contains("../alloy/config.alloy lies outside the folder of sightline.yaml");
    assertThat(config()).isEqualTo(before);
    run(new TestConsole(), "fix", "--apply", "--outside", inner.toString());
    assertThat(config()).isNotEqualTo(before);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "--rule=alloy/write-pth|there is no rule \"alloy/write-pth\"; did you mean alloy/write-path?",
        "--of=some|\"some\" is none of: all, causes, findings",
        "--generate=loki|\"loki\" is none of: grafana, mimir, panel, all",
      })
  void badOptionsAreToldInOneLine(String option, String message) {
    TestConsole console = new TestConsole();

    assertThat(run(console, "fix", option, folder.toString())).isEqualTo(2);

    assertThat(console.err()).contains(message).hasLineCount(1);
    assertThat(console.out()).isEmpty();
  }

  @Test
  void contradictingOptionsAndMissingFilesAreToldInOneLine() {
    TestConsole both = new TestConsole();
    assertThat(run(both, "fix", "--apply", "--dry-run", folder.toString())).isEqualTo(2);
    assertThat(both.err()).contains("exclude each other").hasLineCount(1);

    TestConsole missing = new TestConsole();
    assertThat(run(missing, "fix", folder.resolve("nowhere").toString())).isEqualTo(2);
    assertThat(missing.err()).contains("no such file or folder").hasLineCount(1);
  }

  private String config() throws IOException {
    return Files.readString(folder.resolve("alloy/config.alloy"));
  }

  private static int run(TestConsole console, String... arguments) {
    return Main.run(console.console(), Validation.STANDARD, arguments);
  }
}
