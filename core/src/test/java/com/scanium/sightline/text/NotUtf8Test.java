package com.scanium.sightline.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files in another encoding are read as far as possible, and it is said. */
class NotUtf8Test {
  @TempDir private Path folder;

  @Test
  void latin1IsAProblemAtItsPlace() throws IOException {
    DocParse json = DocReader.read(load("a.json", "{\"a\": \"Z\u00fcrich\"}"));
    assertThat(json.root()).isPresent();
    assertThat(json.problems()).hasSize(1);
    assertThat(json.problems().get(0).span()).isEqualTo(new Span(8, 9));
    assertThat(json.problems().get(0).message()).contains("not UTF-8");
    assertThat(DocReader.yamlAll(load("a.yaml", "a: Z\u00fcrich\n")).get(0).problems())
        .isNotEmpty();
  }

  @Test
  void replacementCharacterThatWasWrittenIsNone() throws IOException {
    Path file = Files.writeString(folder.resolve("b.json"), "{\"a\": \"\uFFFD\u00fc\"}");
    assertThat(DocReader.read(SourceText.load(file, folder)).problems()).isEmpty();
  }

  private SourceText load(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.write(file, text.getBytes(StandardCharsets.ISO_8859_1));
    return SourceText.load(file, folder);
  }
}
