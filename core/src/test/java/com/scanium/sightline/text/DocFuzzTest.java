package com.scanium.sightline.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DocFuzzTest {
  private static final String[] PARTS = {
    "a",
    "b: ",
    "- ",
    "\n",
    "\n  ",
    "\n    ",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "? ",
    "&x ",
    "*x",
    "!t ",
    "!!str ",
    "|",
    ">-",
    "|2+",
    "'",
    "\"",
    "\\",
    "\\n",
    "\\u0041",
    "# c",
    "---\n",
    "...\n",
    "%YAML 1.2\n",
    "<<: ",
    "😀",
    "\uFEFF",
    "\t",
    "\r\n",
    "\u0000",
    "\u0085",
    "\u2028",
    "null",
    "true",
    "1e400",
    "0x1",
    "1_0",
    "~",
    "@",
    "`",
    "\uD800",
    "\"k\":",
    "1.5",
    "/*",
    "//",
    "é",
    "=",
    "\\x",
    "<<",
    "\u0007"
  };

  static LongStream seeds() {
    return new Random(11).longs(3000);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void anyMixIsReadOrRefused(long seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(40); i >= 0; i--) {
      text.append(PARTS[random.nextInt(PARTS.length)]);
    }
    SourceText source = SourceText.of("x", text.toString());
    check(source, DocReader.json(source));
    DocReader.yamlAll(source).forEach(parse -> check(source, parse));
    check(source, DocReader.read(source));
  }

  private static void check(SourceText source, DocParse parse) {
    int length = source.text().length();
    for (Problem problem : parse.problems()) {
      assertThat(problem.span().end()).as(problem.message()).isLessThanOrEqualTo(length);
      assertThat(problem.message()).isNotBlank();
    }
    parse
        .root()
        .ifPresent(
            root -> {
              checkPlaces(source, root);
              Doc merged = root.mergeKeysApplied();
              assertThat(merged.hashCode()).isEqualTo(merged.hashCode());
              String json = DocWriter.json(root);
              DocParse again = DocReader.json(SourceText.of("y", json));
              assertThat(again.problems()).as(json).isEmpty();
              assertThat(DocWriter.json(again.orElseThrow())).isEqualTo(json);
            });
  }

  private static void checkPlaces(SourceText source, Doc doc) {
    int length = source.text().length();
    assertThat(doc.span().end()).isLessThanOrEqualTo(length);
    if (doc instanceof Doc.Str string) {
      OffsetMap map = DocReader.offsets(source, string);
      int last = 0;
      for (int i = 0; i <= string.value().length(); i++) {
        int original = map.toOriginal(i);
        assertThat(original).isBetween(last, length);
        last = original;
      }
    }
    doc.asInt();
    doc.asDouble();
    doc.members().forEach(m -> assertThat(m.keySpan().end()).isLessThanOrEqualTo(length));
    doc.children().forEach(child -> checkPlaces(source, child));
  }
}
