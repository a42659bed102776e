package com.scanium.sightline.logql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.DocReader;
import com.scanium.sightline.text.DocWriter;
import com.scanium.sightline.text.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Recorded verdicts on real queries; skipped with this reason when the corpus is absent. */
class LogQlCorpusTest {
  @Test
  void everyQueryIsJudgedAsRecorded() throws IOException {
    List<Doc> vectors = vectors();
    List<String> wrong = new ArrayList<>();
    int refused = 0;
    for (Doc vector : vectors) {
      String expr = text(vector, "expr");
      boolean expected =
          vector.get("lokiOk").or(() -> vector.get("ok")).flatMap(Doc::asBoolean).orElseThrow();
      LogQlParse parse = LogQl.parse(expr);
      if (parse.isWellFormed() != expected) {
        wrong.add(text(vector, "id") + " expected " + expected + ": " + expr + parse.errors());
      }
      refused += parse.isWellFormed() && !parse.isOk() ? 1 : 0;
    }
    assertThat(refused).as("taken by editors, refused by Loki").isEqualTo(4);
    assertThat(wrong).as(String.join("\n", wrong)).isEmpty();
    assertThat(vectors).hasSize(377);
  }

  @Test
  void selectorsAndLabelsAreThoseRecorded() throws IOException {
    List<String> wrong = new ArrayList<>();
    int checked = 0;
    for (Doc vector : vectors()) {
      String expr = text(vector, "expr");
      LogQlParse parse = LogQl.parse(expr);
      List<String> found = new ArrayList<>();
      Set<String> labels = new TreeSet<>();
      for (LogQlExpr.Selector selector : parse.selectors()) {
        StringBuilder shown =
            new StringBuilder(expr.substring(selector.span().start(), selector.span().end()));
        for (LogQlExpr.Matcher matcher : selector.matchers()) {
          labels.add(matcher.name().value());
          shown
              .append("|")
              .append(matcher.name())
              .append(matcher.operator().symbol())
              .append(matcher.value());
        }
        found.add(shown.toString());
      }
      List<String> expected = new ArrayList<>();
      for (Doc selector : vector.get("streamSelectors").orElseThrow().items()) {
        StringBuilder shown = new StringBuilder(text(selector, "text"));
        for (Doc matcher : selector.get("matchers").orElseThrow().items()) {
          shown
              .append("|")
              .append(text(matcher, "name"))
              .append(text(matcher, "op"))
              .append(text(matcher, "value"));
        }
        expected.add(shown.toString());
      }
      checked++;
      if (!found.equals(expected) || !List.copyOf(labels).equals(texts(vector, "labels"))) {
        wrong.add(
            text(vector, "id")
                + " "
                + expr
                + "\n  found    "
                + found
                + labels
                + "\n  expected "
                + expected
                + texts(vector, "labels"));
      }
      if (parse.expr().isPresent() && vector.get("filterLabels").isPresent()) {
        LogQlLabels all = LogQlLabels.of(parse.expr().get());
        if (!List.copyOf(all.filteredLabels()).equals(texts(vector, "filterLabels"))
            || !List.copyOf(all.groupedLabels()).equals(texts(vector, "groupingLabels"))
            || !Set.copyOf(all.parsers()).equals(Set.copyOf(texts(vector, "parsers")))) {
          wrong.add(
              text(vector, "id")
                  + " "
                  + expr
                  + "\n  filters "
                  + all.filteredLabels()
                  + " groups "
                  + all.groupedLabels()
                  + all.parsers()
                  + "\n  expected "
                  + texts(vector, "filterLabels")
                  + texts(vector, "groupingLabels")
                  + texts(vector, "parsers"));
        }
      }
    }
    assertThat(wrong).as(String.join("\n", wrong)).isEmpty();
    assertThat(checked).isEqualTo(377);
  }

  @Test
  void everyLineIsAnswered() throws IOException {
    int right = 0;
    for (Doc vector : vectors()) {
      Doc answer =
          DocReader.json(SourceText.of("answer.json", LogQlVectors.answer(DocWriter.json(vector))))
              .orElseThrow();
      boolean same =
          answer
                  .get("streamSelectors")
                  .orElseThrow()
                  .sameAs(vector.get("streamSelectors").orElseThrow())
              && answer.get("labels").orElseThrow().sameAs(vector.get("labels").orElseThrow());
      right += same ? 1 : 0;
    }
    assertThat(right).isEqualTo(377);
    assertThat(LogQlVectors.answer("nonsense")).startsWith("{\"id\":null,\"ok\":false");
  }

  @Test
  void printingIsAFixedPointOnRealQueries() throws IOException {
    int printed = 0;
    for (Doc vector : vectors()) {
      LogQlParse parse = LogQl.parse(text(vector, "expr"));
      if (parse.expr().isPresent()) {
        String once = LogQl.print(parse.expr().get());
        LogQlParse again = LogQl.parse(once);
        assertThat(again.expr()).as(once + " " + again.errors()).isPresent();
        assertThat(LogQl.print(again.expr().orElseThrow())).isEqualTo(once);
        printed++;
      }
    }
    assertThat(printed).isGreaterThan(350);
  }

  private static String text(Doc doc, String key) {
    return doc.get(key).flatMap(Doc::asString).orElseThrow();
  }

  private static List<String> texts(Doc doc, String key) {
    return doc.get(key).orElseThrow().items().stream()
        .flatMap(item -> item.asString().stream())
        .toList();
  }

  private static List<Doc> vectors() throws IOException {
    Path file =
        Path.of(System.getProperty("sightline.corpus", "missing"), "grafana", "logql.jsonl");
    assumeTrue(Files.isRegularFile(file), "NOT RUN: no corpus at " + file);
    return Files.readAllLines(file).stream()
        .map(line -> DocReader.json(SourceText.of("logql.jsonl", line)).orElseThrow())
        .toList();
  }
}
