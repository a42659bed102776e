package com.scanium.sightline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.scanium.sightline.finding.PipelineReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlloyCommandTest {
  private static final String UNTIDY = "a \"b\" {\nc=1 // d\n}";
  private static final String TIDY = "a \"b\" {\n\tc = 1 // d\n}\n";

  private final FakeValidation validation =
      FakeValidation.answering(PipelineReport.builder().build());
  private final TestConsole console = new TestConsole();

  @TempDir private Path folder;

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  @Test
  void formatsStandardInput() {
    console.reading(UNTIDY);

    assertThat(console.run(validation, "alloy", "fmt")).isZero();
    assertThat(console.out()).isEqualTo(TIDY);
  }

  @Test
  void checkNamesWhatIsFormattedOtherwise() throws IOException {
    Path tidy = file("tidy.alloy", TIDY);
    Path untidy = file("untidy.alloy", UNTIDY);

    int status =
        console.run(validation, "alloy", "fmt", "--check", tidy.toString(), untidy.toString());

    assertThat(status).isEqualTo(1);
    assertThat(console.out()).isEqualTo(untidy + "\n");
    assertThat(untidy).hasContent(UNTIDY);
  }

  @Test
  void writeChangesTheFileAndSaysNothing() throws IOException {
    Path untidy = file("untidy.alloy", UNTIDY);

    assertThat(console.run(validation, "alloy", "fmt", "--write", untidy.toString())).isZero();
    assertThat(console.out() + console.err()).isEmpty();
    assertThat(Files.readString(untidy)).isEqualTo(TIDY);
  }

  @Test
  void aBrokenFileIsNeverWrittenAndItsErrorsAreShown() throws IOException {
    Path broken = file("broken.alloy", "a = 1\nb = = 2\n");

    int status = console.run(validation, "alloy", "fmt", "--write", broken.toString());

    assertThat(status).isEqualTo(1);
    assertThat(console.err()).startsWith(broken + ":2:5: expected expression");
    assertThat(Files.readString(broken)).isEqualTo("a = 1\nb = = 2\n");
  }

  @Test
  void whatFormattingWouldBreakIsNotWritten() throws IOException {
    String text = "a = f(\n)\n";
    Path file = file("call.alloy", text);

    assertThat(console.run(validation, "alloy", "fmt", "--write", file.toString())).isEqualTo(1);
    assertThat(console.err()).startsWith(file + ": not written");
    assertThat(Files.readString(file)).isEqualTo(text);
  }

  @Test
  void writeNeedsFilesAndExcludesCheck() {
    assertThat(console.run(validation, "alloy", "fmt", "--write")).isEqualTo(2);
    assertThat(console.run(validation, "alloy", "fmt", "--write", "--check", "x")).isEqualTo(2);
    assertThat(console.err().lines()).hasSize(2);
  }

  @Test
  void missingFileIsOneLine() {
    Path missing = folder.resolve("none.alloy");

    assertThat(console.run(validation, "alloy", "fmt", missing.toString())).isEqualTo(2);
    assertThat(console.err()).isEqualTo("sightline: no such file: " + missing + "\n");
  }

  @Test
  void vectorsAreAnsweredAndABadLineDoesNotEndThem() {
    console.reading(
        """
        {"id":"a","kind":"expr","input":"1+2"}
        not json
        {"id":"b","kind":"eval","input":"1+2"}
        """);

    assertThat(console.run(validation, "vectors", "alloy")).isZero();
    assertThat(console.out().lines())
        .containsExactly(
            "{\"id\":\"a\",\"ok\":true,\"diagnostics\":[],\"formatted\":\"1 + 2\"}",
            "{\"id\":null,\"ok\":false,\"error\":\"not a JSON object\"}",
            "{\"id\":\"b\",\"ok\":true,\"diagnostics\":[],\"value\":3}");
  }
}
