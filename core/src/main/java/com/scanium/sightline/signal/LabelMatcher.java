package com.scanium.sightline.signal;

import com.scanium.sightline.regex.Regex;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One condition of a selector, such as {@code status=~"5.."}.
 *
 * <p>A matcher sees an absent label as {@code ""}. A matcher whose expression doesn't compile
 * matches no value, and of a shape says {@code MAY}: its {@link #problem()} is for others to
 * report. Immutable; equal when name, operator and value are equal.
 */
public final class LabelMatcher {
  /** The label that holds a series' name. */
  public static final String NAME = "__name__";

  /** How the value is compared. */
  public enum Op {
    /** Equal. */
    EQUAL("="),
    /** Not equal. */
    NOT_EQUAL("!="),
    /** The whole value matches an RE2 expression. */
    REGEX("=~"),
    /** The whole value doesn't match an RE2 expression. */
    NOT_REGEX("!~");

    private final String symbol;

    Op(String symbol) {
      this.symbol = symbol;
    }

    /** The operator as written in a selector. */
    public String symbol() {
      return symbol;
    }

    /** The operator that is written like this, or empty. */
    public static Optional<Op> of(String symbol) {
      for (Op op : values()) {
        if (op.symbol.equals(symbol)) {
          return Optional.of(op);
        }
      }
      return Optional.empty();
    }

    /** The operator that holds exactly where this one doesn't. */
    public Op inverse() {
      return switch (this) {
        case EQUAL -> NOT_EQUAL;
        case NOT_EQUAL -> EQUAL;
        case REGEX -> NOT_REGEX;
        case NOT_REGEX -> REGEX;
      };
    }

    /** Whether it is {@code !=} or {@code !~}. */
    public boolean isNegative() {
      return this == NOT_EQUAL || this == NOT_REGEX;
    }
  }

  private final String name;
  private final Op op;
  private final String value;
  private final Regex.@Nullable Outcome regex;

  private LabelMatcher(String name, Op op, String value, Regex.@Nullable Outcome regex) {
    this.name = name;
    this.op = op;
    this.value = value;
    this.regex = regex;
  }

  /** A matcher; every value is accepted, see {@link #problem()}. */
  public static LabelMatcher of(String name, Op op, String value) {
    return of(name, op, value, Regex.Newlines.DOT_MATCHES);
  }

  /** A matcher for a store in which {@code .} matches line feeds or doesn't. */
  public static LabelMatcher of(String name, Op op, String value, Regex.Newlines newlines) {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(value, "value");
    boolean isRegex = op == Op.REGEX || op == Op.NOT_REGEX;
    return new LabelMatcher(name, op, value, isRegex ? Regex.anchored(value, newlines) : null);
  }

  /** {@code name="value"}. */
  public static LabelMatcher equal(String name, String value) {
    return of(name, Op.EQUAL, value);
  }

  /** {@code name!="value"}. */
  public static LabelMatcher notEqual(String name, String value) {
    return of(name, Op.NOT_EQUAL, value);
  }

  /** {@code name=~"value"}. */
  public static LabelMatcher regex(String name, String value) {
    return of(name, Op.REGEX, value);
  }

  /** {@code name!~"value"}. */
  public static LabelMatcher notRegex(String name, String value) {
    return of(name, Op.NOT_REGEX, value);
  }

  /** The label. */
  public String name() {
    return name;
  }

  /** The operator. */
  public Op op() {
    return op;
  }

  /** What the label is compared with: a value or an expression. */
  public String value() {
    return value;
  }

  /** Why the expression doesn't compile, or empty. */
  public Optional<String> problem() {
    return regex == null ? Optional.empty() : regex.problem();
  }

  /** The expression of {@code =~} and {@code !~} when it compiles. */
  public Optional<Regex> regex() {
    return regex == null ? Optional.empty() : regex.regex();
  }

  /** The matcher that holds exactly where this one doesn't. */
  public LabelMatcher inverse() {
    return new LabelMatcher(name, op.inverse(), value, regex);
  }

  /** Whether a series with this value of the label is matched; {@code ""} stands for absent. */
  public boolean matches(String labelValue) {
    return switch (op) {
      case EQUAL -> labelValue.equals(value);
      case NOT_EQUAL -> !labelValue.equals(value);
      case REGEX -> regex().map(r -> r.matches(labelValue)).orElse(false);
      case NOT_REGEX -> regex().map(r -> !r.matches(labelValue)).orElse(false);
    };
  }

  /** Whether a series without the label is matched. */
  public boolean matchesAbsent() {
    return matches("");
  }

  /** What is known of the series of a shape: all, some perhaps, or none are matched. */
  public Match matches(SeriesShape shape) {
    return matches(shape.label(name));
  }

  /** What is known of the series whose label has this domain. */
  public Match matches(LabelDomain domain) {
    return problem().isPresent() ? Match.MAY : domain.match(this);
  }

  /**
   * The non-empty values that the positive form ({@code =}, {@code =~}) accepts when they are few,
   * or null.
   */
  @Nullable Set<String> positiveValues() {
    if (op == Op.EQUAL || op == Op.NOT_EQUAL) {
      return Set.of(value);
    }
    return regex().flatMap(Regex::literals).orElse(null);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof LabelMatcher that
        && name.equals(that.name)
        && op == that.op
        && value.equals(that.value);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, op, value);
  }

  /** As in a selector, with the value quoted. */
  @Override
  public String toString() {
    String quoted = value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    return name + op.symbol() + '"' + quoted + '"';
  }
}
