package com.scanium.sightline.signal;

import com.scanium.sightline.regex.Regex;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A list of relabel rules, applied to one series exactly as Prometheus does, or to a shape so that
 * the result covers whatever becomes of its series.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class Relabeling {
  private final List<RelabelRule> rules;
  private final RelabelDialect dialect;
  private final String stage;

  private Relabeling(List<RelabelRule> rules, RelabelDialect dialect, String stage) {
    this.rules = List.copyOf(rules);
    this.dialect = dialect;
    this.stage = stage;
  }

  /** The rules of a stage of Prometheus, with any UTF-8 name for labels. */
  public static Relabeling of(List<RelabelRule> rules) {
    return of(rules, RelabelDialect.PROMETHEUS_UTF8, "relabel");
  }

  /**
   * The rules of a stage.
   *
   * @param dialect which label names are accepted
   * @param stage the stage in the user's words, for the provenance of labels
   */
  public static Relabeling of(List<RelabelRule> rules, RelabelDialect dialect, String stage) {
    return new Relabeling(rules, dialect, stage);
  }

  /** The rules in order. */
  public List<RelabelRule> rules() {
    return rules;
  }

  /** The stage in the user's words. */
  public String stage() {
    return stage;
  }

  /** Which label names are accepted. */
  public RelabelDialect dialect() {
    return dialect;
  }

  /** What is wrong with the rules: index of the rule to message, in order; none for valid ones. */
  public List<InvalidRule> problems() {
    List<InvalidRule> problems = new ArrayList<>();
    for (int i = 0; i < rules.size(); i++) {
      int index = i;
      rules.get(i).problem(dialect).ifPresent(p -> problems.add(new InvalidRule(index, p)));
    }
    return problems;
  }

  /**
   * A rule that the program refuses.
   *
   * @param index the rule's place in the list, from 0
   * @param message why, in Prometheus' words
   */
  public record InvalidRule(int index, String message) {}

  /**
   * What one rule did to one series.
   *
   * @param index the rule's place in the list, from 0
   * @param rule the rule
   * @param before the labels it saw
   * @param after the labels it left; null when it dropped the series
   */
  public record Step(
      int index,
      RelabelRule rule,
      Map<String, String> before,
      @Nullable Map<String, String> after) {
    /** Whether the rule dropped the series. */
    public boolean isDropped() {
      return after == null;
    }

    /** Whether the rule left everything as it was. */
    public boolean isIdle() {
      return before.equals(after);
    }
  }

  /**
   * What became of a shape.
   *
   * @param shape what covers the series that are left; null when it is proved that none is
   * @param droppedBy the place in the list of the rule that dropped the last ones; -1 when some may
   *     be left
   * @param kept whether the series are left: all, some perhaps, none
   */
  public record ShapeResult(@Nullable SeriesShape shape, int droppedBy, Match kept) {
    /** What covers the series that are left, or empty when it is proved that none is. */
    public Optional<SeriesShape> remaining() {
      return Optional.ofNullable(shape);
    }

    /**
     * The place in the list of the rule that dropped the last series; empty when some may be left.
     */
    public OptionalInt dropper() {
      return droppedBy < 0 ? OptionalInt.empty() : OptionalInt.of(droppedBy);
    }
  }

  /**
   * Applies all rules to the labels of one series; a label with an empty value is absent.
   *
   * @return the labels that are left, sorted by name, or empty when a rule drops the series
   * @throws IllegalStateException when a rule is invalid, see {@link #problems()}
   */
  public Optional<Map<String, String>> apply(Map<String, String> labels) {
    requireValid();
    LabelEdits edits = new LabelEdits(labels);
    for (RelabelRule rule : rules) {
      if (!apply(rule, edits)) {
        return Optional.empty();
      }
    }
    return Optional.of(edits.toMap());
  }

  /**
   * Applies the rules one by one and tells what each did; ends with the rule that drops the series.
   *
   * @throws IllegalStateException when a rule is invalid, see {@link #problems()}
   */
  public List<Step> explain(Map<String, String> labels) {
    requireValid();
    List<Step> steps = new ArrayList<>();
    LabelEdits edits = new LabelEdits(labels);
    for (int i = 0; i < rules.size(); i++) {
      Map<String, String> before = edits.toMap();
      boolean kept = apply(rules.get(i), edits);
      steps.add(new Step(i, rules.get(i), before, kept ? edits.toMap() : null));
      if (!kept) {
        break;
      }
    }
    return steps;
  }

  /**
   * Applies all rules to a shape: whatever series of the shape the rules leave is covered by the
   * result. An invalid rule is passed over, since what the program does then is not known.
   *
   * <p>Labels of an open shape that nothing is known of aren't taken to be mapped to the metric
   * name.
   */
  public ShapeResult apply(SeriesShape shape) {
    SeriesShape current = shape;
    Match kept = Match.MUST;
    for (ShapeStep step : explain(shape)) {
      kept = kept.and(step.kept());
      if (step.after() == null) {
        return new ShapeResult(null, step.index(), Match.NEVER);
      }
      current = step.after();
    }
    return new ShapeResult(current, -1, kept);
  }

  /**
   * What one rule did to a shape.
   *
   * @param index the rule's place in the list, from 0
   * @param rule the rule; an invalid one is passed over
   * @param before what covers the series that it saw
   * @param after what covers the series that it left; null when it is proved that it left none
   * @param kept whether it left the series: all, some perhaps, none
   */
  public record ShapeStep(
      int index, RelabelRule rule, SeriesShape before, @Nullable SeriesShape after, Match kept) {}

  /**
   * Applies the rules to a shape one by one and tells what each did; ends with the rule that drops
   * the last series.
   */
  public List<ShapeStep> explain(SeriesShape shape) {
    List<ShapeStep> steps = new ArrayList<>();
    SeriesShape current = shape;
    for (int i = 0; i < rules.size(); i++) {
      RelabelRule rule = rules.get(i);
      if (rule.problem(dialect).isPresent()) {
        steps.add(new ShapeStep(i, rule, current, current, Match.MUST));
        continue;
      }
      ShapeRelabeling step =
          new ShapeRelabeling(rule, new Provenance(stage, rule.location().orElse(null)));
      SeriesShape next = step.apply(current);
      steps.add(new ShapeStep(i, rule, current, next, step.kept()));
      if (next == null) {
        break;
      }
      current = next;
    }
    return steps;
  }

  private void requireValid() {
    List<InvalidRule> problems = problems();
    if (!problems.isEmpty()) {
      throw new IllegalStateException(
          "rule " + problems.get(0).index() + ": " + problems.get(0).message());
    }
  }

  /** False when the rule drops the series. */
  private boolean apply(RelabelRule rule, LabelEdits labels) {
    Regex regex = rule.regex().orElseThrow();
    String value = joined(rule, labels);
    String target = rule.targetLabel();
    switch (rule.action()) {
      case KEEP -> {
        return regex.matches(value);
      }
      case DROP -> {
        return !regex.matches(value);
      }
      case KEEPEQUAL -> {
        return labels.get(target).equals(value);
      }
      case DROPEQUAL -> {
        return !labels.get(target).equals(value);
      }
      case REPLACE -> replace(rule, regex, value, labels);
      case LOWERCASE -> labels.set(target, lower(value));
      case UPPERCASE -> labels.set(target, upper(value));
      case HASHMOD -> labels.set(target, hashMod(value, rule.modulus()));
      case LABELMAP -> {
        for (Map.Entry<String, String> label : labels.entries()) {
          regex
              .expand(rule.replacement(), label.getKey())
              .ifPresent(name -> labels.set(name, label.getValue()));
        }
      }
      case LABELDROP, LABELKEEP -> {
        boolean matchedGo = rule.action() == RelabelAction.LABELDROP;
        for (Map.Entry<String, String> label : labels.entries()) {
          if (regex.matches(label.getKey()) == matchedGo) {
            labels.remove(label.getKey());
          }
        }
      }
    }
    return true;
  }

  private void replace(RelabelRule rule, Regex regex, String value, LabelEdits labels) {
    Optional<String> target = regex.expand(rule.targetLabel(), value);
    if (target.isPresent() && dialect.isLabelName(target.get())) {
      labels.set(target.get(), regex.expand(rule.replacement(), value).orElse(""));
    }
  }

  private static String joined(RelabelRule rule, LabelEdits labels) {
    List<String> values = new ArrayList<>();
    rule.sourceLabels().forEach(label -> values.add(labels.get(label)));
    return String.join(rule.separator(), values);
  }

  static String lower(String text) {
    return eachChar(text, Character::toLowerCase);
  }

  static String upper(String text) {
    return eachChar(text, Character::toUpperCase);
  }

  /** Letter by letter, as Go does: {@code ß} stays where Java's own makes two letters of it. */
  private static String eachChar(String text, IntUnaryOperator change) {
    return text.codePoints()
        .map(change)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /** The last eight bytes of the value's MD5, big-endian and unsigned, modulo a number. */
  static String hashMod(String value, long modulus) {
    try {
      byte[] hash = MessageDigest.getInstance("MD5").digest(value.getBytes(StandardCharsets.UTF_8));
      long number = ByteBuffer.wrap(hash).getLong(8);
      return Long.toUnsignedString(Long.remainderUnsigned(number, modulus));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }

  /** All results of {@code hashmod} when they are few, else null. */
  static @Nullable List<String> hashValues(long modulus) {
    if (Long.compareUnsigned(modulus, 64) > 0) {
      return null;
    }
    List<String> all = new ArrayList<>();
    for (long i = 0; i < modulus; i++) {
      all.add(BigInteger.valueOf(i).toString());
    }
    return all;
  }
}
