package com.scanium.sightline.signal;

import com.scanium.sightline.regex.Regex;
import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.Spelling;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a list of relabel rules does to one series, rule by rule: the value that each one looks at,
 * whether it matches and why not, and which labels it sets, changes and removes.
 *
 * <p>The outcome is that of {@link Relabeling#apply(Map)}. Immutable.
 */
public final class RelabelExplanation {
  private final Relabeling relabeling;
  private final Map<String, String> input;
  private final List<Step> steps;
  private final @Nullable Map<String, String> output;

  private RelabelExplanation(Relabeling relabeling, Map<String, String> labels) {
    this.relabeling = relabeling;
    SortedMap<String, String> sorted = new TreeMap<>(labels);
    sorted.values().removeIf(String::isEmpty);
    this.input = Collections.unmodifiableMap(sorted);
    List<Step> all = new ArrayList<>();
    Map<String, String> last = input;
    if (relabeling.problems().isEmpty()) {
      for (Relabeling.Step step : relabeling.explain(input)) {
        all.add(explained(step));
        last = step.after();
      }
    } else {
      last = null;
    }
    this.steps = List.copyOf(all);
    this.output = last;
  }

  /**
   * Explains what becomes of a series.
   *
   * @param labels its labels; one with an empty value is absent
   */
  public static RelabelExplanation of(Relabeling relabeling, Map<String, String> labels) {
    return new RelabelExplanation(relabeling, labels);
  }

  /**
   * One rule's effect.
   *
   * @param index the rule's place in the list, from 0
   * @param rule the rule
   * @param sources the labels it looks at, in its order, with {@code ""} for one that is absent;
   *     none for rules about label names
   * @param value the joined value that it looks at; null for rules about label names
   * @param matched whether the rule applies to that value or to any label name
   * @param groups what the groups that the rule refers to captured, by number or name
   * @param changes the labels that differ afterwards, sorted by name
   * @param effect the effect in one clause
   * @param hint what is probably wrong when the rule does nothing; null when nothing is known
   * @param after the labels it left; null when it dropped the series
   */
  public record Step(
      int index,
      RelabelRule rule,
      List<Source> sources,
      @Nullable String value,
      boolean matched,
      Map<String, String> groups,
      List<Change> changes,
      String effect,
      @Nullable String hint,
      @Nullable Map<String, String> after) {
    /** Takes copies. */
    public Step {
      sources = List.copyOf(sources);
      groups = Collections.unmodifiableMap(new LinkedHashMap<>(groups));
      changes = List.copyOf(changes);
    }

    /** Whether the rule dropped the series. */
    public boolean isDropped() {
      return after == null;
    }
  }

  /**
   * A label that a rule looks at.
   *
   * @param value its value; empty when the label is absent
   */
  public record Source(String label, String value) {}

  /**
   * A label that a rule changed.
   *
   * @param before its value before; null when it was absent
   * @param after its value afterwards; null when it is absent now
   */
  public record Change(String label, @Nullable String before, @Nullable String after) {}

  /** The rules. */
  public Relabeling relabeling() {
    return relabeling;
  }

  /** The labels before the first rule, sorted, without empty ones. */
  public Map<String, String> input() {
    return input;
  }

  /**
   * What each rule did, in order; ends with the rule that drops the series. None when a rule is
   * invalid: the program refuses them all then.
   */
  public List<Step> steps() {
    return steps;
  }

  /** The labels that are left; empty when the series is dropped, and when the rules are refused. */
  public Optional<Map<String, String>> output() {
    return Optional.ofNullable(output);
  }

  /** The rule that dropped the series. */
  public Optional<Step> dropper() {
    return steps.stream().filter(Step::isDropped).findFirst();
  }

  /** The explanation for people, several lines with a line feed at the end. */
  public String text() {
    return RelabelExplanationText.of(this);
  }

  /** The explanation as a JSON object, see the README. */
  public Doc json() {
    return RelabelExplanationJson.of(this);
  }

  private Step explained(Relabeling.Step step) {
    RelabelRule rule = step.rule();
    boolean aboutNames =
        switch (rule.action()) {
          case LABELMAP, LABELDROP, LABELKEEP -> true;
          default -> false;
        };
    List<Source> sources = new ArrayList<>();
    if (!aboutNames) {
      for (String label : rule.sourceLabels()) {
        sources.add(new Source(label, step.before().getOrDefault(label, "")));
      }
    }
    String value =
        aboutNames
            ? null
            : String.join(rule.separator(), sources.stream().map(Source::value).toList());
    List<Change> changes = changes(step.before(), step.after());
    boolean matched = matches(step, value);
    String effect = RelabelEffects.effect(step, value, matched, changes, relabeling.dialect());
    return new Step(
        step.index(),
        rule,
        sources,
        value,
        matched,
        groups(rule, value),
        changes,
        effect,
        hint(step, sources, value, matched),
        step.after());
  }

  private static boolean matches(Relabeling.Step step, @Nullable String value) {
    RelabelRule rule = step.rule();
    Regex regex = rule.regex().orElseThrow();
    if (value == null) {
      return step.before().keySet().stream().anyMatch(regex::matches);
    }
    return switch (rule.action()) {
      case KEEPEQUAL, DROPEQUAL -> step.before().getOrDefault(rule.targetLabel(), "").equals(value);
      case LOWERCASE, UPPERCASE, HASHMOD -> true;
      default -> regex.matches(value);
    };
  }

  private static Map<String, String> groups(RelabelRule rule, @Nullable String value) {
    Map<String, String> groups = new LinkedHashMap<>();
    if (rule.action() != RelabelAction.REPLACE || value == null) {
      return groups;
    }
    Regex regex = rule.regex().orElseThrow();
    List<String> names = new ArrayList<>(rule.targetTemplate().references());
    names.addAll(rule.replacementTemplate().references());
    for (String name : names) {
      regex.expand("${" + name + "}", value).ifPresent(captured -> groups.put(name, captured));
    }
    return groups;
  }

  private static List<Change> changes(
      Map<String, String> before, @Nullable Map<String, String> after) {
    if (after == null) {
      return List.of();
    }
    List<Change> changes = new ArrayList<>();
    SortedMap<String, String> all = new TreeMap<>(before);
    all.putAll(after);
    for (String label : all.keySet()) {
      String old = before.get(label);
      String now = after.get(label);
      boolean same = old == null ? now == null : old.equals(now);
      if (!same) {
        changes.add(new Change(label, old, now));
      }
    }
    return changes;
  }

  /** What may be wrong with a condition that does not hold. */
  private static @Nullable String hint(
      Relabeling.Step step, List<Source> sources, @Nullable String value, boolean matched) {
    RelabelRule rule = step.rule();
    boolean hasCondition =
        switch (rule.action()) {
          case KEEP, DROP, REPLACE -> true;
          default -> false;
        };
    if (!hasCondition || matched || value == null) {
      return null;
    }
    for (Source source : sources) {
      if (source.value().isEmpty()) {
        List<String> near = Spelling.nearest(source.label(), step.before().keySet(), 1);
        if (!near.isEmpty()) {
          return "there is no label " + source.label() + "; the nearest is " + near.get(0);
        }
      }
    }
    Optional<Regex> anywhere = Regex.unanchored(rule.pattern()).regex();
    if (!value.isEmpty() && anywhere.isPresent() && anywhere.get().matches(value)) {
      return "the expression matches a part of the value, and it has to match all of it;"
          + " write "
          + RuleHeadline.quoted(".*(?:" + rule.pattern() + ").*")
          + " for \"contains\"";
    }
    Optional<Regex> anyCase = Regex.anchored("(?i:" + rule.pattern() + ")").regex();
    if (anyCase.isPresent() && anyCase.get().matches(value)) {
      return "only upper and lower case differ; begin the expression with (?i) to ignore that";
    }
    return null;
  }
}
