package com.scanium.sightline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.scanium.sightline.finding.PipelineReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromQlCommandTest {
  private final FakeValidation validation =
      FakeValidation.answering(PipelineReport.builder().build());
  private final TestConsole console = new TestConsole();

  @Test
  void formatsStandardInput() {
    console.reading(" sum( rate(a_total{job=~'$job'}[ $__rate_interval ]))by(job)\n");

    assertThat(console.run(validation, "promql", "fmt")).isZero();
    assertThat(console.out())
        .isEqualTo("sum by (job) (rate(a_total{job=~\"$job\"}[$__rate_interval]))\n");
  }

  @Test
  void checkNamesWhatIsFormattedOtherwise(@TempDir Path folder) throws IOException {
    Path tidy = Files.writeString(folder.resolve("tidy.promql"), "sum(up)\n");
    Path untidy = Files.writeString(folder.resolve("untidy.promql"), "sum( up )\n");

    int status =
        console.run(validation, "promql", "fmt", "--check", tidy.toString(), untidy.toString());

    assertThat(status).isEqualTo(1);
    assertThat(console.out()).isEqualTo(untidy + "\n");
    assertThat(Files.readString(untidy)).isEqualTo("sum( up )\n");
  }

  @Test
  void brokenQueryIsShownWithItsPlace() {
    console.reading("sum(up");

    assertThat(console.run(validation, "promql", "fmt")).isEqualTo(1);
    assertThat(console.out()).isEmpty();
    assertThat(console.err()).startsWith("<stdin>:1:").contains("  sum(up\n");
  }

  @Test
  void commentsAreNeverLost() {
    console.reading("up # is it?\n");

    assertThat(console.run(validation, "promql", "fmt")).isEqualTo(1);
    assertThat(console.err())
        .isEqualTo("<stdin>: has comments, which the formatted query would lose\n");

    TestConsole quoted = new TestConsole().reading("up{a=\"#\\\"#\"}");
    assertThat(quoted.run(validation, "promql", "fmt")).isZero();
  }

  @Test
  void missingFileIsOneLine(@TempDir Path folder) {
    Path missing = folder.resolve("none.promql");

    assertThat(console.run(validation, "promql", "fmt", missing.toString())).isEqualTo(2);
    assertThat(console.err()).isEqualTo("sightline: no such file: " + missing + "\n");
  }

  @Test
  void explainShowsPartsTypesAndVariables() {
    String query =
        "histogram_quantile(0.95, sum by (le, $by) (rate(a_bucket{job=~\"x$job\"}[$window])))"
            + " / on (job) group_left (zone) -b";

    assertThat(console.run(validation, "promql", "explain", query)).isZero();
    assertThat(console.out())
        .isEqualTo(
            """
            / on (job), many-to-one, takes over (zone)   (instant vector)
              histogram_quantile(…)   (instant vector)
                0.95   (scalar)
                sum by (le, $by)   (instant vector)
                  rate(…)   (instant vector)
                    a_bucket{job=~"x$job"}[$window]   (range vector)
                      a_bucket{job=~"x$job"}   (instant vector)
              sign -   (instant vector)
                b   (instant vector)

            variables
              $by stands for a label
              $job stands for part of the value of label job
              $window stands for a window
            """);
  }

  @Test
  void explainOfABrokenQuerySaysWhatIsWrong() {
    assertThat(console.run(validation, "promql", "explain", "rate(up)")).isEqualTo(1);
    assertThat(console.err()).contains("1:").contains("rate(up)\n");
  }

  @Test
  void explainSurvivesALongChain() {
    String query = "1" + " + 1".repeat(20_000);

    assertThat(console.run(validation, "promql", "explain", query)).isZero();
    assertThat(console.out().lines()).hasSize(40_001);
  }

  @Test
  void promqlAloneIsRefused() {
    assertThat(console.run(validation, "promql")).isEqualTo(2);
    assertThat(console.err())
        .isEqualTo("sightline: Missing required subcommand (see: sightline promql --help)\n");
  }
}
