package com.scanium.sightline.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocReaderTest {
  @Test
  void jsonKeepsOrderDuplicatesAndNumberTexts() {
    Doc doc = json("{\"b\": 1.50e+3, \"a\": -0, \"b\": 2, \"n\": 12345678901234567890123}");
    assertThat(doc.members()).extracting(Doc.Member::key).containsExactly("b", "a", "b", "n");
    assertThat(DocWriter.json(doc))
        .isEqualTo("{\"b\":1.50e+3,\"a\":-0,\"b\":2,\"n\":12345678901234567890123}");
    assertThat(doc.get("b").flatMap(Doc::asInt)).contains(2);
    assertThat(doc.get("n").flatMap(Doc::asLong)).isEmpty();
    assertThat(doc.members().get(0).value().asLong()).contains(1500L);
  }

  @Test
  void spansOfJsonCountTheFileAsStored() {
    String text = "\uFEFF{\"k\\u0041😀\" : [\"x\\n😀\", true , null,-1.5]}";
    Doc doc = json(text);
    Doc.Member member = doc.members().get(0);
    assertThat(member.key()).isEqualTo("kA😀");
    assertThat(slice(text, member.keySpan())).isEqualTo("\"k\\u0041😀\"");
    assertThat(slice(text, member.value().span())).isEqualTo("[\"x\\n😀\", true , null,-1.5]");
    assertThat(member.value().items())
        .extracting(item -> slice(text, item.span()))
        .containsExactly("\"x\\n😀\"", "true", "null", "-1.5");
    assertThat(slice(text, doc.span())).isEqualTo(text.substring(1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\":1,}|7|double-quote to start property name",
        "{a:1}|1|double-quote to start property name",
        "{\"a\" 1}|5|colon",
        "[1 2]|3|comma",
        "{\"a\":1]|6|expected '}'",
        "[01]|2|leading zeroes",
        "[1,|3|end-of-input",
        "<html>|0|valid value",
        "``|0|expected a JSON value",
        "{} x|3|expected the end",
      })
  void brokenJsonIsAProblemAtItsPlace(String text, int at, String words) {
    DocParse parse = DocReader.json(SourceText.of("a.json", text));
    assertThat(parse.problems()).hasSize(1);
    assertThat(parse.problems().get(0).span().start()).isEqualTo(at);
    assertThat(parse.problems().get(0).message()).containsIgnoringCase(words);
    assertThat(parse.problems().get(0).message()).doesNotContain("Source", "code ", "Jackson");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":", "- ", "{a: ", "? ", "[[{"})
  void hostileNestingIsAProblem(String opening) {
    SourceText text = SourceText.of("deep", opening.repeat(20_000));
    assertThat(DocReader.json(text).problems()).isNotEmpty();
    assertThat(DocReader.yaml(text).problems()).isNotEmpty();
  }

  @Test
  void nestingUpToTheLimitIsFine() {
    String text = "[".repeat(DocReader.MAX_DEPTH) + "]".repeat(DocReader.MAX_DEPTH);
    Doc doc = json(text);
    assertThat(DocWriter.json(doc)).isEqualTo(text);
    assertThat(doc).isEqualTo(json(text)).hasToString(json(text).toString());
    assertThat(yaml(text).sameAs(doc)).isTrue();
  }

  @Test
  void spansOfYamlLeaveAnchorsTagsAndCommentsOut() {
    String text =
        """
        base: &base   # shared
          a: &x !!str b
          d: |2-
             lit

        use:
          - 😀
          - {<<: *base, e: 'it''s', f: }
        after: "z" # end
        """;
    Doc doc = yaml(text);
    assertThat(slice(text, doc.get("base").orElseThrow().span()))
        .isEqualTo("a: &x !!str b\n  d: |2-\n     lit");
    assertThat(slice(text, doc.path("base", "a").orElseThrow().span())).isEqualTo("b");
    List<Doc> use = doc.get("use").orElseThrow().items();
    assertThat(slice(text, use.get(0).span())).isEqualTo("😀");
    assertThat(slice(text, use.get(1).span())).isEqualTo("{<<: *base, e: 'it''s', f: }");
    assertThat(slice(text, doc.get("after").orElseThrow().span())).isEqualTo("\"z\"");
    assertThat(use.get(1).get("f").orElseThrow().isNull()).isTrue();
  }

  @Test
  void spansOfYamlCountAByteOrderMarkAndCarriageReturns() {
    String text = "\uFEFFa: 'x\r\n  y'\r\nb: 😀\r\nc: z\r\n";
    Doc doc = yaml(text);
    assertThat(doc.get("a").flatMap(Doc::asString)).contains("x y");
    assertThat(slice(text, doc.get("a").orElseThrow().span())).isEqualTo("'x\r\n  y'");
    assertThat(slice(text, doc.get("c").orElseThrow().span())).isEqualTo("z");
    assertThat(slice(text, doc.member("c").orElseThrow().keySpan())).isEqualTo("c");
  }

  @Test
  void mergeKeysAreCarriedOutWhereAsked() {
    Doc doc =
        yaml(
            """
            x-a: &a {image: one, ports: [1]}
            x-b: &b {image: two, user: u}
            s:
              cpu: 1
              <<: [*a, *b]
              ports: [2]
            """);
    assertThat(doc.path("s", "<<")).isPresent();
    Doc merged = doc.mergeKeysApplied();
    assertThat(DocWriter.json(merged.get("s").orElseThrow()))
        .isEqualTo("{\"cpu\":1,\"image\":\"one\",\"user\":\"u\",\"ports\":[2]}");
    Doc plain = yaml("a: 1");
    assertThat(plain.mergeKeysApplied()).isSameAs(plain);
  }

  @Test
  void aliasBombsAndLoopsAreProblems() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x]\n");
    for (int i = 1; i < 12; i++) {
      String alias = "*a" + (i - 1);
      bomb.append("a" + i + ": &a" + i + " [" + (alias + ",").repeat(8) + alias + "]\n");
    }
    assertThat(problem(bomb.toString())).contains("1000000 nodes");
    assertThat(problem("a: &a [*a]")).contains("inside the very node");
    assertThat(problem("a: *b")).contains("no anchor \"&b\"");
    StringBuilder deep = new StringBuilder("a0: &a0 [x]\n");
    for (int i = 1; i < 600; i++) {
      deep.append("a" + i + ": &a" + i + " [*a" + (i - 1) + "]\n");
    }
    assertThat(problem(deep.toString())).contains("deeper than 500");
  }

  @ParameterizedTest
  @CsvSource({
    "017,15",
    "0o17,15",
    "0x1F,31",
    "1_000,1000",
    "+7,7",
    "-3,-3",
    "0b101,5",
    "8080,8080",
    "1e3,1000",
    "09,9"
  })
  void yamlIntegersHaveManySpellings(String text, int value) {
    assertThat(yaml(text)).isInstanceOf(Doc.Num.class);
    assertThat(yaml(text).asInt()).contains(value);
    assertThat(yaml(text).asText()).contains(text);
  }

  @Test
  void plainScalarsMeanWhatGoDecodersTakeThemFor() {
    Doc doc = yaml("[yes, 'yes', on, True, ~, 1.2.3, 2024-01-01, .inf, !!str 1, 12:30, -v, v1]");
    assertThat(doc.items())
        .extracting(Doc::kind)
        .containsExactly(
            Doc.Kind.STRING,
            Doc.Kind.STRING,
            Doc.Kind.STRING,
            Doc.Kind.BOOLEAN,
            Doc.Kind.NULL,
            Doc.Kind.STRING,
            Doc.Kind.STRING,
            Doc.Kind.NUMBER,
            Doc.Kind.STRING,
            Doc.Kind.STRING,
            Doc.Kind.STRING,
            Doc.Kind.STRING);
    assertThat(doc.items().get(0).asBoolean()).contains(true);
    assertThat(doc.items().get(1).asBoolean()).isEmpty();
    assertThat(doc.items().get(7).asDouble()).contains(Double.POSITIVE_INFINITY);
  }

  @Test
  void ownTagsAreKept() {
    DocParse parse =
        DocReader.yaml(SourceText.of("a.yml", "ports: !reset []\nx: !override {a: 1}"));
    Doc root = parse.orElseThrow();
    assertThat(parse.tagOf(root.get("ports").orElseThrow())).contains("!reset");
    assertThat(parse.tagOf(root.get("x").orElseThrow())).contains("!override");
    assertThat(parse.tagOf(root)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a: b: c|4|mapping values",
        "a: 1@b: [1, 2@c: 3|15|expected",
        "a: @foo|3|cannot start",
        "a: 1@a: 2|5|defined twice",
        "? [a]@: 1|2|expected a word",
        "a: \u0001b|3|U+0001",
        "a: \"x|5|end of stream",
      })
  void brokenYamlIsAProblemAtItsPlace(String text, int at, String words) {
    String lines = text.startsWith("a: @f") ? text : text.replace('@', '\n');
    DocParse parse = DocReader.yaml(SourceText.of("a.yml", lines));
    assertThat(parse.problems()).hasSize(1);
    assertThat(parse.problems().get(0).message()).contains(words);
    assertThat(parse.problems().get(0).span().start()).isEqualTo(at);
  }

  @Test
  void manyDocumentsAndNone() {
    SourceText three = SourceText.of("a.yml", "a: 1\n---\nb: 2\n...\n---\nc: [\n");
    List<DocParse> parses = DocReader.yamlAll(three);
    assertThat(parses).hasSize(3);
    assertThat(parses.get(1).orElseThrow().get("b")).isPresent();
    assertThat(parses.get(2).root()).isEmpty();
    assertThat(parses.get(2).problems()).hasSize(1);
    assertThat(DocReader.yaml(three).isClean()).isTrue();
    DocParse nothing = DocReader.yaml(SourceText.of("a.yml", "# only a comment\n"));
    assertThat(nothing.root()).isEmpty();
    assertThat(nothing.isClean()).isTrue();
    assertThatThrownBy(nothing::orElseThrow).hasMessageContaining("a.yml: no content");
  }

  @Test
  void theNameDecidesTheLanguage() {
    assertThat(DocReader.read(SourceText.of("A.YAML", "{a: 1}")).isClean()).isTrue();
    assertThat(DocReader.read(SourceText.of("a.json", "{a: 1}")).isClean()).isFalse();
    assertThat(DocReader.read(SourceText.of("x", " [1]")).isClean()).isTrue();
    assertThat(DocReader.read(SourceText.of("x", "a: 1")).isClean()).isTrue();
  }

  @Test
  void copiesKeepOrderAndPlace() {
    Doc doc = json("{\"a\": 1, \"b\": \"x\", \"c\": {}}");
    Doc changed = doc.with("b", Doc.string("y")).with("d", Doc.array(Doc.number(1.5)));
    assertThat(DocWriter.json(changed)).isEqualTo("{\"a\":1,\"b\":\"y\",\"c\":{},\"d\":[1.5]}");
    assertThat(changed.get("b").orElseThrow().span()).isEqualTo(doc.get("b").orElseThrow().span());
    assertThat(changed.get("d").orElseThrow().items().get(0).span()).isEqualTo(Span.at(27));
    assertThat(DocWriter.json(changed.without("a").without("zzz")))
        .isEqualTo("{\"b\":\"y\",\"c\":{},\"d\":[1.5]}");
    assertThatThrownBy(() -> Doc.number(1).with("a", Doc.nothing()))
        .isInstanceOf(IllegalStateException.class);
    assertThat(Doc.object().with("k", Doc.bool(true)).path("k").flatMap(Doc::asBoolean))
        .isEqualTo(Optional.of(true));
  }

  @Test
  void theWriterEscapesWhatJsonDemands() {
    assertThat(DocWriter.json(Doc.string("\"\\\n\t\u0001\u007f😀\ud83d<")))
        .isEqualTo("\"\\\"\\\\\\n\\t\\u0001\u007f😀\\ud83d<\"");
    assertThat(DocWriter.json(yaml("[017, .nan, 1_0.5, +3]"))).isEqualTo("[15,\".nan\",10.5,3]");
    assertThat(DocWriter.prettyJson(json("{\"a\":[],\"b\":[1,{}]}")))
        .isEqualTo("{\n  \"a\": [],\n  \"b\": [\n    1,\n    {}\n  ]\n}\n");
  }

  private static Doc json(String text) {
    return DocReader.json(SourceText.of("a.json", text)).orElseThrow();
  }

  private static Doc yaml(String text) {
    return DocReader.yaml(SourceText.of("a.yaml", text)).orElseThrow();
  }

  private static String problem(String yaml) {
    DocParse parse = DocReader.yaml(SourceText.of("a.yml", yaml));
    assertThat(parse.root()).isEmpty();
    return parse.problems().get(0).message();
  }

  private static String slice(String text, Span span) {
    return text.substring(span.start(), span.end());
  }
}
