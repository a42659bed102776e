package com.scanium.sightline.grafana.template;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What names in a text can refer to: the dashboard's variables, scoped values (a repeated panel's
 * own value wins over the variable), and what Grafana itself provides. Immutable.
 *
 * <p>What was not set stays unknown, and references to it stay in the text as they are.
 */
public final class TemplateScope {
  private final Map<String, TemplateVariable> variables;
  private final Map<String, TemplateVariable> scoped;
  private final Map<String, String> builtIns;
  private final @Nullable Instant from;
  private final @Nullable Instant to;

  private TemplateScope(Builder builder) {
    this.variables = new LinkedHashMap<>(builder.variables);
    this.scoped = new LinkedHashMap<>(builder.scoped);
    this.builtIns = Map.copyOf(builder.builtIns);
    this.from = builder.from;
    this.to = builder.to;
  }

  /** Starts an empty scope. */
  public static Builder builder() {
    return new Builder();
  }

  /** A builder that starts from this scope. */
  public Builder toBuilder() {
    Builder builder = new Builder();
    builder.variables.putAll(variables);
    builder.scoped.putAll(scoped);
    builder.builtIns.putAll(builtIns);
    builder.from = from;
    builder.to = to;
    return builder;
  }

  /** The variable or scoped value of this name. */
  public Optional<TemplateVariable> variable(String name) {
    TemplateVariable own = scoped.get(name);
    return Optional.ofNullable(own != null ? own : variables.get(name));
  }

  /** The start of the time range; empty when unknown. */
  public Optional<Instant> from() {
    return Optional.ofNullable(from);
  }

  /** The end of the time range; empty when unknown. */
  public Optional<Instant> to() {
    return Optional.ofNullable(to);
  }

  /** The value of one of Grafana's own names that the browser replaces, such as {@code __from}. */
  Optional<VariableValue> builtIn(String name, @Nullable String path) {
    if (name.equals("__url_time_range") && from != null && to != null) {
      String zone = builtIns.getOrDefault("__timezone", "browser");
      return text(
          "from="
              + ValueFormats.iso(from)
              + "&to="
              + ValueFormats.iso(to)
              + "&timezone="
              + UrlEncoding.parameter(zone));
    }
    if (name.equals("__all_variables")) {
      return text(allVariables());
    }
    if (name.equals("__from") && from != null) {
      return text(Long.toString(from.toEpochMilli()));
    }
    if (name.equals("__to") && to != null) {
      return text(Long.toString(to.toEpochMilli()));
    }
    String member = path == null ? null : builtIns.get(name + "." + path);
    String value = member != null ? member : builtIns.get(name);
    return value == null ? Optional.empty() : text(value);
  }

  private String allVariables() {
    StringBuilder out = new StringBuilder();
    for (TemplateVariable variable : variables.values()) {
      if (!out.isEmpty()) {
        out.append('&');
      }
      out.append(ValueFormats.apply("queryparam", variable, variable.resolved(null)));
    }
    return out.toString();
  }

  private static Optional<VariableValue> text(String value) {
    return Optional.of(VariableValue.of(value));
  }

  /** Collects the parts of a scope; not safe for use by several threads. */
  public static final class Builder {
    private final Map<String, TemplateVariable> variables = new LinkedHashMap<>();
    private final Map<String, TemplateVariable> scoped = new LinkedHashMap<>();
    private final Map<String, String> builtIns = new LinkedHashMap<>();
    private @Nullable Instant from;
    private @Nullable Instant to;

    private Builder() {}

    /** Adds a variable of the dashboard; a later one of the same name replaces it. */
    public Builder variable(TemplateVariable variable) {
      variables.put(variable.name(), variable);
      return this;
    }

    /** Adds a value that wins over the variable of the same name, as repeats do. */
    public Builder scoped(TemplateVariable value) {
      scoped.put(value.name(), value);
      return this;
    }

    /** The time range that {@code $__from} and {@code $__to} speak of. */
    public Builder timeRange(Instant from, Instant to) {
      this.from = Objects.requireNonNull(from, "from");
      this.to = Objects.requireNonNull(to, "to");
      return this;
    }

    /** The zone that {@code $__timezone} gives, such as {@code utc} or {@code browser}. */
    public Builder timezone(String zone) {
      return builtIn("__timezone", zone);
    }

    /**
     * The address of the dashboard: {@code ${__url.path}}, {@code ${__url.params}} and {@code
     * ${__url}} with both.
     *
     * @param path from the first slash on
     * @param query what stands behind the question mark
     */
    public Builder url(String path, String query) {
      String parameters = query.isEmpty() ? "" : "?" + query;
      return builtIn("__url", path + parameters)
          .builtIn("__url.path", path)
          .builtIn("__url.params", parameters);
    }

    /** The panel's interval, as text and in milliseconds. */
    public Builder interval(String interval, long intervalMs) {
      return builtIn("__interval", interval).builtIn("__interval_ms", Long.toString(intervalMs));
    }

    /** The dashboard: {@code $__dashboard} is the title, {@code ${__dashboard.uid}} the uid. */
    public Builder dashboard(String title, String uid) {
      return builtIn("__dashboard", title).builtIn("__dashboard.uid", uid);
    }

    /** The signed-in user. */
    public Builder user(long id, String login, String email) {
      return builtIn("__user", Long.toString(id))
          .builtIn("__user.login", login)
          .builtIn("__user.email", email);
    }

    /** The organization. */
    public Builder organization(long id, String name) {
      return builtIn("__org", Long.toString(id)).builtIn("__org.name", name);
    }

    /** A name that Grafana itself provides, {@code name.member} for a part of it. */
    Builder builtIn(String name, String value) {
      builtIns.put(name, value);
      return this;
    }

    /** The scope. */
    public TemplateScope build() {
      return new TemplateScope(this);
    }
  }
}
