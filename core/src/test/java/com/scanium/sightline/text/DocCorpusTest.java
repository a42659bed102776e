package com.scanium.sightline.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Real files of other projects; skipped with this reason when the corpus is absent. */
class DocCorpusTest {
  @Test
  void everyDashboardIsReadAndWrittenWithoutLoss() throws IOException {
    List<Path> files = files("grafana/dashboards", ".json");
    int scalars = 0;
    for (Path file : files) {
      SourceText source = SourceText.load(file, Path.of("").toAbsolutePath());
      DocParse parse = DocReader.json(source);
      assertThat(parse.problems()).as(file.toString()).isEmpty();
      Doc root = parse.orElseThrow();
      Doc compact = reread(DocWriter.json(root));
      Doc pretty = reread(DocWriter.prettyJson(root));
      assertThat(compact.sameAs(root)).as(file.toString()).isTrue();
      assertThat(pretty.sameAs(root)).as(file.toString()).isTrue();
      scalars += checkPlaces(source, root);
    }
    assertThat(files).hasSize(438);
    assertThat(scalars).isEqualTo(482_223);
  }

  @Test
  void everyYamlFileOfTheIncidentsIsReadWithExactPlaces() throws IOException {
    List<Path> files =
        Stream.concat(files("incidents", ".yml").stream(), files("incidents", ".yaml").stream())
            .sorted()
            .toList();
    for (Path file : files) {
      SourceText source = SourceText.load(file, Path.of("").toAbsolutePath());
      for (DocParse parse : DocReader.yamlAll(source)) {
        assertThat(parse.problems()).as(file.toString()).isEmpty();
        parse.root().ifPresent(root -> checkYaml(source, root));
      }
    }
    assertThat(files).hasSize(224);
  }

  private static int checkPlaces(SourceText source, Doc doc) {
    int checked = 0;
    if (doc instanceof Doc.Str string) {
      OffsetMap map = DocReader.offsets(source, string);
      assertThat(source.text().charAt(string.span().start())).isEqualTo('"');
      for (int i = 0; i < string.value().length(); i++) {
        char stored = source.text().charAt(map.toOriginal(i));
        if (stored != '\\' && stored != string.value().charAt(i)) {
          throw new AssertionError(source + ": " + string + " at " + i);
        }
      }
      checked++;
    } else if (doc.children().isEmpty() && !doc.isObject() && !doc.isArray()) {
      assertThat(source.slice(doc.span())).isEqualTo(doc.asText().orElse("null"));
      checked++;
    }
    for (Doc child : doc.children()) {
      checked += checkPlaces(source, child);
    }
    return checked;
  }

  private static void checkYaml(SourceText source, Doc doc) {
    String slice = source.slice(doc.span());
    if (doc instanceof Doc.Str string) {
      OffsetMap map = DocReader.offsets(source, string);
      for (int i = 0; i < string.value().length(); i++) {
        char stored = source.text().charAt(map.toOriginal(i));
        char decoded = string.value().charAt(i);
        boolean folded = Character.isWhitespace(decoded);
        boolean escaped = stored == '\\' || stored == '\'';
        assertThat(stored == decoded || folded || escaped)
            .as("%s: %s at %d", source, string, i)
            .isTrue();
      }
    } else if (doc.asText().isPresent()) {
      assertThat(slice).isEqualToIgnoringCase(doc.asText().get());
    }
    doc.members()
        .forEach(member -> assertThat(source.slice(member.keySpan())).contains(member.key()));
    doc.children().forEach(child -> checkYaml(source, child));
  }

  private static Doc reread(String json) {
    return DocReader.json(SourceText.of("again.json", json)).orElseThrow();
  }

  private static List<Path> files(String folder, String ending) throws IOException {
    Path root = Path.of(System.getProperty("sightline.corpus", "missing")).resolve(folder);
    assumeTrue(Files.isDirectory(root), "NOT RUN: no corpus at " + root);
    try (Stream<Path> walk = Files.walk(root)) {
      return walk.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }
}
