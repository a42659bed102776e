package com.scanium.sightline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.scanium.sightline.pipeline.Policy;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Runs the jar that people run: what is missing in it shows here only. */
class ShadedJarIT {
  private static final String BROKEN = "examples/openai-runtime/broken";
  private static final String FIXED = "examples/openai-runtime/fixed";
  private static final List<Integer> QUERY_PANELS = List.of(2, 3, 4, 5, 11, 12, 21, 31, 32, 41, 42);

  @Test
  void brokenPipelineHasTwoRootCausesInOrder() throws Exception {
    CommandRun run = CommandRun.of("check", BROKEN, "--format", "json", "--exit-zero");

    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    JsonNode report = run.json();
    assertThat(report.get("healthy").asBoolean()).isFalse();
    assertThat(texts(report.get("rootCauses"), "rule"))
        .containsExactly("alloy/target-by-container-name", "traffic/no-series-yet");
    assertThat(texts(report.get("rootCauses"), "severity")).containsExactly("error", "warning");
    assertThat(report.get("findings")).isEmpty();
  }

  @Test
  void wrongHostIsNamedWhereItIsTyped() throws Exception {
    JsonNode cause =
        CommandRun.of("check", BROKEN, "--format", "json").json().get("rootCauses").get(0);
    JsonNode place = cause.get("location");
    String line =
        Files.readAllLines(CommandRun.root().resolve(BROKEN).resolve("alloy/config.alloy"))
            .get(place.get("line").asInt() - 1);

    assertThat(place.get("file").asString()).isEqualTo("alloy/config.alloy");
    assertThat(line.substring(place.get("column").asInt() - 1)).startsWith("scanium-backend:8080");
    assertThat(cause.get("message").asString()).contains("\"scanium-backend\"");
    assertThat(cause.get("fix").get("summary").asString()).contains("backend:8080");
    assertThat(cause.get("fix").get("replace").get("to").asString()).contains("backend");
  }

  @Test
  void everyPanelIsExplained() throws Exception {
    JsonNode report = CommandRun.of("check", BROKEN, "--format", "json").json();

    for (JsonNode cause : report.get("rootCauses")) {
      assertThat(panels(cause.get("affects"))).containsExactlyElementsOf(QUERY_PANELS);
    }
    assertThat(panels(report.get("panels"))).containsExactlyElementsOf(QUERY_PANELS);
    assertThat(texts(report.get("panels"), "verdict")).containsOnly("NO_DATA");
    assertThat(report.get("score").asDouble()).isZero();
  }

  @Test
  void fixedPipelineIsHealthy() throws Exception {
    CommandRun run = CommandRun.of("check", FIXED, "--format", "json");

    assertThat(run.status()).isZero();
    JsonNode report = run.json();
    assertThat(report.get("healthy").asBoolean()).isTrue();
    assertThat(report.get("rootCauses")).isEmpty();
    assertThat(report.get("findings")).isEmpty();
    assertThat(panels(report.get("panels"))).containsExactlyElementsOf(QUERY_PANELS);
    assertThat(texts(report.get("panels"), "verdict")).isSubsetOf("DATA", "POSSIBLE");
    assertThat(report.get("score").asDouble()).isEqualTo(1);
  }

  @Test
  void jarHasEveryRuleOfTheClassPath() throws Exception {
    List<String> rules =
        StreamSupport.stream(ServiceLoader.load(RuleSet.class).spliterator(), false)
            .flatMap(set -> set.rules().stream())
            .map(Rule::id)
            .toList();

    assertThat(rules).isNotEmpty();
    assertThat(CommandRun.of("rules").out().lines())
        .containsExactlyElementsOf(new TreeSet<>(rules));
    JsonNode stats = CommandRun.of("check", FIXED, "--format", "json").json().get("stats");
    long run =
        StreamSupport.stream(ServiceLoader.load(RuleSet.class).spliterator(), false)
            .flatMap(set -> set.rules().stream())
            .filter(rule -> Policy.DEFAULT.profile().runs(rule.profile()))
            .count();
    assertThat(stats.get("rules").asLong()).isEqualTo(run);
    assertThat(stats.get("requests").asInt()).isZero();
  }

  @Test
  void reportKeepsItsSchema() throws Exception {
    JsonNode schema =
        new ObjectMapper()
            .readTree(Files.readString(CommandRun.root().resolve("docs/report.schema.json")));

    for (String pipeline : List.of(BROKEN, FIXED)) {
      JsonNode report = CommandRun.of("check", pipeline, "--format", "json").json();
      assertThat(SchemaCheck.violations(schema, report)).isEmpty();
    }
  }

  @Test
  void sameInputGivesTheSameReport() throws Exception {
    List<String> reports = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      reports.add(
          CommandRun.of("check", BROKEN, "--format", "json")
              .out()
              .replaceAll("\"elapsedMs\": *\\d+", ""));
    }

    assertThat(reports.get(0)).isEqualTo(reports.get(1));
  }

  @Test
  void exitStatusFollowsTheReport() throws Exception {
    assertThat(CommandRun.of("check", BROKEN).status()).isEqualTo(1);
    assertThat(CommandRun.of("check", BROKEN, "--exit-zero").status()).isZero();
    assertThat(CommandRun.of("check", BROKEN + "/sightline.yaml").status()).isEqualTo(1);
    assertThat(CommandRun.of("check", FIXED, "--fail-on", "empty").status()).isZero();
    assertThat(CommandRun.of("check", FIXED, "--fail-on", "warning").status()).isZero();
    assertThat(CommandRun.of("check", BROKEN, "--static", "--live").status()).isEqualTo(2);
    assertThat(CommandRun.of("check", "no/such/folder").status()).isEqualTo(2);
    assertThat(CommandRun.of("check", "docs").status()).isEqualTo(2);
    assertThat(CommandRun.of("check", "--nonsense").status()).isEqualTo(2);
    assertThat(CommandRun.of().status()).isEqualTo(2);
  }

  @Test
  void liveNeedsAStore(@TempDir Path folder) throws Exception {
    Path configuration =
        Files.writeString(folder.resolve("sightline.yaml"), "dashboards: [dashboards]\n");
    Files.createDirectory(folder.resolve("dashboards"));

    CommandRun run = CommandRun.of("check", configuration.toString(), "--live");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).hasLineCount(1).contains("a live walk needs a store");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void staticCheckLoadsNothingOfTheNetwork(@TempDir Path folder) throws Exception {
    Path log = folder.resolve("classes.log");

    CommandRun run =
        CommandRun.of(List.of("-Xlog:class+load:file=" + log), "check", BROKEN, "--exit-zero");

    assertThat(run.status()).isZero();
    // what the JDK maps from its own archive at start-up is there whether it is used or not
    String loaded =
        Files.readAllLines(log).stream()
            .filter(line -> !line.endsWith("source: shared objects file"))
            .collect(Collectors.joining("\n"));
    assertThat(loaded)
        .contains("com.scanium.sightline.cli.CheckCommand")
        .doesNotContain("org.apache.hc.", "io.github.resilience4j.", "java.net.http.")
        .doesNotContain("sun.nio.ch.SocketChannelImpl", "java.net.SocksSocketImpl");
  }

  @Test
  void versionIsTheOneOfTheBuild() throws Exception {
    assertThat(CommandRun.of("--version").out()).matches("sightline \\d+\\.\\d+\\.\\d+\\S*\n");
  }

  private static List<String> texts(JsonNode items, String member) {
    List<String> texts = new ArrayList<>();
    items.forEach(item -> texts.add(item.get(member).asString()));
    return texts;
  }

  /** The panels that a list speaks of, each once, in order. */
  private static List<Integer> panels(JsonNode items) throws IOException {
    List<Integer> panels = new ArrayList<>();
    for (JsonNode item : items) {
      if (item.has("panel")) {
        panels.add(item.get("panel").asInt());
      }
    }
    return panels.stream().distinct().toList();
  }
}
