package com.scanium.sightline.alloy.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import com.scanium.sightline.alloy.corpus.Corpus;
import com.scanium.sightline.text.Problem;
import com.scanium.sightline.text.SourceText;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SyntaxCorpusTest {
  @Test
  void acceptsAndRefusesTheSameConfigurationsAsAlloy() {
    checkFiles("configs.jsonl", 1098);
  }

  @Test
  void acceptsAndRefusesTheSameParserVectorsAsAlloy() {
    checkFiles("vectors-parse.jsonl", 689);
  }

  @Test
  void readsExpressionsAsAlloyDoes() {
    List<String> wrong = new ArrayList<>();
    List<JsonNode> vectors = Corpus.vectors("vectors-expr.jsonl");
    for (JsonNode vector : vectors) {
      SourceText source = Corpus.source(vector);
      AlloySyntax.ParsedExpression parsed = AlloySyntax.parseExpression(source);
      compareProblems(vector, source, parsed.problems(), wrong);
      if (vector.has("ast") && parsed.isValid()) {
        TreeDump dump = new TreeDump(source.text());
        compareTree(vector, vector.get("ast"), dump.expression(parsed.expression()), wrong);
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(vectors).hasSize(166);
  }

  @Test
  void cutsTheSameTokensAsAlloy() {
    List<String> wrong = new ArrayList<>();
    int ran = 0;
    for (JsonNode vector : Corpus.vectors("vectors-scan.jsonl")) {
      SourceText source = Corpus.source(vector);
      if (vector.get("kind").asString().equals("ident")) {
        checkIdentifier(vector, source.text(), wrong);
        ran++;
        continue;
      }
      AlloySyntax.Tokens scanned = AlloySyntax.scan(source);
      compareProblems(vector, source, scanned.problems(), wrong);
      List<String> expected = new ArrayList<>();
      for (JsonNode token : vector.get("tokens")) {
        expected.add(
            token.get(0).asInt()
                + ":"
                + token.get(1).asInt()
                + " @"
                + token.get(2).asInt()
                + " "
                + token.get(3).asString());
      }
      String text = source.text();
      List<String> actual =
          scanned.tokens().stream()
              .map(
                  token ->
                      Corpus.line(text, token.span().start())
                          + ":"
                          + Corpus.column(text, token.span().start())
                          + " @"
                          + Corpus.byteLength(text.substring(0, token.span().start()))
                          + " "
                          + token.kind().spelling())
              .toList();
      if (!actual.equals(expected)) {
        wrong.add(vector.get("id").asString() + "\n  " + expected + "\n  " + actual);
      }
      ran++;
    }
    assertThat(wrong).isEmpty();
    assertThat(ran).isEqualTo(573);
  }

  private static void checkIdentifier(JsonNode vector, String text, List<String> wrong) {
    String id = vector.get("id").asString();
    if (AlloySyntax.isIdentifier(text) != vector.get("valid").asBoolean()) {
      wrong.add(id + " valid: " + text);
    }
    if (vector.get("ok").asBoolean()
        && !AlloySyntax.sanitizeIdentifier(text).equals(vector.get("sanitized").asString())) {
      wrong.add(id + " sanitized: " + AlloySyntax.sanitizeIdentifier(text));
    }
  }

  private static void checkFiles(String file, int count) {
    List<String> wrong = new ArrayList<>();
    List<JsonNode> vectors = Corpus.vectors(file);
    for (JsonNode vector : vectors) {
      SourceText source = Corpus.source(vector);
      AlloyFile parsed = AlloySyntax.parse(source);
      compareProblems(vector, source, parsed.problems(), wrong);
      if (parsed.isValid() && vector.has("ast")) {
        TreeDump dump = new TreeDump(source.text());
        compareTree(vector, vector.get("ast").get("body"), dump.body(parsed.body()), wrong);
      }
      if (parsed.isValid() && vector.has("blocks")) {
        List<String> expected = new ArrayList<>();
        vector
            .get("blocks")
            .forEach(b -> expected.add(b.get("name").asString() + "@" + b.get("line").asInt()));
        List<String> actual =
            parsed
                .blocks()
                .map(b -> b.name().text() + "@" + Corpus.line(source.text(), b.span().start()))
                .toList();
        if (!actual.equals(expected)) {
          wrong.add(vector.get("id").asString() + " blocks " + expected + " " + actual);
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(vectors).hasSize(count);
  }

  private static void compareProblems(
      JsonNode vector, SourceText source, List<Problem> problems, List<String> wrong) {
    List<Integer> expected = new ArrayList<>();
    vector.get("diagnostics").forEach(d -> expected.add(d.get("line").asInt()));
    List<Integer> actual =
        new ArrayList<>(
            problems.stream().map(p -> Corpus.line(source.text(), p.span().start())).toList());
    expected.sort(null);
    actual.sort(null);
    if (!expected.equals(actual)) {
      wrong.add(
          vector.get("id").asString()
              + " lines "
              + expected
              + " "
              + actual
              + "\n  "
              + vector.get("diagnostics")
              + "\n  "
              + problems.stream().map(p -> source.location(p.span()) + " " + p.message()).toList());
    }
  }

  private static void compareTree(
      JsonNode vector, JsonNode expected, JsonNode actual, List<String> wrong) {
    if (!expected.equals(actual)) {
      wrong.add(vector.get("id").asString() + " tree\n  " + expected + "\n  " + actual);
    }
  }
}
