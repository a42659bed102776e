package com.scanium.sightline.signal;

import static com.scanium.sightline.signal.RuleHeadline.quoted;

import com.scanium.sightline.signal.RelabelExplanation.Change;
import com.scanium.sightline.signal.RelabelExplanation.Source;
import com.scanium.sightline.signal.RelabelExplanation.Step;
import com.scanium.sightline.text.SourceLocation;
import java.util.List;
import java.util.Map;

/** Explanations as lines of text. */
final class RelabelExplanationText {
  private RelabelExplanationText() {}

  static String of(RelabelExplanation explanation) {
    StringBuilder out = new StringBuilder();
    Relabeling relabeling = explanation.relabeling();
    out.append(heading(relabeling)).append("\n\nin\n").append(table(explanation.input()));
    if (!relabeling.problems().isEmpty()) {
      return out.append(refused(relabeling)).toString();
    }
    for (Step step : explanation.steps()) {
      out.append('\n').append(rule(step.index(), step.rule())).append('\n');
      sight(step, out);
      for (Change change : step.changes()) {
        out.append("  ").append(line(change)).append('\n');
      }
      if (step.changes().isEmpty()) {
        out.append("  ").append(step.effect()).append('\n');
      }
      if (step.hint() != null) {
        out.append("  hint  ").append(step.hint()).append('\n');
      }
    }
    out.append("\nout\n");
    if (explanation.output().isPresent()) {
      out.append(table(explanation.output().get()));
      return out.toString();
    }
    int dropper = explanation.dropper().map(Step::index).orElse(0);
    out.append("  nothing: rule ").append(dropper + 1).append(" drops it\n");
    List<RelabelRule> rules = relabeling.rules();
    if (dropper + 1 < rules.size()) {
      out.append("\nnot reached\n");
      for (int i = dropper + 1; i < rules.size(); i++) {
        out.append("  ").append(rule(i, rules.get(i))).append('\n');
      }
    }
    return out.toString();
  }

  static String heading(Relabeling relabeling) {
    int count = relabeling.rules().size();
    return relabeling.stage() + ": " + count + (count == 1 ? " rule" : " rules");
  }

  /** Why the program refuses the rules, a line for each that is wrong. */
  static String refused(Relabeling relabeling) {
    StringBuilder out =
        new StringBuilder("\nrefused: the program does not start with these rules\n");
    for (Relabeling.InvalidRule problem : relabeling.problems()) {
      RelabelRule rule = relabeling.rules().get(problem.index());
      out.append("  rule ")
          .append(problem.index() + 1)
          .append(place(rule))
          .append(": ")
          .append(problem.message())
          .append('\n');
    }
    return out.toString();
  }

  static String rule(int index, RelabelRule rule) {
    return "rule " + (index + 1) + "  " + RuleHeadline.of(rule) + place(rule);
  }

  private static String place(RelabelRule rule) {
    return rule.location().map(SourceLocation::toString).map(at -> "   (" + at + ")").orElse("");
  }

  /** What the rule looks at, and whether it matches. */
  private static void sight(Step step, StringBuilder out) {
    String value = step.value();
    if (value == null) {
      return;
    }
    for (Source source : step.sources()) {
      out.append("  ").append(source.label());
      out.append(source.value().isEmpty() ? " is absent, as \"\"" : " = " + quoted(source.value()));
      out.append('\n');
    }
    if (step.sources().size() != 1) {
      out.append("  looks at ").append(quoted(value)).append('\n');
    }
    boolean always =
        switch (step.rule().action()) {
          case LOWERCASE, UPPERCASE, HASHMOD -> true;
          case REPLACE -> step.rule().regex().orElseThrow().matchesEverything();
          default -> false;
        };
    if (!always
        && step.rule().action() != RelabelAction.KEEPEQUAL
        && step.rule().action() != RelabelAction.DROPEQUAL) {
      out.append(step.matched() ? "  match" : "  no match");
      step.groups().forEach((name, text) -> out.append(", $" + name + " = " + quoted(text)));
      out.append('\n');
    } else if (!always) {
      out.append(step.matched() ? "  equal to " : "  not equal to ")
          .append(step.rule().targetLabel())
          .append('\n');
    }
  }

  private static String line(Change change) {
    if (change.after() == null) {
      return "- " + change.label() + "   (was " + quoted(text(change.before())) + ")";
    }
    String now = change.label() + " = " + quoted(change.after());
    return change.before() == null
        ? "+ " + now
        : "~ " + now + "   (was " + quoted(change.before()) + ")";
  }

  private static String text(@org.jspecify.annotations.Nullable String value) {
    return value == null ? "" : value;
  }

  private static String table(Map<String, String> labels) {
    if (labels.isEmpty()) {
      return "  no labels\n";
    }
    int width = labels.keySet().stream().mapToInt(String::length).max().orElse(0);
    StringBuilder out = new StringBuilder();
    labels.forEach(
        (label, value) ->
            out.append("  ")
                .append(label)
                .append(" ".repeat(width - label.length()))
                .append("  ")
                .append(quoted(value))
                .append('\n'));
    return out.toString();
  }
}
