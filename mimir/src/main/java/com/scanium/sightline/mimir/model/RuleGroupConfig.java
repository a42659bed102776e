package com.scanium.sightline.mimir.model;

import com.scanium.sightline.text.Doc;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A group of rules as a ruler keeps it: what was configured, not how it fares. Immutable.
 *
 * <p>Fields that are not modelled are kept as they are written and sent back.
 */
public final class RuleGroupConfig {
  private final String name;
  private final Map<String, Doc> settings;
  private final List<Rule> rules;

  private RuleGroupConfig(String name, Map<String, Doc> settings, List<Rule> rules) {
    this.name = Objects.requireNonNull(name, "name");
    this.settings = new TreeMap<>(settings);
    this.rules = List.copyOf(rules);
  }

  /**
   * A group.
   *
   * @param settings further fields by name as they are written, for instance {@code interval}
   * @throws IllegalArgumentException for an empty name
   */
  public static RuleGroupConfig of(String name, Map<String, Doc> settings, List<Rule> rules) {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("a rule group must have a name");
    }
    return new RuleGroupConfig(name, settings, rules);
  }

  /** Its name. */
  public String name() {
    return name;
  }

  /** How often it is evaluated, in the notation of Prometheus; empty for the server's default. */
  public Optional<String> interval() {
    return Optional.ofNullable(settings.get("interval")).flatMap(Doc::asText);
  }

  /** All fields beside name and rules, as they are written. */
  public Map<String, Doc> settings() {
    return Map.copyOf(settings);
  }

  /** Its rules in their order. */
  public List<Rule> rules() {
    return rules;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RuleGroupConfig that
        && name.equals(that.name)
        && sameSettings(settings, that.settings)
        && rules.equals(that.rules);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, settings.keySet(), rules);
  }

  @Override
  public String toString() {
    return name + " " + rules;
  }

  /** Whether two say the same, wherever it is written. */
  private static boolean sameSettings(Map<String, Doc> one, Map<String, Doc> other) {
    return one.keySet().equals(other.keySet())
        && one.entrySet().stream()
            .allMatch(
                entry -> {
                  Doc there = other.get(entry.getKey());
                  return there != null && entry.getValue().sameAs(there);
                });
  }

  /** One rule. Immutable. */
  public static final class Rule {
    private final RuleState.Type type;
    private final String name;
    private final String expr;
    private final Map<String, Doc> settings;
    private final Map<String, String> labels;
    private final Map<String, String> annotations;

    private Rule(
        RuleState.Type type,
        String name,
        String expr,
        Map<String, Doc> settings,
        Map<String, String> labels,
        Map<String, String> annotations) {
      this.type = Objects.requireNonNull(type, "type");
      this.name = Objects.requireNonNull(name, "name");
      this.expr = Objects.requireNonNull(expr, "expr");
      this.settings = new TreeMap<>(settings);
      this.labels = new TreeMap<>(labels);
      this.annotations = new TreeMap<>(annotations);
    }

    /** A rule that records a metric. */
    public static Rule recording(String metric, String expr, Map<String, String> labels) {
      return new Rule(RuleState.Type.RECORDING, metric, expr, Map.of(), labels, Map.of());
    }

    /**
     * A rule that raises an alert.
     *
     * @param settings further fields as they are written, for instance {@code for}
     */
    public static Rule alerting(
        String alert,
        String expr,
        Map<String, Doc> settings,
        Map<String, String> labels,
        Map<String, String> annotations) {
      return new Rule(RuleState.Type.ALERTING, alert, expr, settings, labels, annotations);
    }

    /** What it is for. */
    public RuleState.Type type() {
      return type;
    }

    /** The alert's name, or the metric that is recorded. */
    public String name() {
      return name;
    }

    /** Its expression. */
    public String expr() {
      return expr;
    }

    /** How long an alert is pending first, in the notation of Prometheus; empty for not at all. */
    public Optional<String> pending() {
      return Optional.ofNullable(settings.get("for")).flatMap(Doc::asText);
    }

    /** Further fields as they are written. */
    public Map<String, Doc> settings() {
      return Map.copyOf(settings);
    }

    /** The labels that it adds. */
    public Map<String, String> labels() {
      return Map.copyOf(labels);
    }

    /** The annotations of its alerts. */
    public Map<String, String> annotations() {
      return Map.copyOf(annotations);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Rule that
          && type == that.type
          && name.equals(that.name)
          && expr.equals(that.expr)
          && sameSettings(settings, that.settings)
          && labels.equals(that.labels)
          && annotations.equals(that.annotations);
    }

    @Override
    public int hashCode() {
      return Objects.hash(type, name, expr, settings.keySet(), labels, annotations);
    }

    @Override
    public String toString() {
      return name + " = " + expr;
    }
  }
}
