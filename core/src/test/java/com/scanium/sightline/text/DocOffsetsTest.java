package com.scanium.sightline.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DocOffsetsTest {
  @Test
  void jsonEscapesLeadToTheirBackslash() {
    String text = "{\"q\": \"a\\n\\\"b\\u0041\\\\c😀d\"}";
    Doc.Str string =
        (Doc.Str)
            DocReader.json(SourceText.of("a.json", text)).orElseThrow().get("q").orElseThrow();
    assertThat(string.value()).isEqualTo("a\n\"bA\\c😀d");
    OffsetMap map = DocReader.offsets(SourceText.of("a.json", text), string);
    assertThat(at(text, map, 0)).isEqualTo("a");
    assertThat(text.substring(map.toOriginal(1))).startsWith("\\n");
    assertThat(text.substring(map.toOriginal(2))).startsWith("\\\"");
    assertThat(at(text, map, 3)).isEqualTo("b");
    assertThat(text.substring(map.toOriginal(4))).startsWith("\\u0041");
    assertThat(text.substring(map.toOriginal(5))).startsWith("\\\\c");
    assertThat(at(text, map, 6)).isEqualTo("c");
    assertThat(at(text, map, 9)).isEqualTo("d");
    assertThat(map.toOriginal(10)).isEqualTo(string.span().end() - 1);
    assertThat(map.toOriginal(new Span(1, 5))).isEqualTo(spanOf(text, "\\n\\\"b\\u0041"));
  }

  @Test
  void everyPlainCharacterOfYamlScalarsLeadToItself() {
    String text =
        """
        plain: rate(x[5m])
           by (job)

           or y
        single: 'it''s a   \s
            folded z'
        double: "p\\tq\\x41 \\U0001F600 r\\
           s
             t"
        literal: |
            sum(
              rate(x)

            )
        explicit: |1+
           two more
           z
        folded: >-
            one
            two

            three
              more
            four
        list:
        - |-
          a
          b
        crlf: |\r
          k\r
          l\r
        """;
    SourceText source = SourceText.of("a.yml", text);
    Doc root = DocReader.yaml(source).orElseThrow();
    int[] checked = new int[1];
    List<Doc> all = new ArrayList<>(root.children());
    all.addAll(root.get("list").orElseThrow().items());
    for (Doc doc : all) {
      if (doc instanceof Doc.Str string) {
        checked[0]++;
        checkLetters(source, string);
      }
    }
    assertThat(checked[0]).isEqualTo(8);
    Doc.Str literal = (Doc.Str) root.get("literal").orElseThrow();
    OffsetMap map = DocReader.offsets(source, literal);
    int feed = literal.value().indexOf('\n');
    assertThat(map.toOriginal(feed)).isEqualTo(text.indexOf("sum(") + 4);
  }

  private static void checkLetters(SourceText source, Doc.Str string) {
    OffsetMap map = DocReader.offsets(source, string);
    int last = 0;
    for (int i = 0; i < string.value().length(); i++) {
      char c = string.value().charAt(i);
      int original = map.toOriginal(i);
      assertThat(original).as("%s at %d", string, i).isGreaterThanOrEqualTo(last);
      assertThat(string.span().contains(Span.at(original)) || c == '\n').isTrue();
      last = original;
      char stored = source.text().charAt(original);
      if (Character.isLetter(c) && stored != '\\') {
        assertThat(stored).as("%s at %d", string, i).isEqualTo(c);
      }
    }
  }

  static LongStream seeds() {
    return new Random(42).longs(300);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void generatedJsonIsReadWithExactPlaces(long seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder(random.nextBoolean() ? "\uFEFF" : "");
    write(random, text, 0);
    SourceText source = SourceText.of("a.json", text.toString());
    DocParse parse = DocReader.json(source);
    assertThat(parse.problems()).isEmpty();
    Doc root = parse.orElseThrow();
    check(source, root);
    Doc again = DocReader.json(SourceText.of("b.json", DocWriter.json(root))).orElseThrow();
    assertThat(again.sameAs(root)).isTrue();
  }

  private static void check(SourceText source, Doc doc) {
    String slice = source.slice(doc.span());
    Doc alone = DocReader.json(SourceText.of("s.json", slice)).orElseThrow();
    assertThat(alone.sameAs(doc)).as(slice).isTrue();
    doc.members()
        .forEach(
            member ->
                assertThat(
                        DocReader.json(SourceText.of("k.json", source.slice(member.keySpan())))
                            .orElseThrow()
                            .asString())
                    .contains(member.key()));
    if (doc instanceof Doc.Str string) {
      OffsetMap map = DocReader.offsets(source, string);
      for (int i = 0; i < string.value().length(); i++) {
        char stored = source.text().charAt(map.toOriginal(i));
        assertThat(stored == '\\' || stored == string.value().charAt(i)).isTrue();
      }
      assertThat(map.toOriginal(string.value().length())).isEqualTo(string.span().end() - 1);
    }
    doc.children().forEach(child -> check(source, child));
  }

  private static void write(Random random, StringBuilder out, int depth) {
    space(random, out);
    switch (random.nextInt(depth > 4 ? 4 : 7)) {
      case 0 -> string(random, out);
      case 1 -> out.append(new String[] {"0", "-1", "1.50", "2e+9", "-0.0E-1"}[random.nextInt(5)]);
      case 2 -> out.append(random.nextBoolean());
      case 3 -> out.append("null");
      case 4 -> {
        out.append('[');
        int items = random.nextInt(4);
        for (int i = 0; i < items; i++) {
          out.append(i == 0 ? "" : ",");
          write(random, out, depth + 1);
        }
        space(random, out);
        out.append(']');
      }
      default -> {
        out.append('{');
        int members = random.nextInt(4);
        for (int i = 0; i < members; i++) {
          out.append(i == 0 ? "" : ",");
          space(random, out);
          string(random, out);
          space(random, out);
          out.append(':');
          write(random, out, depth + 1);
        }
        space(random, out);
        out.append('}');
      }
    }
    space(random, out);
  }

  private static void string(Random random, StringBuilder out) {
    String[] parts = {
      "a", "é", "😀", "\\n", "\\\"", "\\\\", "\\u00e9", "\\ud83d\\ude00", "/", "\\/"
    };
    out.append('"');
    for (int i = random.nextInt(12); i > 0; i--) {
      out.append(parts[random.nextInt(parts.length)]);
    }
    out.append('"');
  }

  private static void space(Random random, StringBuilder out) {
    String[] spaces = {"", "", " ", "\n", "\r\n", "\t"};
    out.append(spaces[random.nextInt(spaces.length)]);
  }

  private static String at(String text, OffsetMap map, int offset) {
    return text.substring(map.toOriginal(offset), map.toOriginal(offset) + 1);
  }

  private static Span spanOf(String text, String part) {
    int start = text.indexOf(part);
    return new Span(start, start + part.length());
  }
}
