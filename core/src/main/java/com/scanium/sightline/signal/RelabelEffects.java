package com.scanium.sightline.signal;

import static com.scanium.sightline.signal.RuleHeadline.quoted;

import com.scanium.sightline.regex.Regex;
import com.scanium.sightline.signal.RelabelExplanation.Change;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts what one rule did to one series into a clause. */
final class RelabelEffects {
  private RelabelEffects() {}

  static String effect(
      Relabeling.Step step,
      @Nullable String value,
      boolean matched,
      List<Change> changes,
      RelabelDialect dialect) {
    RelabelRule rule = step.rule();
    return switch (rule.action()) {
      case KEEP -> matched ? "kept" : "dropped: keep needs a match";
      case DROP -> matched ? "dropped: it matches" : "kept";
      case KEEPEQUAL -> matched ? "kept" : "dropped: keepequal needs equal values";
      case DROPEQUAL -> matched ? "dropped: the values are equal" : "kept";
      case LABELDROP, LABELKEEP ->
          changes.isEmpty()
              ? rule.action() == RelabelAction.LABELDROP
                  ? "nothing: no label's name matches"
                  : "nothing: every label's name matches"
              : "removes " + names(changes);
      case LABELMAP ->
          changes.isEmpty()
              ? matched ? "nothing: the labels are so already" : "nothing: no label's name matches"
              : "sets " + names(changes);
      case REPLACE -> replaced(step, value == null ? "" : value, matched, changes, dialect);
      case LOWERCASE, UPPERCASE, HASHMOD -> set(rule.targetLabel(), step.before(), changes);
    };
  }

  private static String replaced(
      Relabeling.Step step,
      String value,
      boolean matched,
      List<Change> changes,
      RelabelDialect dialect) {
    if (!matched) {
      return "nothing: no match";
    }
    RelabelRule rule = step.rule();
    Regex regex = rule.regex().orElseThrow();
    String target = regex.expand(rule.targetLabel(), value).orElse("");
    if (!dialect.isLabelName(target)) {
      return "nothing: the target becomes " + quoted(target) + ", which is no label name";
    }
    return set(target, step.before(), changes);
  }

  private static String set(String target, Map<String, String> before, List<Change> changes) {
    if (changes.isEmpty()) {
      return before.containsKey(target)
          ? "nothing: " + target + " is " + quoted(before.get(target)) + " already"
          : "nothing: the new value is empty, and " + target + " is absent already";
    }
    Change change = changes.get(0);
    return change.after() == null
        ? "removes " + change.label() + ": its new value is empty"
        : "sets " + change.label();
  }

  private static String names(List<Change> changes) {
    return String.join(", ", changes.stream().map(Change::label).toList());
  }
}
