package com.scanium.sightline.signal;

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

/**
 * Answers relabeling vectors, one JSON object each: {@code id}, {@code labels}, {@code rules} (with
 * the field names of Prometheus' YAML) and {@code scheme} ({@code legacy} or {@code utf8}).
 *
 * <p>The answer has {@code id}, {@code valid}, {@code dropped}, and {@code output} or {@code
 * error}; where Alloy's own adaptation gives another answer, that is under {@code alloy}.
 * Stateless.
 */
public final class RelabelVectors {
  private RelabelVectors() {}

  /** The answer to one line, itself one line; a line that can't be read is answered too. */
  public static String answer(String line) {
    DocParse parse = DocReader.json(SourceText.of("vector.json", line));
    Optional<Doc> root = parse.root().filter(Doc::isObject);
    if (root.isEmpty() || !parse.isClean()) {
      return DocWriter.json(
          Doc.object()
              .with("id", Doc.nothing())
              .with("valid", Doc.bool(false))
              .with("error", Doc.string("not a JSON object")));
    }
    Map<String, String> labels = new LinkedHashMap<>();
    for (Doc.Member label : root.get().get("labels").map(Doc::members).orElse(List.of())) {
      labels.put(label.key(), label.value().asText().orElse(""));
    }
    List<RelabelRule> rules = new ArrayList<>();
    root.get().get("rules").map(Doc::items).orElse(List.of()).forEach(r -> rules.add(rule(r)));
    boolean utf8 =
        root.get().get("scheme").flatMap(Doc::asString).filter("utf8"::equals).isPresent();
    RelabelDialect dialect =
        utf8 ? RelabelDialect.PROMETHEUS_UTF8 : RelabelDialect.PROMETHEUS_LEGACY;
    Doc answer = outcome(rules, dialect, labels, "output");
    Doc alloy = outcome(rules, RelabelDialect.ALLOY, labels, "output");
    Doc whole = Doc.object().with("id", root.get().get("id").orElse(Doc.nothing()));
    for (Doc.Member member : answer.members()) {
      whole = whole.with(member.key(), member.value());
    }
    if (!alloy.sameAs(answer)) {
      whole = whole.with("alloy", outcome(rules, RelabelDialect.ALLOY, labels, "labels"));
    }
    return DocWriter.json(whole);
  }

  private static Doc outcome(
      List<RelabelRule> rules, RelabelDialect dialect, Map<String, String> labels, String field) {
    Relabeling relabeling = Relabeling.of(rules, dialect, "vector");
    List<Relabeling.InvalidRule> problems = relabeling.problems();
    Doc answer = Doc.object().with("valid", Doc.bool(problems.isEmpty()));
    if (!problems.isEmpty()) {
      return answer
          .with("dropped", Doc.bool(false))
          .with("error", Doc.string(problems.get(0).message()))
          .with("errorRule", Doc.number(problems.get(0).index()));
    }
    Optional<Map<String, String>> output = relabeling.apply(labels);
    answer = answer.with("dropped", Doc.bool(output.isEmpty()));
    if (output.isEmpty()) {
      return answer;
    }
    Map<String, Doc> texts = new LinkedHashMap<>();
    output.get().forEach((label, value) -> texts.put(label, Doc.string(value)));
    return answer.with(field, Doc.object(texts));
  }

  private static RelabelRule rule(Doc doc) {
    RelabelRule.Builder rule = RelabelRule.builder();
    doc.get("action").flatMap(Doc::asText).ifPresent(rule::action);
    doc.get("regex").flatMap(Doc::asText).ifPresent(rule::regex);
    doc.get("separator").flatMap(Doc::asText).ifPresent(rule::separator);
    doc.get("target_label").flatMap(Doc::asText).ifPresent(rule::targetLabel);
    doc.get("replacement").flatMap(Doc::asText).ifPresent(rule::replacement);
    doc.get("modulus").flatMap(Doc::asText).ifPresent(text -> rule.modulus(unsigned(text)));
    doc.get("source_labels")
        .filter(Doc::isArray)
        .ifPresent(
            list ->
                rule.sourceLabels(
                    list.items().stream().map(item -> item.asText().orElse("")).toList()));
    return rule.build();
  }

  private static long unsigned(String text) {
    try {
      return Long.parseUnsignedLong(text);
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
