package com.scanium.sightline.signal;

import com.scanium.sightline.regex.Regex;
import com.scanium.sightline.regex.Template;
import com.scanium.sightline.text.SourceLocation;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One relabel rule with Prometheus' defaults.
 *
 * <p>A rule may be invalid: {@link #problem(RelabelDialect)} says so in the words that Prometheus
 * uses, and {@link Relabeling} refuses to apply it. Immutable.
 *
 * @see <a
 *     href="https://prometheus.io/docs/prometheus/latest/configuration/configuration/#relabel_config">Prometheus:
 *     relabel_config</a>
 */
public final class RelabelRule {
  /** The expression of a rule that has none: everything, captured. */
  public static final String DEFAULT_REGEX = "(.*)";

  /** What stands between the source values of a rule that doesn't say. */
  public static final String DEFAULT_SEPARATOR = ";";

  /** The replacement of a rule that has none. */
  public static final String DEFAULT_REPLACEMENT = "$1";

  private final RelabelAction action;
  private final @Nullable String unknownAction;
  private final List<String> sourceLabels;
  private final boolean sourceLabelsGiven;
  private final String separator;
  private final Regex.Outcome regex;
  private final String pattern;
  private final String targetLabel;
  private final String replacement;
  private final long modulus;
  private final @Nullable SourceLocation location;

  private RelabelRule(Builder builder) {
    action = builder.action;
    unknownAction = builder.unknownAction;
    sourceLabels = builder.sourceLabels == null ? List.of() : List.copyOf(builder.sourceLabels);
    sourceLabelsGiven = builder.sourceLabels != null;
    separator = builder.separator;
    pattern = builder.regex;
    regex = Regex.anchored(builder.regex, builder.newlines);
    targetLabel = builder.targetLabel;
    replacement = builder.replacement;
    modulus = builder.modulus;
    location = builder.location;
  }

  /** Starts a rule; the action is {@code replace} unless told otherwise. */
  public static Builder builder() {
    return new Builder();
  }

  /** What it does. */
  public RelabelAction action() {
    return action;
  }

  /** The labels whose values are joined; none gives the empty text. */
  public List<String> sourceLabels() {
    return sourceLabels;
  }

  /** What stands between the joined values. */
  public String separator() {
    return separator;
  }

  /** The expression, or why it doesn't compile. */
  public Regex.Outcome regex() {
    return regex;
  }

  /** The expression as written. */
  public String pattern() {
    return pattern;
  }

  /** The label that is set or compared; empty when there is none. */
  public String targetLabel() {
    return targetLabel;
  }

  /** What the label is set to, with references to groups. */
  public String replacement() {
    return replacement;
  }

  /** The modulus of {@code hashmod}; 0 when there is none; unsigned. */
  public long modulus() {
    return modulus;
  }

  /** Where the rule is written, or empty. */
  public Optional<SourceLocation> location() {
    return Optional.ofNullable(location);
  }

  /** Why the program refuses the rule, in Prometheus' words; empty for a valid one. */
  public Optional<String> problem(RelabelDialect dialect) {
    return Optional.ofNullable(check(dialect));
  }

  private @Nullable String check(RelabelDialect dialect) {
    if (unknownAction != null) {
      return unknownAction.isEmpty()
          ? "relabel action cannot be empty"
          : "unknown relabel action type \"" + unknownAction + "\"";
    }
    if (regex.problem().isPresent()) {
      return regex.problem().get();
    }
    return switch (action) {
      case REPLACE -> {
        boolean template = targetLabel.contains("$");
        boolean valid =
            template ? dialect.isNameTemplate(targetLabel) : dialect.isLabelName(targetLabel);
        yield targetLabel.isEmpty() ? missingTarget() : valid ? null : invalidTarget();
      }
      case HASHMOD -> {
        if (modulus == 0) {
          yield "relabel configuration for hashmod requires non-zero modulus";
        }
        yield targetLabel.isEmpty()
            ? missingTarget()
            : dialect.isLabelName(targetLabel) ? null : invalidTarget();
      }
      case LOWERCASE, UPPERCASE -> checkPlainTarget(dialect);
      case KEEPEQUAL, DROPEQUAL -> {
        String problem = checkPlainTarget(dialect);
        boolean extra = !pattern.equals(DEFAULT_REGEX) || modulus != 0 || !isDefaultSeparator();
        yield problem != null
            ? problem
            : extra
                ? action.label()
                    + " action requires only 'source_labels' and `target_label`, and no other fields"
                : null;
      }
      case LABELMAP ->
          dialect.isNameTemplate(replacement)
              ? null
              : '"' + replacement + "\" is invalid 'replacement' for labelmap action";
      case LABELDROP, LABELKEEP -> {
        boolean extra =
            sourceLabelsGiven
                || !targetLabel.isEmpty()
                || modulus != 0
                || !isDefaultSeparator()
                || !replacement.equals(DEFAULT_REPLACEMENT);
        yield extra ? action.label() + " action requires only 'regex', and no other fields" : null;
      }
      case KEEP, DROP -> null;
    };
  }

  private @Nullable String checkPlainTarget(RelabelDialect dialect) {
    if (targetLabel.isEmpty()) {
      return missingTarget();
    }
    if (!dialect.isLabelName(targetLabel)) {
      return invalidTarget();
    }
    return replacement.equals(DEFAULT_REPLACEMENT)
        ? null
        : "'replacement' can not be set for " + action.label() + " action";
  }

  private boolean isDefaultSeparator() {
    return separator.equals(DEFAULT_SEPARATOR);
  }

  private String missingTarget() {
    return "relabel configuration for " + action.label() + " action requires 'target_label' value";
  }

  private String invalidTarget() {
    return '"' + targetLabel + "\" is invalid 'target_label' for " + action.label() + " action";
  }

  Template targetTemplate() {
    return Template.of(targetLabel);
  }

  Template replacementTemplate() {
    return Template.of(replacement);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RelabelRule that
        && action == that.action
        && Objects.equals(unknownAction, that.unknownAction)
        && sourceLabels.equals(that.sourceLabels)
        && sourceLabelsGiven == that.sourceLabelsGiven
        && separator.equals(that.separator)
        && pattern.equals(that.pattern)
        && regex.equals(that.regex)
        && targetLabel.equals(that.targetLabel)
        && replacement.equals(that.replacement)
        && modulus == that.modulus
        && Objects.equals(location, that.location);
  }

  @Override
  public int hashCode() {
    return Objects.hash(
        action, sourceLabels, separator, pattern, targetLabel, replacement, modulus);
  }

  /** The fields that matter for the action, for people. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder(action.label());
    if (!sourceLabels.isEmpty()) {
      out.append(' ').append(sourceLabels);
    }
    if (!pattern.equals(DEFAULT_REGEX)) {
      out.append(" =~ \"").append(pattern).append('"');
    }
    if (!targetLabel.isEmpty()) {
      out.append(" -> ").append(targetLabel);
    }
    if (!replacement.equals(DEFAULT_REPLACEMENT)) {
      out.append(" = \"").append(replacement).append('"');
    }
    return out.append(modulus == 0 ? "" : " mod " + Long.toUnsignedString(modulus)).toString();
  }

  /** Collects the fields of a rule; not safe for use by several threads. */
  public static final class Builder {
    private RelabelAction action = RelabelAction.REPLACE;
    private @Nullable String unknownAction;
    private @Nullable List<String> sourceLabels;
    private String separator = DEFAULT_SEPARATOR;
    private String regex = DEFAULT_REGEX;
    private Regex.Newlines newlines = Regex.Newlines.DOT_MATCHES;
    private String targetLabel = "";
    private String replacement = DEFAULT_REPLACEMENT;
    private long modulus;
    private @Nullable SourceLocation location;

    private Builder() {}

    /** What it does. */
    public Builder action(RelabelAction action) {
      this.action = Objects.requireNonNull(action, "action");
      this.unknownAction = null;
      return this;
    }

    /** What it does, as written; a name that is no action makes the rule invalid. */
    public Builder action(String name) {
      Optional<RelabelAction> known = RelabelAction.named(name);
      known.ifPresent(this::action);
      this.unknownAction = known.isPresent() ? null : name;
      return this;
    }

    /** The labels whose values are joined. */
    public Builder sourceLabels(List<String> labels) {
      this.sourceLabels = labels;
      return this;
    }

    /** The labels whose values are joined. */
    public Builder sourceLabels(String... labels) {
      return sourceLabels(List.of(labels));
    }

    /** What stands between the joined values. */
    public Builder separator(String separator) {
      this.separator = Objects.requireNonNull(separator, "separator");
      return this;
    }

    /** The expression, RE2, anchored. */
    public Builder regex(String pattern) {
      this.regex = Objects.requireNonNull(pattern, "pattern");
      return this;
    }

    /** Whether {@code .} matches a line feed; it does unless told otherwise. */
    public Builder newlines(Regex.Newlines newlines) {
      this.newlines = Objects.requireNonNull(newlines, "newlines");
      return this;
    }

    /** The label that is set or compared. */
    public Builder targetLabel(String label) {
      this.targetLabel = Objects.requireNonNull(label, "label");
      return this;
    }

    /** What the label is set to. */
    public Builder replacement(String replacement) {
      this.replacement = Objects.requireNonNull(replacement, "replacement");
      return this;
    }

    /** The modulus of {@code hashmod}, unsigned. */
    public Builder modulus(long modulus) {
      this.modulus = modulus;
      return this;
    }

    /** Where the rule is written. */
    public Builder location(@Nullable SourceLocation location) {
      this.location = location;
      return this;
    }

    /** The rule; it may be invalid, see {@link RelabelRule#problem}. */
    public RelabelRule build() {
      return new RelabelRule(this);
    }
  }
}
