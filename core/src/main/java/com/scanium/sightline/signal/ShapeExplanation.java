package com.scanium.sightline.signal;

import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.SourceLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What a list of relabel rules can make of series of which only some things are known: rule by rule
 * which values each label can have, and whether series are dropped.
 *
 * <p>The outcome is that of {@link Relabeling#apply(SeriesShape)}: whatever really comes out is
 * covered. Immutable.
 */
public final class ShapeExplanation {
  private static final String NOTHING = "nothing changes";

  private final Relabeling relabeling;
  private final SeriesShape input;
  private final List<Relabeling.ShapeStep> steps;

  private ShapeExplanation(Relabeling relabeling, SeriesShape input) {
    this.relabeling = relabeling;
    this.input = input;
    this.steps = relabeling.problems().isEmpty() ? relabeling.explain(input) : List.of();
  }

  /** Explains what can become of the series of a shape. */
  public static ShapeExplanation of(Relabeling relabeling, SeriesShape shape) {
    return new ShapeExplanation(relabeling, shape);
  }

  /** The rules. */
  public Relabeling relabeling() {
    return relabeling;
  }

  /** What can come in. */
  public SeriesShape input() {
    return input;
  }

  /**
   * What each rule does, in order; ends with the rule that drops the last series. None when a rule
   * is invalid: the program refuses them all then.
   */
  public List<Relabeling.ShapeStep> steps() {
    return steps;
  }

  /** What can come out; empty when nothing can, and when the rules are refused. */
  public Optional<SeriesShape> output() {
    if (!relabeling.problems().isEmpty()) {
      return Optional.empty();
    }
    return steps.isEmpty()
        ? Optional.of(input)
        : Optional.ofNullable(steps.get(steps.size() - 1).after());
  }

  /** Whether the series are left: all, some perhaps, none. */
  public Match kept() {
    Match kept = Match.MUST;
    for (Relabeling.ShapeStep step : steps) {
      kept = kept.and(step.kept());
    }
    return kept;
  }

  /** The explanation for people, several lines with a line feed at the end. */
  public String text() {
    StringBuilder out = new StringBuilder();
    out.append(RelabelExplanationText.heading(relabeling)).append("\n\nwhat can come in\n");
    table(input, out);
    if (!relabeling.problems().isEmpty()) {
      return out.append(RelabelExplanationText.refused(relabeling)).toString();
    }
    for (Relabeling.ShapeStep step : steps) {
      out.append('\n').append(RelabelExplanationText.rule(step.index(), step.rule())).append('\n');
      if (step.kept() != Match.MUST) {
        out.append(step.kept() == Match.NEVER ? "  drops all\n" : "  may drop some\n");
      }
      SeriesShape after = step.after();
      List<String> changes = after == null ? List.of() : changes(step.before(), after);
      changes.forEach(change -> out.append("  ").append(change).append('\n'));
      if (changes.isEmpty() && step.kept() == Match.MUST) {
        out.append("  ").append(unseen(step)).append('\n');
      }
    }
    out.append("\nwhat can come out\n");
    if (output().isEmpty()) {
      return out.append("  nothing\n").toString();
    }
    table(output().get(), out);
    if (kept() == Match.MAY) {
      out.append("  (series may be dropped on the way)\n");
    }
    return out.toString();
  }

  /** What a rule does that changes nothing that is known. */
  private static String unseen(Relabeling.ShapeStep step) {
    RelabelRule rule = step.rule();
    boolean isOpen = step.before().isOpen();
    boolean setsUnknown =
        !rule.targetLabel().isEmpty()
            && !step.before()
                .provenance(rule.targetLabel())
                .equals(
                    step.after() == null
                        ? Optional.empty()
                        : step.after().provenance(rule.targetLabel()));
    return switch (rule.action()) {
      case LABELDROP, LABELKEEP -> isOpen ? "removes such labels where they are" : NOTHING;
      case LABELMAP -> isOpen ? "copies such labels where they are" : NOTHING;
      default ->
          setsUnknown && step.after() != null
              ? rule.targetLabel() + "   " + words(step.after().label(rule.targetLabel()))
              : NOTHING;
    };
  }

  private static List<String> changes(SeriesShape before, SeriesShape after) {
    List<String> changes = new ArrayList<>();
    for (String label : names(before, after)) {
      LabelDomain old = before.label(label);
      LabelDomain now = after.label(label);
      if (!old.equals(now)) {
        changes.add(label + "   " + words(old) + "  ->  " + words(now));
      }
    }
    if (before.isOpen() && !after.isOpen()) {
      changes.add("no labels but these are left");
    }
    return changes;
  }

  private static Iterable<String> names(SeriesShape before, SeriesShape after) {
    TreeSet<String> names = new TreeSet<>(before.labels().keySet());
    names.addAll(after.labels().keySet());
    names.add(LabelMatcher.NAME);
    return names;
  }

  private static void table(SeriesShape shape, StringBuilder out) {
    List<String> names = new ArrayList<>(shape.labels().keySet());
    if (!(shape.nameDomain() instanceof LabelDomain.Absent)) {
      names.add(0, LabelMatcher.NAME);
    }
    names.removeIf(name -> shape.label(name) instanceof LabelDomain.Absent && !shape.isOpen());
    int width = names.stream().mapToInt(String::length).max().orElse(0);
    for (String name : names) {
      String from =
          shape
              .provenance(name)
              .flatMap(Provenance::location)
              .map(SourceLocation::toString)
              .map(at -> "   (set at " + at + ")")
              .orElse("");
      out.append("  ")
          .append(name)
          .append(" ".repeat(width - name.length()))
          .append("  ")
          .append(words(shape.label(name)))
          .append(from)
          .append('\n');
    }
    if (shape.isOpen()) {
      out.append("  any other labels\n");
    } else if (names.isEmpty()) {
      out.append("  no labels\n");
    }
  }

  /** A domain in words: {@code "a" or "b"}, {@code any value}, {@code absent}. */
  static String words(LabelDomain domain) {
    if (domain instanceof LabelDomain.Absent) {
      return "absent";
    }
    String values;
    if (domain instanceof LabelDomain.OneOf oneOf) {
      values = String.join(" or ", oneOf.values().stream().map(RuleHeadline::quoted).toList());
    } else {
      List<String> conditions =
          ((LabelDomain.Any) domain)
              .known().stream()
                  .map(one -> one.op().symbol() + RuleHeadline.quoted(one.value()))
                  .toList();
      values = conditions.isEmpty() ? "any value" : "any value " + String.join(" and ", conditions);
    }
    return domain.presence() == Presence.ALWAYS ? values : values + ", or absent";
  }

  /** The explanation as a JSON object, see the README. */
  public Doc json() {
    List<Doc> all = new ArrayList<>();
    for (Relabeling.ShapeStep step : steps) {
      SeriesShape after = step.after();
      List<Doc> changed = new ArrayList<>();
      if (after != null) {
        for (String label : names(step.before(), after)) {
          if (!step.before().label(label).equals(after.label(label))) {
            changed.add(
                Doc.object()
                    .with("label", Doc.string(label))
                    .with("before", json(step.before().label(label)))
                    .with("after", json(after.label(label))));
          }
        }
      }
      all.add(
          RelabelExplanationJson.rule(step.index(), step.rule())
              .with("changes", Doc.array(changed))
              .with("kept", Doc.string(kept(step.kept()))));
    }
    boolean valid = relabeling.problems().isEmpty();
    return RelabelExplanationJson.head(relabeling, "shape")
        .with("input", json(input))
        .with("steps", Doc.array(all))
        .with("kept", valid ? Doc.string(kept(kept())) : Doc.nothing())
        .with("output", output().map(ShapeExplanation::json).orElse(Doc.nothing()));
  }

  private static String kept(Match match) {
    return switch (match) {
      case MUST -> "all";
      case MAY -> "some";
      case NEVER -> "none";
    };
  }

  private static Doc json(SeriesShape shape) {
    Doc labels = Doc.object();
    if (!(shape.nameDomain() instanceof LabelDomain.Absent)) {
      labels = labels.with(LabelMatcher.NAME, json(shape.nameDomain()));
    }
    for (String label : shape.labels().keySet()) {
      labels = labels.with(label, json(shape.label(label)));
    }
    return Doc.object().with("labels", labels).with("open", Doc.bool(shape.isOpen()));
  }

  private static Doc json(LabelDomain domain) {
    Doc json = Doc.object().with("presence", Doc.string(presence(domain.presence())));
    if (domain instanceof LabelDomain.OneOf oneOf) {
      return json.with("values", Doc.array(oneOf.values().stream().map(Doc::string).toList()));
    }
    if (domain instanceof LabelDomain.Any any && !any.known().isEmpty()) {
      return json.with(
          "conditions",
          Doc.array(
              any.known().stream()
                  .map(one -> Doc.string(one.op().symbol() + RuleHeadline.quoted(one.value())))
                  .toList()));
    }
    return json;
  }

  private static String presence(Presence presence) {
    return switch (presence) {
      case ALWAYS -> "always";
      case SOMETIMES -> "sometimes";
      case NEVER -> "never";
    };
  }
}
