package com.scanium.sightline.mimir.model;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A rule and how its last evaluation went. Immutable. */
public final class RuleState {
  /** What a rule is for. */
  public enum Type {
    /** It raises alerts. */
    ALERTING,
    /** It records series. */
    RECORDING
  }

  private final Type type;
  private final String name;
  private final String query;
  private final Map<String, String> labels;
  private final String health;
  private final String lastError;
  private final String state;
  private final List<Alert> alerts;
  private final Map<String, String> annotations;
  private final Duration pending;

  private RuleState(Builder builder) {
    this.type = builder.type;
    this.name = builder.name;
    this.query = builder.query;
    this.labels = Map.copyOf(builder.labels);
    this.health = builder.health;
    this.lastError = builder.lastError;
    this.state = builder.state;
    this.alerts = List.copyOf(builder.alerts);
    this.annotations = Map.copyOf(builder.annotations);
    this.pending = builder.pending;
  }

  /** Starts a rule. */
  public static Builder builder(Type type, String name, String query) {
    return new Builder(type, name, query);
  }

  /** What it is for. */
  public Type type() {
    return type;
  }

  /** The alert's name, or the metric that is recorded. */
  public String name() {
    return name;
  }

  /** Its expression. */
  public String query() {
    return query;
  }

  /** The labels that it adds. */
  public Map<String, String> labels() {
    return labels;
  }

  /** {@code ok}, {@code err} or {@code unknown}. */
  public String health() {
    return health;
  }

  /** Why the last evaluation failed; empty when it did not. */
  public Optional<String> lastError() {
    return lastError.isEmpty() ? Optional.empty() : Optional.of(lastError);
  }

  /** {@code firing}, {@code pending} or {@code inactive}; empty for a recording rule. */
  public Optional<String> state() {
    return state.isEmpty() ? Optional.empty() : Optional.of(state);
  }

  /** The alerts that it has raised. */
  public List<Alert> alerts() {
    return alerts;
  }

  /** The annotations of its alerts; empty for a recording rule. */
  public Map<String, String> annotations() {
    return annotations;
  }

  /** How long an alert is pending before it fires; zero for not at all. */
  public Duration pending() {
    return pending;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RuleState that
        && type == that.type
        && name.equals(that.name)
        && query.equals(that.query)
        && labels.equals(that.labels)
        && health.equals(that.health)
        && lastError.equals(that.lastError)
        && state.equals(that.state)
        && alerts.equals(that.alerts)
        && annotations.equals(that.annotations)
        && pending.equals(that.pending);
  }

  @Override
  public int hashCode() {
    return Objects.hash(
        type, name, query, labels, health, lastError, state, alerts, annotations, pending);
  }

  @Override
  public String toString() {
    return name + " = " + query + " (" + health + ")";
  }

  /** Collects the parts of a rule; not safe for use by several threads. */
  public static final class Builder {
    private final Type type;
    private final String name;
    private final String query;
    private Map<String, String> labels = Map.of();
    private String health = "unknown";
    private String lastError = "";
    private String state = "";
    private List<Alert> alerts = List.of();
    private Map<String, String> annotations = Map.of();
    private Duration pending = Duration.ZERO;

    private Builder(Type type, String name, String query) {
      this.type = Objects.requireNonNull(type, "type");
      this.name = Objects.requireNonNull(name, "name");
      this.query = Objects.requireNonNull(query, "query");
    }

    /** The labels that it adds. */
    public Builder labels(Map<String, String> labels) {
      this.labels = labels;
      return this;
    }

    /** How the last evaluation went, and why when it failed. */
    public Builder health(String health, String lastError) {
      this.health = health;
      this.lastError = lastError;
      return this;
    }

    /** The state of an alerting rule and its alerts. */
    public Builder state(String state, List<Alert> alerts) {
      this.state = state;
      this.alerts = alerts;
      return this;
    }

    /** The annotations of its alerts, and how long they are pending first. */
    public Builder alerting(Map<String, String> annotations, Duration pending) {
      this.annotations = annotations;
      this.pending = pending;
      return this;
    }

    /** The rule. */
    public RuleState build() {
      return new RuleState(this);
    }
  }
}
