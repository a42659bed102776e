package com.scanium.sightline.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The README's Java is this module's Java, so that it compiles and passes. */
class ReadmeTest {
  @Test
  void snippetIsTheEmbeddingTest() throws IOException {
    String readme = Files.readString(Path.of("../../README.md"));
    String source =
        Files.readString(
            Path.of("src/test/java/com/scanium/sightline/example/OpenAiRuntimeDashboardTest.java"));
    int section = readme.indexOf("## In your own tests");
    assertThat(section).isPositive();
    int start = readme.indexOf("```java\n", section) + "```java\n".length();
    String snippet = readme.substring(start, readme.indexOf("```", start));

    assertThat(snippet).isNotBlank();
    assertThat(source).contains(snippet.indent(2).stripTrailing());
  }
}
