package com.scanium.sightline.alloy.corpus;

import com.scanium.sightline.alloy.syntax.AlloySyntax;
import com.scanium.sightline.text.SourceText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The reference vectors beside the repository; a test that needs them is skipped without them. */
public final class Corpus {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Corpus() {}

  /** A folder of the corpus; skips the calling test, saying why, when it is absent. */
  public static Path folder(String name) {
    String root = System.getProperty("sightline.corpus", "");
    Path folder = Path.of(root, name);
    Assumptions.assumeTrue(
        !root.isEmpty() && Files.isDirectory(folder),
        () -> "SKIPPED: no reference corpus at " + folder.toAbsolutePath());
    return folder;
  }

  /** The vectors of one file of {@code alloy}, in order. */
  public static List<JsonNode> vectors(String file) {
    try {
      return Files.readAllLines(folder("alloy").resolve(file)).stream()
          .map(MAPPER::readTree)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The input of a vector as bytes. */
  public static byte[] bytes(JsonNode vector) {
    return vector.has("inputBase64")
        ? Base64.getDecoder().decode(vector.get("inputBase64").asString())
        : vector.get("input").asString().getBytes(StandardCharsets.UTF_8);
  }

  /** The input of a vector, read as a file is read. */
  public static SourceText source(JsonNode vector) {
    return SourceText.of(vector.get("id").asString() + ".alloy", AlloySyntax.decode(bytes(vector)));
  }

  /** The line of an offset as Alloy counts: only LF ends a line. */
  public static int line(String text, int offset) {
    return 1 + (int) text.substring(0, offset).chars().filter(c -> c == '\n').count();
  }

  /** The column of an offset as Alloy counts: in bytes, from 1. */
  public static int column(String text, int offset) {
    int start = text.lastIndexOf('\n', offset - 1) + 1;
    return 1 + byteLength(text.substring(start, offset));
  }

  /** The length in bytes of a decoded text; a byte that was no UTF-8 counts as one. */
  public static int byteLength(String text) {
    return text.codePoints()
        .map(
            c ->
                c < 0x80 ? 1 : c < 0x800 ? 2 : c >= 0xDC80 && c <= 0xDCFF ? 1 : c < 0x10000 ? 3 : 4)
        .sum();
  }
}
