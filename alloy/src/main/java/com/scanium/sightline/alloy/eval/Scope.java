package com.scanium.sightline.alloy.eval;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What names mean while an expression is evaluated. Immutable. */
public final class Scope {
  /** No variables, and an environment of which nothing is known. */
  public static final Scope EMPTY = builder().build();

  private final Map<String, Value> variables;
  private final Map<String, Value> exports;
  private final Map<String, String> constants;
  private final Environment environment;
  private final String prefix;
  private final boolean isClosed;

  private Scope(Builder builder) {
    this.variables = Map.copyOf(builder.variables);
    this.exports = Map.copyOf(builder.exports);
    this.constants = Map.copyOf(builder.constants);
    this.environment = builder.environment;
    this.prefix = builder.prefix;
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
    builder.exports.putAll(exports);
    builder.constants.putAll(constants);
    builder.environment = environment;
    builder.prefix = prefix;
    builder.isClosed = isClosed;
    return builder;
  }

  /** The scope inside a custom component, which sees nothing of what is around it. */
  Scope module(String inner) {
    Builder builder = toBuilder().prefix(inner);
    builder.variables.clear();
    builder.exports.clear();
    return builder.build();
  }

  /** The environment that {@code sys.env} reads. */
  public Environment environment() {
    return environment;
  }

  /**
   * What stands before the ids of components in this scope: the custom components around it, each
   * with a slash behind; "" at the top level.
   */
  public String prefix() {
    return prefix;
  }

  /**
   * What a chain of names refers to, as the ids of components with their prefixes say it: the chain
   * itself at the top level; for an argument of a custom component, all that was given for it.
   *
   * @param chain names with dots between
   * @return references such as {@code my.component/prometheus.remote_write.default.receiver}
   */
  public List<String> references(String chain) {
    for (int end = chain.length(); end > 0; end = chain.lastIndexOf('.', end - 1)) {
      String start = chain.substring(0, end);
      Value found = exports.getOrDefault(start, variables.get(start));
      if (found != null) {
        List<String> references = new ArrayList<>();
        collect(found, end == chain.length() ? "" : chain.substring(end + 1), references);
        return references;
      }
    }
    return List.of(chain);
  }

  private static void collect(Value value, String rest, List<String> into) {
    if (value instanceof Value.Reference reference) {
      into.add(rest.isEmpty() ? reference.path() : reference.path() + "." + rest);
    } else if (value instanceof Value.Fields object && !rest.isEmpty()) {
      int dot = rest.indexOf('.');
      String name = dot < 0 ? rest : rest.substring(0, dot);
      object
          .get(name)
          .ifPresent(field -> collect(field, dot < 0 ? "" : rest.substring(dot + 1), into));
    } else if (value instanceof Value.Fields object) {
      object.fields().values().forEach(field -> collect(field, "", into));
    } else if (value instanceof Value.Array array) {
      array.elements().forEach(element -> collect(element, "", into));
    } else if (value instanceof Value.Joined joined) {
      joined.parts().forEach(part -> collect(part, "", into));
    }
  }

  /** What is known of {@code constants}; the rest depends on Alloy's host. */
  Map<String, String> constants() {
    return constants;
  }

  Optional<Value> variable(String name) {
    return Optional.ofNullable(variables.get(name));
  }

  /** What a component's id, an argument or a part of a module stands for. */
  Optional<Value> export(String path) {
    return exports.isEmpty() ? Optional.empty() : Optional.ofNullable(exports.get(path));
  }

  /** Whether a name that is no variable is an error rather than a reference to an export. */
  boolean isClosed() {
    return isClosed;
  }

  /** Collects the parts of a scope; not safe for use by several threads. */
  public static final class Builder {
    private final Map<String, Value> variables = new LinkedHashMap<>();
    private final Map<String, Value> exports = new LinkedHashMap<>();
    private final Map<String, String> constants = new LinkedHashMap<>();
    private Environment environment = Environment.UNKNOWN;
    private String prefix = "";
    private boolean isClosed;

    private Builder() {}

    /** Adds a variable; it hides a function of the same name. */
    public Builder variable(String name, Value value) {
      variables.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
      return this;
    }

    /**
     * Says what a chain of names stands for.
     *
     * @param path such as {@code argument.targets} or {@code my.component}
     * @param value an object of what it exports, or a reference
     */
    public Builder export(String path, Value value) {
      exports.put(Objects.requireNonNull(path, "path"), Objects.requireNonNull(value, "value"));
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

    Builder prefix(String inner) {
      this.prefix = inner;
      return this;
    }

    /** The scope. */
    public Scope build() {
      return new Scope(this);
    }
  }
}
