package com.scanium.sightline.signal;

import com.scanium.sightline.signal.RelabelExplanation.Change;
import com.scanium.sightline.signal.RelabelExplanation.Source;
import com.scanium.sightline.signal.RelabelExplanation.Step;
import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.SourceLocation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Explanations as JSON objects. */
final class RelabelExplanationJson {
  private RelabelExplanationJson() {}

  static Doc of(RelabelExplanation explanation) {
    Relabeling relabeling = explanation.relabeling();
    Doc whole =
        head(relabeling, "labels")
            .with("input", labels(explanation.input()))
            .with(
                "steps", Doc.array(explanation.steps().stream().map(step -> step(step)).toList()));
    boolean valid = relabeling.problems().isEmpty();
    whole = whole.with("dropped", Doc.bool(valid && explanation.output().isEmpty()));
    whole =
        whole.with(
            "droppedBy",
            explanation
                .dropper()
                .<Doc>map(step -> Doc.number(step.index() + 1L))
                .orElse(Doc.nothing()));
    return whole.with(
        "output",
        explanation.output().<Doc>map(RelabelExplanationJson::labels).orElse(Doc.nothing()));
  }

  /** What the explanations of a series and of a shape begin with. */
  static Doc head(Relabeling relabeling, String of) {
    List<Doc> problems = new ArrayList<>();
    for (Relabeling.InvalidRule problem : relabeling.problems()) {
      problems.add(
          Doc.object()
              .with("rule", Doc.number(problem.index() + 1L))
              .with("message", Doc.string(problem.message())));
    }
    return Doc.object()
        .with("stage", Doc.string(relabeling.stage()))
        .with("of", Doc.string(of))
        .with("valid", Doc.bool(problems.isEmpty()))
        .with("problems", Doc.array(problems));
  }

  /** What every step begins with. */
  static Doc rule(int index, RelabelRule rule) {
    Doc step =
        Doc.object()
            .with("rule", Doc.number(index + 1L))
            .with("action", Doc.string(rule.action().label()))
            .with("headline", Doc.string(RuleHeadline.of(rule)));
    return rule.location().isEmpty()
        ? step
        : step.with("location", location(rule.location().get()));
  }

  private static Doc step(Step step) {
    List<Doc> sources = new ArrayList<>();
    for (Source source : step.sources()) {
      sources.add(
          Doc.object()
              .with("label", Doc.string(source.label()))
              .with("value", Doc.string(source.value()))
              .with("present", Doc.bool(!source.value().isEmpty())));
    }
    List<Doc> changes = new ArrayList<>();
    for (Change change : step.changes()) {
      changes.add(
          Doc.object()
              .with("label", Doc.string(change.label()))
              .with("before", text(change.before()))
              .with("after", text(change.after())));
    }
    Doc all =
        rule(step.index(), step.rule())
            .with("sources", Doc.array(sources))
            .with("value", text(step.value()))
            .with("matched", Doc.bool(step.matched()))
            .with("groups", labels(step.groups()))
            .with("changes", Doc.array(changes))
            .with("effect", Doc.string(step.effect()))
            .with("hint", text(step.hint()))
            .with("dropped", Doc.bool(step.isDropped()));
    Map<String, String> after = step.after();
    return all.with("labels", after == null ? Doc.nothing() : labels(after));
  }

  static Doc location(SourceLocation at) {
    Doc place = Doc.object().with("file", Doc.string(at.file()));
    if (at.line().isPresent()) {
      place = place.with("line", Doc.number(at.line().getAsInt()));
    }
    return at.column().isPresent()
        ? place.with("column", Doc.number(at.column().getAsInt()))
        : place;
  }

  static Doc text(@Nullable String text) {
    return text == null ? Doc.nothing() : Doc.string(text);
  }

  private static Doc labels(Map<String, String> labels) {
    Map<String, Doc> all = new LinkedHashMap<>();
    labels.forEach((label, value) -> all.put(label, Doc.string(value)));
    return Doc.object(all);
  }
}
