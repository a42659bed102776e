package com.scanium.sightline.logql;

import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.DocParse;
import com.scanium.sightline.text.DocReader;
import com.scanium.sightline.text.DocWriter;
import com.scanium.sightline.text.SourceText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Answers lines of JSON that hold queries with lines of JSON that hold selectors and labels, for
 * tests against reference vectors and for tools in other languages.
 *
 * <p>A question has the members {@code id} and {@code expr}; others are ignored. The answer has
 * {@code id}, {@code ok} ({@link LogQlParse#isWellFormed}), {@code streamSelectors} ({@code text}
 * as written, {@code matchers} with {@code name}, {@code op}, {@code value}) and {@code labels},
 * the names in the selectors, sorted; {@code error} when there is one. Stateless.
 */
public final class LogQlVectors {
  private LogQlVectors() {}

  /** The answer to one line, itself one line; a line that isn't a question is answered too. */
  public static String answer(String line) {
    DocParse parse = DocReader.json(SourceText.of("vector.json", line));
    Optional<Doc> question = parse.root().filter(root -> root.isObject() && parse.isClean());
    Optional<String> expr = question.flatMap(root -> root.get("expr")).flatMap(Doc::asString);
    Map<String, Doc> answer = new LinkedHashMap<>();
    answer.put("id", question.flatMap(root -> root.get("id")).orElseGet(Doc::nothing));
    if (expr.isEmpty()) {
      answer.put("ok", Doc.bool(false));
      answer.put("error", Doc.string("a question must be a JSON object with the member expr"));
    } else {
      answer(LogQl.parse(expr.get()), answer);
    }
    return DocWriter.json(Doc.object(answer));
  }

  private static void answer(LogQlParse parse, Map<String, Doc> answer) {
    List<Doc> selectors = new ArrayList<>();
    Set<String> labels = new TreeSet<>();
    for (LogQlExpr.Selector selector : parse.selectors()) {
      List<Doc> matchers = new ArrayList<>();
      for (LogQlExpr.Matcher matcher : selector.matchers()) {
        labels.add(matcher.name().value());
        matchers.add(
            Doc.object()
                .with("name", Doc.string(matcher.name().value()))
                .with("op", Doc.string(matcher.operator().symbol()))
                .with("value", Doc.string(matcher.value().value())));
      }
      String text = parse.query().substring(selector.span().start(), selector.span().end());
      selectors.add(
          Doc.object().with("text", Doc.string(text)).with("matchers", Doc.array(matchers)));
    }
    answer.put("ok", Doc.bool(parse.isWellFormed()));
    answer.put("streamSelectors", Doc.array(selectors));
    answer.put("labels", Doc.array(labels.stream().map(Doc::string).toList()));
    if (!parse.isOk()) {
      LogQlError first = parse.errors().get(0);
      answer.put("error", Doc.string(first.message()));
      answer.put("errorOffset", Doc.number(first.span().start()));
    }
  }
}
