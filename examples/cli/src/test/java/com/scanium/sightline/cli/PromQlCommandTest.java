package com.scanium.sightline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.scanium.sightline.finding.PipelineReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
  void whatIsFormattedCanBeReadAgain() {
    console.reading("a * on('my.label') b");
    assertThat(console.run(validation, "promql", "fmt")).isZero();
    assertThat(console.out()).isEqualTo("a * on (\"my.label\") b\n");

    TestConsole power = new TestConsole().reading("Inf ^ 2");
    assertThat(power.run(validation, "promql", "fmt")).isEqualTo(1);
    assertThat(power.err()).isEqualTo("<stdin>: has no layout that means the same\n");
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
            / on (job), many-to-one, takes over (zone)   (instant vector)   possible: any other; impossible: __name__, le
              histogram_quantile(…)   (instant vector)   possible: any other; impossible: __name__, le
                0.95   (scalar)
                sum by (le, $by)   (instant vector)   possible: any other; impossible: __name__
                  rate(…)   (instant vector)   possible: any other; impossible: __name__
                    a_bucket{job=~"x$job"}[$window]   (range vector)   certain: __name__="a_bucket"; possible: any other
                      a_bucket{job=~"x$job"}   (instant vector)   certain: __name__="a_bucket"; possible: any other
              sign -   (instant vector)   possible: any other; impossible: __name__
                b   (instant vector)   certain: __name__="b"; possible: any other

            variables
              $by stands for a label
              $job stands for part of the value of label job
              $window stands for a window
            """);
  }

  @Test
  void explainShowsWhatIsDoubtful() {
    String query = "sum(a_total{zone=~\"x\"})\n + histogram_quantile(0.9, sum(rate(a_bucket[5m])))";

    assertThat(console.run(validation, "promql", "explain", query)).isZero();
    assertThat(console.out())
        .endsWith(
            """

            flaws
              1:5: the counter a_total without rate or increase: it only shows how long the process runs
              1:13: zone=~"x" has exactly one value; zone="x" selects the same
              2:4: the aggregation of a_bucket removes le: histogram_quantile finds no buckets
            """);
  }

  @Test
  void explainTakesLabelsAndTypesFromACatalog(@TempDir Path folder) throws IOException {
    Path catalog = folder.resolve("metrics.txt");
    Files.writeString(
        catalog,
        """
        # TYPE temp gauge
        temp{room="a"} 3
        """);

    int status =
        console.run(
            validation,
            "promql",
            "explain",
            "--catalog",
            catalog.toString(),
            "sum by (room) (rate(temp[5m])) or other or {job=\"x\"} or vector(1)");

    assertThat(status).isZero();
    assertThat(console.out())
        .isEqualTo(
            """
            or, many-to-many   (instant vector)   possible: any
              or, many-to-many   (instant vector)   possible: any
                or, many-to-many   (instant vector)   possible: __name__="other", any other
                  sum by (room)   (instant vector)   certain: room; impossible: any other
                    rate(…)   (instant vector)   certain: room; possible: any other; impossible: __name__
                      temp[5m]   (range vector)   certain: __name__="temp", room; possible: any other
                        temp   (instant vector)   certain: __name__="temp", room; possible: any other
                  other   (instant vector)   certain: __name__="other"; possible: any other
                {job="x"}   (instant vector)   certain: __name__, job="x"; possible: any other
              vector(…)   (instant vector)   impossible: any
                1   (scalar)

            flaws
              1:16: rate of the gauge temp: each fall counts as a restart
              1:44: no metric name: the store looks through the series of all metrics
            """);
  }

  @Test
  void explainOfAMissingCatalogIsOneLine(@TempDir Path folder) {
    Path missing = folder.resolve("none.yaml");

    int status =
        console.run(validation, "promql", "explain", "--catalog", missing.toString(), "up");

    assertThat(status).isEqualTo(2);
    assertThat(console.err()).isEqualTo("sightline: no such file: " + missing + "\n");
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
  void explainSurvivesALongChainOfCounters() {
    String query = "a_total" + " + a_total".repeat(20_000);

    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> assertThat(console.run(validation, "promql", "explain", query)).isZero());
    assertThat(console.out().lines()).hasSize(40_001 + 2 + 20_001);
  }

  @Test
  void promqlAloneIsRefused() {
    assertThat(console.run(validation, "promql")).isEqualTo(2);
    assertThat(console.err())
        .isEqualTo("sightline: Missing required subcommand (see: sightline promql --help)\n");
  }
}
