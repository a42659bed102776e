package com.scanium.sightline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** What is wrong with a file is said in a finding or in one line; nothing crashes. */
class BadInputTest {
  private static final String ALLOY = "alloy/config.alloy";
  private static final String DASHBOARD = "grafana/dashboards/openai-runtime.json";
  private static final String COMPOSE = "monitoring/docker-compose.yml";
  private static final String DATASOURCES = "grafana/provisioning/datasources/datasources.yaml";

  @TempDir private Path folder;

  @ParameterizedTest(name = "{0} missing")
  @ValueSource(strings = {ALLOY, COMPOSE, "metrics.prom", "metrics.yaml", "mimir/mimir.yaml"})
  void missingFileIsAFinding(String file) throws Exception {
    copyFixed();
    Files.delete(folder.resolve(file));

    assertThat(places(check())).containsAnyOf("sightline.yaml", file);
  }

  @ParameterizedTest(name = "{0} with {1}")
  @CsvSource({
    ALLOY + ", prometheus.scrape \"x\" { targets = [",
    ALLOY + ", <html></html>",
    DASHBOARD + ", {\"panels\": [",
    DASHBOARD + ", <html></html>",
    COMPOSE + ", services: [",
    COMPOSE + ", {{ template }}",
    DATASOURCES + ", datasources: [",
    "metrics.prom, <html></html>",
    "metrics.yaml, metrics: [",
    "grafana/provisioning/alerting/rules.yaml, groups: [",
  })
  void brokenFileIsAFindingInIt(String file, String content) throws Exception {
    copyFixed();
    Files.writeString(folder.resolve(file), content);

    assertThat(places(check())).contains(file);
  }

  @ParameterizedTest(name = "{0} empty")
  @ValueSource(
      strings = {
        ALLOY,
        DASHBOARD,
        COMPOSE,
        DATASOURCES,
        "metrics.prom",
        "metrics.yaml",
        "mimir/mimir.yaml",
        "loki/loki.yaml",
        "tempo/tempo.yaml",
        "grafana/provisioning/alerting/rules.yaml",
        "grafana/provisioning/dashboards/dashboards.yaml"
      })
  void emptyFileEndsInAReport(String file) throws Exception {
    copyFixed();
    Files.writeString(folder.resolve(file), "");

    check();
  }

  @ParameterizedTest(name = "{0} of noise")
  @ValueSource(strings = {ALLOY, DASHBOARD, COMPOSE, DATASOURCES, "metrics.prom", "metrics.yaml"})
  void noiseEndsInAReport(String file) throws Exception {
    copyFixed();
    byte[] noise = new byte[4096];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (byte) (i * 31 + i / 7);
    }
    Files.write(folder.resolve(file), noise);

    check();
  }

  @ParameterizedTest(name = "{0} nested deeply")
  @CsvSource({ALLOY + ", a = (", DASHBOARD + ", [", COMPOSE + ", [", "metrics.yaml, ["})
  void deepNestingEndsInAReport(String file, String open) throws Exception {
    copyFixed();
    Files.writeString(
        folder.resolve(file),
        open + open.strip().substring(open.strip().length() - 1).repeat(100_000));

    check();
  }

  @Test
  void brokenQueryIsAVerdictAndAFinding() throws Exception {
    copyFixed();
    Path dashboard = folder.resolve(DASHBOARD);
    String json = Files.readString(dashboard);
    Files.writeString(dashboard, json.replaceFirst("sum\\(rate\\(", "sum(rate"));

    JsonNode report = check();

    assertThat(report.get("healthy").asBoolean()).isFalse();
    assertThat(report.get("panels").get(0).get("verdict").asString()).isEqualTo("QUERY_ERROR");
    assertThat(places(report)).contains(DASHBOARD);
  }

  @Test
  void unreadableCollectorIsTheOnlyCause() throws Exception {
    copyFixed();
    Files.writeString(folder.resolve(ALLOY), "a: [1, {b: \"x\nfoo = } ] {\n");

    assertThat(rootCauses(check())).containsOnly("alloy/syntax");
  }

  @Test
  void missingCollectorProvesNothingAboutSeries() throws Exception {
    copyFixed();
    Files.delete(folder.resolve(ALLOY));

    JsonNode report = check();

    assertThat(rootCauses(report)).isEmpty();
    assertThat(report.get("findings").toString()).contains("config/unreadable-file");
  }

  @Test
  void unreadableNetworkLeavesTargetsUnchecked() throws Exception {
    copyFixed();
    Files.writeString(folder.resolve(COMPOSE), "services: [\n");

    JsonNode targets = check().get("coverage").get("targets");

    assertThat(targets.get("checked").asInt()).isZero();
    assertThat(targets.toString()).contains("the network around the collector is not known");
  }

  @Test
  void emptyProvisioningIsAFinding() throws Exception {
    copyFixed();
    Files.writeString(folder.resolve(DATASOURCES), "");

    assertThat(check().get("findings").toString()).contains("the provisioning file is empty");
  }

  private static List<String> rootCauses(JsonNode report) {
    return report
        .get("rootCauses")
        .valueStream()
        .map(cause -> cause.get("rule").asString())
        .toList();
  }

  @Test
  void folderWithoutDashboardsIsSaid() throws Exception {
    copyFixed();
    Files.delete(folder.resolve(DASHBOARD));

    JsonNode report = check();

    assertThat(report.get("score").isNull()).isTrue();
    assertThat(report.toString()).contains("config/nothing-found", "holds no file");
  }

  @ParameterizedTest(name = "sightline.yaml: {0}")
  @ValueSource(
      strings = {
        "alloi: [a.alloy]",
        "catalog: {a: b}",
        "alloy: [[",
        "- a list",
        "just text",
        "store: []",
        "policy: {targetNames: whatever}",
        "\u0000",
        "<html></html>"
      })
  void wrongConfigurationIsOneLineWithItsPlace(String content) throws Exception {
    Path file = Files.writeString(folder.resolve("sightline.yaml"), content);

    TestConsole run = new TestConsole();
    assertThat(run.run(Validation.STANDARD, "check", file.toString())).as(run.out()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).hasLineCount(1).contains("sightline.yaml").doesNotContain("internal");
  }

  @Test
  void emptyConfigurationIsRefused() throws Exception {
    Path file = Files.writeString(folder.resolve("sightline.yaml"), "# nothing yet\n");

    TestConsole run = new TestConsole();
    assertThat(run.run(Validation.STANDARD, "check", file.toString())).isEqualTo(2);
    assertThat(run.err()).hasLineCount(1).contains("sightline.yaml");
  }

  /** Checks the folder and holds what must be true whatever is wrong with its files. */
  private JsonNode check() {
    TestConsole json = new TestConsole();
    int status = json.run(Validation.STANDARD, "check", folder.toString(), "--format", "json");
    assertThat(json.err()).isEmpty();
    assertThat(status).isBetween(0, 1);
    assertThat(json.out()).doesNotContain("\tat ", "Exception", "StackOverflow");
    TestConsole text = new TestConsole();
    assertThat(text.run(Validation.STANDARD, "check", folder.toString())).isEqualTo(status);
    assertThat(text.err()).isEmpty();
    return new ObjectMapper().readTree(json.out());
  }

  private static List<String> places(JsonNode report) {
    List<String> places = new ArrayList<>();
    for (String kind : List.of("rootCauses", "findings")) {
      for (JsonNode finding : report.get(kind)) {
        places.add(finding.path("location").path("file").asString(""));
      }
    }
    return places;
  }

  private void copyFixed() throws IOException {
    Path from = Path.of("../openai-runtime/fixed");
    try (Stream<Path> files = Files.walk(from)) {
      files.forEach(
          file -> {
            try {
              Path to = folder.resolve(from.relativize(file).toString());
              if (Files.isDirectory(file)) {
                Files.createDirectories(to);
              } else {
                Files.writeString(to, Files.readString(file, StandardCharsets.UTF_8));
              }
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
  }
}
