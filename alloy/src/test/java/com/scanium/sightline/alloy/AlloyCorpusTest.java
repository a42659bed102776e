package com.scanium.sightline.alloy;

import static org.assertj.core.api.Assertions.assertThat;

import com.scanium.sightline.alloy.check.AlloyCheck;
import com.scanium.sightline.alloy.check.Defect;
import com.scanium.sightline.alloy.corpus.Corpus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class AlloyCorpusTest {
  /** Configurations that do not run: test components, wrong on purpose, parts of a folder. */
  private static boolean runsInAlloy(JsonNode vector) {
    String source = vector.get("source").asString();
    String path = vector.get("path").asString();
    boolean isOldDialect = source.contains("grafana/agent");
    boolean isTestData = path.contains("testdata") || path.contains("/tests/");
    boolean isPartOfFolder = source.contains("0xSplits") || path.endsWith(".bak.20251231-222122");
    return vector.get("ok").asBoolean()
        && !vector.path("snippet").asBoolean()
        && !isOldDialect
        && !isTestData
        && !isPartOfFolder;
  }

  @Test
  void configurationsThatRunHaveNoDefects() {
    int ran = 0;
    TreeMap<String, List<Defect>> wrong = new TreeMap<>();
    for (JsonNode vector : Corpus.vectors("configs.jsonl")) {
      if (runsInAlloy(vector)) {
        ran++;
        List<Defect> defects = refused(AlloyConfig.parse(Corpus.source(vector)));
        if (!defects.isEmpty()) {
          wrong.put(vector.get("path").asString(), defects);
        }
      }
    }
    // modules that use an argument or a block that they don't have, looked at one by one
    assertThat(wrong.values().stream().flatMap(List::stream))
        .allMatch(
            defect ->
                defect.message().endsWith("argument \"port\"")
                    || defect.message().endsWith("discovery.relabel \"push_gateway\"")
                    || defect.message().endsWith("loki.process \"json_scrub_empties\""));
    assertThat(wrong).hasSize(8);
    assertThat(ran).isEqualTo(RUNNING);
  }

  private static List<Defect> refused(AlloyConfig config) {
    return config.defects().stream().filter(AlloyCheck::isRefused).toList();
  }

  private static final int RUNNING = 183;

  @Test
  void everyConfigurationBecomesACollector() {
    int scrapes = 0;
    int writes = 0;
    for (JsonNode vector : Corpus.vectors("configs.jsonl")) {
      AlloyConfig config = AlloyConfig.parse(Corpus.source(vector));
      scrapes += config.scrapeJobs().size();
      writes += config.writes().size();
    }
    assertThat(scrapes).isGreaterThan(900);
    assertThat(writes).isGreaterThan(700);
  }

  @Test
  void filesOfRealIncidentsHaveTheDefectsThatStoppedThem() throws IOException {
    Path incidents = Corpus.folder("incidents");
    TreeMap<String, List<String>> found = new TreeMap<>();
    int read = 0;
    try (Stream<Path> files = Files.walk(incidents)) {
      for (Path file : (Iterable<Path>) files.sorted()::iterator) {
        if (file.toString().endsWith(".alloy") || file.toString().endsWith(".hcl")) {
          read++;
          AlloyConfig config = AlloyConfig.load(file, incidents);
          assertThat(config.syntaxFindings()).isEmpty();
          String incident = incidents.relativize(file).getName(0).toString();
          refused(config).stream()
              .map(d -> d.rule() + ":" + d.location().line().orElse(0))
              .forEach(d -> found.computeIfAbsent(incident, i -> new ArrayList<>()).add(d));
        }
      }
    }
    assertThat(read).isEqualTo(31);
    assertThat(found.get("2025-12-24-STACK_DOES_NOT_START"))
        .containsExactly(
            "alloy/unknown-argument:68",
            "alloy/unknown-argument:88",
            "alloy/unknown-argument:118",
            "alloy/unknown-argument:199");
    assertThat(found.get("2026-01-15-CONFIG_ALLOY_MOUNTED"))
        .containsExactly("alloy/unknown-argument:120");
  }
}
