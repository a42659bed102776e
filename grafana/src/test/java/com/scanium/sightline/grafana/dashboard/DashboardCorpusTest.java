package com.scanium.sightline.grafana.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.scanium.sightline.port.Datasources;
import com.scanium.sightline.port.EmbeddedText;
import com.scanium.sightline.port.PanelQuery;
import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.DocReader;
import com.scanium.sightline.text.SourceText;
import com.scanium.sightline.text.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every dashboard of other projects that was collected: read, counted, written back. */
class DashboardCorpusTest {
  @Test
  void everyDashboardIsReadWhole() throws IOException {
    Path folder = Path.of(System.getProperty("sightline.corpus", "none"), "grafana");
    Path manifest = folder.resolve("dashboards.jsonl");
    assumeTrue(Files.exists(manifest), "NOT RUN: the reference corpus is absent: " + manifest);
    List<String> wrong = new ArrayList<>();
    int read = 0;
    for (String line : Files.readAllLines(manifest)) {
      Doc entry = parsed(line);
      Doc answer = parsed(DashboardVectors.dashboards(folder, line));
      read++;
      boolean good =
          answer.get("ok").flatMap(Doc::asBoolean).orElse(false)
              && answer.get("lossless").flatMap(Doc::asBoolean).orElse(false)
              && List.of("panels", "targets", "variables").stream()
                  .allMatch(
                      key ->
                          answer
                              .get(key)
                              .flatMap(Doc::asLong)
                              .equals(entry.get(key).flatMap(Doc::asLong)));
      if (!good) {
        wrong.add(DashboardVectors.dashboards(folder, line) + " for " + line);
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(read).isEqualTo(438);
  }

  private static Doc parsed(String line) {
    return DocReader.json(SourceText.of("line.json", line)).orElseThrow();
  }

  @Test
  void everyQueryLeadsBackToTheCharactersInItsFile() throws IOException {
    Path folder = Path.of(System.getProperty("sightline.corpus", "none"), "grafana", "dashboards");
    assumeTrue(Files.exists(folder), "NOT RUN: the reference corpus is absent: " + folder);
    DashboardSet set = DashboardSet.load(List.of(folder), folder);
    List<PanelQuery> queries = set.queries(Datasources.NONE);
    assertThat(set.count()).isEqualTo(438);
    assertThat(queries).hasSizeGreaterThan(11_000);
    for (PanelQuery query : queries) {
      EmbeddedText text = query.text();
      if (!text.text().isEmpty()) {
        Span first = text.offsets().toOriginal(new Span(0, 1));
        String written = text.file().slice(first);
        boolean escaped = written.startsWith("\\");
        assertThat(escaped || written.charAt(0) == text.text().charAt(0)).isTrue();
      }
      query.variants().forEach(it -> it.offsets().toOriginal(new Span(0, it.text().length())));
    }
    assertThat(set.variables(Datasources.NONE)).hasSizeGreaterThan(500);
  }
}
