package com.scanium.sightline.grafana.template;

import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.DocParse;
import com.scanium.sightline.text.DocReader;
import com.scanium.sightline.text.DocWriter;
import com.scanium.sightline.text.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reading one JSON line and answering it with another. */
final class VectorLine {
  private VectorLine() {}

  static String answer(String line, Function<Doc, Doc> answer) {
    DocParse parse = DocReader.json(SourceText.of("line.json", line));
    Optional<Doc> root = parse.root().filter(Doc::isObject);
    if (root.isEmpty()) {
      String why = parse.problems().isEmpty() ? "no object" : parse.problems().get(0).message();
      return DocWriter.json(
          Doc.object()
              .with("id", Doc.nothing())
              .with("ok", Doc.bool(false))
              .with("error", Doc.string(why)));
    }
    Doc id = root.get().get("id").orElse(Doc.nothing());
    return DocWriter.json(Doc.object().with("id", id).with("result", answer.apply(root.get())));
  }

  static String text(Doc doc, String key, String otherwise) {
    return doc.get(key).flatMap(Doc::asText).orElse(otherwise);
  }

  static @Nullable String textOrNull(Doc doc, String key) {
    return doc.get(key).flatMap(Doc::asText).orElse(null);
  }

  static long number(Doc doc, String key, long otherwise) {
    return doc.get(key).flatMap(Doc::asLong).orElse(otherwise);
  }

  static boolean flag(Doc doc, String key) {
    return doc.get(key).flatMap(Doc::asBoolean).orElse(false);
  }

  static List<Doc> items(Doc doc, String key) {
    return doc.get(key).map(Doc::items).orElse(List.of());
  }

  static List<String> texts(List<Doc> items) {
    List<String> texts = new ArrayList<>();
    items.forEach(item -> item.asText().ifPresent(texts::add));
    return texts;
  }

  static Doc refused() {
    return Doc.object().with("error", Doc.bool(true));
  }
}
