package com.scanium.sightline.grafana.template;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A variable with its selected value, as interpolation sees it. Immutable.
 *
 * <p>The selection {@code $__all} is kept as it is; {@link #resolved(String)} turns it into the
 * list of all options. A custom "all" value is told apart, since Grafana inserts it verbatim.
 */
public final class TemplateVariable {
  private final String name;
  private final VariableKind kind;
  private final VariableValue value;
  private final List<String> texts;
  private final boolean multi;
  private final boolean includeAll;
  private final @Nullable String allValue;
  private final List<VariableOption> options;
  private final int autoCount;
  private final String autoMinimum;

  private TemplateVariable(Builder builder) {
    this.name = builder.name;
    this.kind = builder.kind;
    this.value = builder.value;
    this.texts = List.copyOf(builder.texts);
    this.multi = builder.multi;
    this.includeAll = builder.includeAll;
    this.allValue = builder.allValue;
    this.options = List.copyOf(builder.options);
    this.autoCount = builder.autoCount;
    this.autoMinimum = builder.autoMinimum;
  }

  /** Starts a variable with this selected value. */
  public static Builder builder(String name, VariableValue value) {
    return new Builder(name, value);
  }

  /** The name without {@code $}. */
  public String name() {
    return name;
  }

  /** What kind of variable it is. */
  public VariableKind kind() {
    return kind;
  }

  /** The selection as stored; {@code $__all} stays as it is. */
  public VariableValue value() {
    return value;
  }

  /** Whether several values may be selected. */
  public boolean isMulti() {
    return multi;
  }

  /** Whether "All" is offered. */
  public boolean includesAll() {
    return includeAll;
  }

  /** The value that "All" stands for; empty when it is unset or the empty string, as in Grafana. */
  public Optional<String> allValue() {
    return Optional.ofNullable(allValue).filter(text -> !text.isEmpty());
  }

  /** The options in order. */
  public List<VariableOption> options() {
    return options;
  }

  /** Into how many steps "auto" of an interval variable divides the time range. */
  int autoCount() {
    return autoCount;
  }

  /** The smallest "auto" interval. */
  String autoMinimum() {
    return autoMinimum;
  }

  /** Whether "All" is selected. */
  public boolean isAllSelected() {
    if (value instanceof VariableValue.One one) {
      return one.value().equals(VariableValue.ALL);
    }
    return value instanceof VariableValue.Many many
        && !many.values().isEmpty()
        && many.values().get(0).equals(VariableValue.ALL);
  }

  /** What to insert verbatim because "All" is selected and has a value of its own. */
  Optional<String> customAll() {
    return isAllSelected() ? allValue() : Optional.empty();
  }

  /**
   * The value behind {@code ${name.path}}: an element of a list by its index, else the whole value.
   */
  VariableValue resolved(@Nullable String path) {
    VariableValue whole =
        isAllSelected()
            ? VariableValue.of(options.stream().map(VariableOption::value).toList())
            : value;
    if (path != null
        && whole instanceof VariableValue.Many many
        && path.chars().allMatch(c -> c >= '0' && c <= '9')
        && path.length() < 9) {
      int index = Integer.parseInt(path);
      if (index < many.values().size()) {
        return VariableValue.of(many.values().get(index));
      }
    }
    return whole;
  }

  /** What the user sees as the selection. */
  String displayText() {
    if (isAllSelected()) {
      return "All";
    }
    if (!texts.isEmpty()) {
      return String.join(" + ", texts);
    }
    if (value instanceof VariableValue.Many many) {
      return String.join(" + ", many.values());
    }
    return value instanceof VariableValue.One one ? one.value() : "";
  }

  /** Collects the parts of a variable; not safe for use by several threads. */
  public static final class Builder {
    private final String name;
    private final VariableValue value;
    private VariableKind kind = VariableKind.CUSTOM;
    private List<String> texts = List.of();
    private boolean multi;
    private boolean includeAll;
    private @Nullable String allValue;
    private List<VariableOption> options = List.of();
    private int autoCount = 30;
    private String autoMinimum = "10s";

    private Builder(String name, VariableValue value) {
      this.name = Objects.requireNonNull(name, "name");
      this.value = Objects.requireNonNull(value, "value");
    }

    /** The kind; custom unless set. */
    public Builder kind(VariableKind kind) {
      this.kind = Objects.requireNonNull(kind, "kind");
      return this;
    }

    /** What the user sees, one text per selected value. */
    public Builder texts(List<String> texts) {
      this.texts = texts;
      return this;
    }

    /** Several values may be selected. */
    public Builder multi(boolean multi) {
      this.multi = multi;
      return this;
    }

    /** "All" is offered. */
    public Builder includeAll(boolean includeAll) {
      this.includeAll = includeAll;
      return this;
    }

    /** What "All" stands for; null when unset. */
    public Builder allValue(@Nullable String allValue) {
      this.allValue = allValue;
      return this;
    }

    /** The options in order. */
    public Builder options(List<VariableOption> options) {
      this.options = options;
      return this;
    }

    /**
     * How "auto" of an interval variable is computed.
     *
     * @param count into how many steps the time range is divided, 1 or more
     * @param minimum the smallest interval, such as {@code 10s}
     */
    public Builder auto(int count, String minimum) {
      this.autoCount = Math.max(1, count);
      this.autoMinimum = minimum;
      return this;
    }

    /** The variable. */
    public TemplateVariable build() {
      return new TemplateVariable(this);
    }
  }
}
