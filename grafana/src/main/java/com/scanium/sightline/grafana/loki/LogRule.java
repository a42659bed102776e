package com.scanium.sightline.grafana.loki;

import java.util.Objects;
import java.util.Optional;

/** A rule that Loki's ruler runs. Immutable. */
public final class LogRule {
  private final String namespace;
  private final String group;
  private final String name;
  private final String query;
  private final String type;
  private final String health;
  private final String state;
  private final String lastError;

  LogRule(
      String namespace,
      String group,
      String name,
      String query,
      String type,
      String health,
      String state,
      String lastError) {
    this.namespace = Objects.requireNonNull(namespace, "namespace");
    this.group = Objects.requireNonNull(group, "group");
    this.name = Objects.requireNonNull(name, "name");
    this.query = Objects.requireNonNull(query, "query");
    this.type = Objects.requireNonNull(type, "type");
    this.health = Objects.requireNonNull(health, "health");
    this.state = Objects.requireNonNull(state, "state");
    this.lastError = Objects.requireNonNull(lastError, "lastError");
  }

  /** The namespace, or the file. */
  public String namespace() {
    return namespace;
  }

  /** The group. */
  public String group() {
    return group;
  }

  /** The alert's name, or the metric that is recorded. */
  public String name() {
    return name;
  }

  /** Its LogQL expression. */
  public String query() {
    return query;
  }

  /** {@code alerting} or {@code recording}. */
  public String type() {
    return type;
  }

  /** {@code ok}, {@code err} or {@code unknown}. */
  public String health() {
    return health;
  }

  /** {@code firing}, {@code pending} or {@code inactive}; empty for a recording rule. */
  public Optional<String> state() {
    return state.isEmpty() ? Optional.empty() : Optional.of(state);
  }

  /** Why the last evaluation failed; empty when it did not. */
  public Optional<String> lastError() {
    return lastError.isEmpty() ? Optional.empty() : Optional.of(lastError);
  }

  @Override
  public String toString() {
    return name + " = " + query + " (" + health + ")";
  }
}
