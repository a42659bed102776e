package com.scanium.sightline.alloy.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.scanium.sightline.alloy.component.Catalogue.Stability;
import com.scanium.sightline.alloy.corpus.Corpus;
import com.scanium.sightline.alloy.syntax.AlloyFile;
import com.scanium.sightline.alloy.syntax.AlloySyntax;
import com.scanium.sightline.text.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Holds {@link AlloyCheck#validate} against what {@code alloy validate} says. */
class ValidateCorpusTest {
  private static final int CASES = 5;

  @Test
  void saysWhatAlloyValidateSaysAtTheSamePlaces() {
    int ran = 0;
    for (JsonNode vector : Corpus.vectors("validate.jsonl")) {
      List<Defect> found = AlloyCheck.validate(files(vector), options(vector));
      List<String> wanted = new ArrayList<>();
      vector
          .path("diagnostics")
          .forEach(
              one ->
                  wanted.add(
                      one.get("file").asString()
                          + ":"
                          + one.get("line").asInt()
                          + " "
                          + one.get("severity").asString()));
      assertThat(found.isEmpty()).as(vector.toString()).isEqualTo(vector.get("ok").asBoolean());
      assertThat(found)
          .as(vector.get("title").asString())
          .extracting(
              d ->
                  d.location().file()
                      + ":"
                      + d.location().line().orElse(0)
                      + " "
                      + d.severity().word())
          .containsExactlyElementsOf(wanted);
      ran++;
    }
    assertThat(ran).isEqualTo(CASES);
  }

  private static CheckOptions options(JsonNode vector) {
    CheckOptions.Builder options =
        CheckOptions.builder()
            .minStability(
                Stability.valueOf(
                    vector
                        .get("minStability")
                        .asString()
                        .toUpperCase(Locale.ROOT)
                        .replace('-', '_')));
    return (vector.get("community").asBoolean() ? options.allowCommunity() : options).build();
  }

  private static List<AlloyFile> files(JsonNode vector) {
    List<AlloyFile> files = new ArrayList<>();
    vector
        .get("sources")
        .properties()
        .forEach(
            file ->
                files.add(
                    AlloySyntax.parse(SourceText.of(file.getKey(), file.getValue().asString()))));
    return files;
  }

  /**
   * The configurations of real installations and of Alloy's own documentation, charts and modules;
   * what is left has faults that were looked at one by one: modules that use an argument or block
   * that they don't have, and what the converter makes of pipelines without an exporter.
   */
  @Test
  void configurationsThatRunAreNotRefused() {
    int ran = 0;
    TreeMap<String, List<String>> wrong = new TreeMap<>();
    CheckOptions options =
        CheckOptions.builder()
            .minStability(Stability.EXPERIMENTAL)
            .allowCommunity()
            .acceptOlderReleases()
            .build();
    for (JsonNode vector : Corpus.vectors("configs.jsonl")) {
      if (isWhole(vector)) {
        ran++;
        List<String> refused =
            AlloyCheck.check(List.of(AlloySyntax.parse(Corpus.source(vector))), options).stream()
                .filter(AlloyCheck::isRefused)
                .map(defect -> defect.rule() + " " + defect.message())
                .toList();
        if (!refused.isEmpty()) {
          wrong.put(vector.get("path").asString(), refused);
        }
      }
    }
    assertThat(ran).isEqualTo(WHOLE);
    assertThat(wrong)
        .allSatisfy(
            (path, refused) ->
                assertThat(refused)
                    .as(path)
                    .allMatch(
                        told ->
                            told.endsWith("no block is argument \"port\"")
                                || told.endsWith("discovery.relabel \"push_gateway\"")
                                || told.endsWith("loki.process \"json_scrub_empties\"")
                                || told.endsWith("lacks the required block \"output\"")
                                || told.endsWith("lacks the required block \"sort_by\"")));
    assertThat(wrong).hasSize(FAULTY);
  }

  private static final int WHOLE = 352;
  private static final int FAULTY = 10;

  private static boolean isWhole(JsonNode vector) {
    String path = vector.get("path").asString();
    String source = vector.get("source").asString();
    boolean isOtherDialect = source.contains("grafana/agent");
    boolean needsTestComponents =
        path.contains("/runtime/testdata/") || path.contains("/validator/testdata/");
    boolean isPartOfFolder = source.contains("0xSplits") || path.endsWith(".bak.20251231-222122");
    return vector.get("ok").asBoolean()
        && !vector.path("snippet").asBoolean()
        && !isOtherDialect
        && !needsTestComponents
        && !isPartOfFolder;
  }
}
