package com.scanium.sightline.grafana.client;

import com.scanium.sightline.grafana.internal.Trees;
import com.scanium.sightline.text.Doc;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** How a rule fares. A view; immutable. */
public final class AlertRuleStatus {
  private final Doc group;
  private final Doc rule;

  AlertRuleStatus(Doc group, Doc rule) {
    this.group = Objects.requireNonNull(group, "group");
    this.rule = Objects.requireNonNull(rule, "rule");
  }

  /** Everything that Grafana said about it. */
  public Doc doc() {
    return rule;
  }

  /** The uid; empty where the server is too old to tell. */
  public String uid() {
    return Trees.text(rule, "uid");
  }

  /** The title. */
  public String title() {
    return Trees.text(rule, "name");
  }

  /** The folder, by its title. */
  public String folder() {
    return Trees.text(group, "file");
  }

  /** The name of its group. */
  public String group() {
    return Trees.text(group, "name");
  }

  /** {@code firing}, {@code pending} or {@code inactive}; empty for a recording rule. */
  public Optional<String> state() {
    String state = Trees.text(rule, "state");
    return state.isEmpty() ? Optional.empty() : Optional.of(state);
  }

  /** {@code ok}, {@code nodata} or {@code error}. */
  public String health() {
    return Trees.text(rule, "health");
  }

  /** Why the last evaluation failed; empty when it did not. */
  public Optional<String> lastError() {
    String error = Trees.text(rule, "lastError");
    return error.isEmpty() ? Optional.empty() : Optional.of(error);
  }

  /** The query, or its parts, as text. */
  public String query() {
    return Trees.text(rule, "query");
  }

  /** What it raised. */
  public List<AlertInstance> alerts() {
    return Trees.member(rule, "alerts").items().stream().map(AlertInstance::new).toList();
  }

  @Override
  public String toString() {
    return title() + " (" + state().orElse("recording") + ", " + health() + ")";
  }
}
