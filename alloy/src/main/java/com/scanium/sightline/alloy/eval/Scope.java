package com.scanium.sightline.alloy.eval;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What names mean while an expression is evaluated. Immutable. */
public final class Scope {
  /** No variables, and an environment of which nothing is known. */
  public static final Scope EMPTY = builder().build();

  private final Map<String, Value> variables;
  private final Environment environment;
  private final Map<String, String> constants;
  private final boolean isClosed;

  private Scope(Builder builder) {
    this.variables = Map.copyOf(builder.variables);
    this.environment = builder.environment;
    this.constants = Map.copyOf(builder.constants);
    this.isClosed = builder.isClosed;
  }

  /** Starts a scope. */
  public static Builder builder() {
    return new Builder();
  }

  /** A builder that starts from this scope. */
  public Builder toBuilder() {
    Builder builder = new Builder();
    builder.variables.putAll(variables);
    builder.environment = environment;
    builder.constants.putAll(constants);
    builder.isClosed = isClosed;
    return builder;
  }

  /** The environment that {@code sys.env} reads. */
  public Environment environment() {
    return environment;
  }

  /** What is known of {@code constants}; the rest depends on Alloy's host. */
  Map<String, String> constants() {
    return constants;
  }

  Optional<Value> variable(String name) {
    return Optional.ofNullable(variables.get(name));
  }

  /** Whether a name that is no variable is an error rather than a reference to an export. */
  boolean isClosed() {
    return isClosed;
  }

  /** Collects the parts of a scope; not safe for use by several threads. */
  public static final class Builder {
    private final Map<String, Value> variables = new LinkedHashMap<>();
    private final Map<String, String> constants = new LinkedHashMap<>();
    private Environment environment = Environment.UNKNOWN;
    private boolean isClosed;

    private Builder() {}

    /** Adds a variable; it hides a function of the same name. */
    public Builder variable(String name, Value value) {
      variables.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
      return this;
    }

    /** Sets the environment that {@code sys.env} reads. */
    public Builder environment(Environment known) {
      this.environment = Objects.requireNonNull(known, "known");
      return this;
    }

    /**
     * Sets one of the {@code constants} that depend on the host of Alloy.
     *
     * @param name {@code arch}, {@code hostname}, {@code os} or {@code version}
     */
    public Builder constant(String name, String value) {
      constants.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
      return this;
    }

    /** Makes a name that is no variable an error; else it is taken for a component's. */
    public Builder closed() {
      this.isClosed = true;
      return this;
    }

    /** The scope. */
    public Scope build() {
      return new Scope(this);
    }
  }
}
