package com.scanium.sightline.grafana.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.scanium.sightline.port.Datasources;
import com.scanium.sightline.port.EmbeddedText;
import com.scanium.sightline.port.PanelQuery;
import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.DocReader;
import com.scanium.sightline.text.DocWriter;
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
      Doc entry = DocReader.json(SourceText.of("manifest.json", line)).orElseThrow();
      String file = entry.get("file").flatMap(Doc::asString).orElseThrow();
      DashboardParse parse = DashboardReader.read(SourceText.load(folder.resolve(file), folder));
      if (parse.dashboard().isEmpty()) {
        wrong.add(file + " " + parse.problems() + parse.notDashboard());
        continue;
      }
      read++;
      Dashboard dashboard = parse.dashboard().get();
      String counts =
          dashboard.panels().size()
              + " "
              + dashboard.panels().stream().mapToInt(panel -> panel.targets().size()).sum()
              + " "
              + dashboard.variables().size();
      String expected =
          number(entry, "panels")
              + " "
              + number(entry, "targets")
              + " "
              + number(entry, "variables");
      if (!counts.equals(expected)) {
        wrong.add(file + ": counted " + counts + ", expected " + expected);
      }
      String written = DocWriter.json(dashboard.file());
      Doc again = DocReader.json(SourceText.of("again.json", written)).orElseThrow();
      if (!again.sameAs(dashboard.file())) {
        wrong.add(file + " is not the same when written and read again");
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(read).isEqualTo(438);
  }

  private static long number(Doc entry, String key) {
    return entry.get(key).flatMap(Doc::asLong).orElseThrow();
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
