package com.scanium.sightline.mimir.model;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A tenant's configuration of the Alertmanager. It may hold secrets of receivers, so it prints
 * without its text. Immutable.
 */
public final class AlertmanagerConfig {
  private final String yaml;
  private final Map<String, String> templates;

  private AlertmanagerConfig(String yaml, Map<String, String> templates) {
    this.yaml = Objects.requireNonNull(yaml, "yaml");
    this.templates = new TreeMap<>(templates);
  }

  /** A configuration in the Alertmanager's own YAML, and its template files by name. */
  public static AlertmanagerConfig of(String yaml, Map<String, String> templates) {
    return new AlertmanagerConfig(yaml, templates);
  }

  /** The Alertmanager's own YAML. */
  public String yaml() {
    return yaml;
  }

  /** Template files by name. */
  public Map<String, String> templates() {
    return Map.copyOf(templates);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof AlertmanagerConfig that
        && yaml.equals(that.yaml)
        && templates.equals(that.templates);
  }

  @Override
  public int hashCode() {
    return Objects.hash(yaml, templates);
  }

  @Override
  public String toString() {
    return "Alertmanager configuration of " + yaml.length() + " characters";
  }
}
