package com.scanium.sightline.alloy.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import com.scanium.sightline.text.SourceText;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlloySyntaxTest {
  private static AlloyFile parse(String text) {
    return AlloySyntax.parse(SourceText.of("test.alloy", text));
  }

  private static List<String> problems(AlloyFile file) {
    return file.problems().stream()
        .map(p -> file.source().location(p.span()) + " " + p.message())
        .toList();
  }

  @Test
  void aBlockKeepsNameLabelAndBody() {
    AlloyFile file = parse("prometheus.scrape \"backend\" {\n\tscrape_interval = \"15s\"\n}\n");
    Statement.Block block = file.blocks().findFirst().orElseThrow();
    assertThat(block.name().text()).isEqualTo("prometheus.scrape");
    assertThat(block.label()).contains("backend");
    assertThat(file.source().slice(block.span())).endsWith("}");
    assertThat(block.attribute("scrape_interval").orElseThrow().value())
        .isInstanceOfSatisfying(
            Expression.Literal.class,
            literal -> assertThat(file.source().slice(literal.span())).isEqualTo("\"15s\""));
  }

  @Test
  void severalErrorsInOneFileAreAllReported() {
    AlloyFile file = parse("a = [1, 2\n}\nb \"x y\" {\n}\nc = 'd'\n");
    assertThat(problems(file)).hasSizeGreaterThan(2);
    assertThat(problems(file).get(0)).startsWith("test.alloy:1:10 missing ','");
  }

  @Test
  void statementsBehindABrokenOneAreStillRead() {
    AlloyFile file = parse("a \"1\" {\n\tb = 1\n}\nc \"d\" {\n}\n");
    assertThat(file.isValid()).isFalse();
    assertThat(file.blocks().map(block -> block.name().text())).containsExactly("a", "c");
  }

  @Test
  void commentsAreKept() {
    AlloyFile file = parse("// one\na = 1 // two\n/* three\n */\n");
    assertThat(file.comments().stream().map(Comment::text))
        .containsExactly("// one", "// two", "/* three\n */");
  }

  @Test
  void aNestedCommentOpeningDoesNotNest() {
    assertThat(parse("/* /* */ a = 1\n").isValid()).isTrue();
  }

  @Test
  void anEmptyFileIsValid() {
    assertThat(parse("").isValid()).isTrue();
    assertThat(parse("\uFEFF").isValid()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "[", "{a=", "-", "!", "a[", "a(", "1^", "1+(", "a{b=", "a \"b\"{b="})
  void hostileNestingIsAnErrorAndNoOverflow(String opening) {
    AlloyFile file = parse("a = " + opening.repeat(100_000));
    assertThat(file.problems()).isNotEmpty();
    assertThat(file.toString()).hasSizeGreaterThan(opening.length());
    assertThat(file.hashCode()).isNotZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"+1", ".a", "[0]", "()", "^1", "&&true"})
  void hostileChainsAreAnErrorAndNoOverflow(String link) {
    AlloyFile file = parse("a = b" + link.repeat(100_000));
    assertThat(problems(file)).anyMatch(problem -> problem.contains("levels deep"));
    assertThat(file.toString()).isNotEmpty();
  }

  @Test
  void hostileBlocksAreAnErrorAndNoOverflow() {
    AlloyFile file = parse("a {\n".repeat(100_000));
    assertThat(problems(file)).anyMatch(problem -> problem.contains("levels deep"));
    assertThat(file.body()).isEqualTo(parse("a {\n".repeat(100_000)).body());
  }

  @Test
  void aLongFlatFileIsNoDeepOne() {
    assertThat(parse("a = [" + "1,".repeat(100_000) + "]").isValid()).isTrue();
    assertThat(parse("a {\n}\n".repeat(10_000)).body()).hasSize(10_000);
  }

  @Test
  void bytesThatAreNoTextAreReportedWhereTheyStand() {
    String text = AlloySyntax.decode(new byte[] {'a', '=', '"', (byte) 0xE9, '"', '\n'});
    assertThat(problems(parse(text))).containsExactly("test.alloy:1:4 illegal UTF-8 encoding");
    assertThat(parse("a = \"\uFFFD\"").isValid()).isTrue();
  }
}
