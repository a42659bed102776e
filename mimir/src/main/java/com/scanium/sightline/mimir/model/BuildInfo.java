package com.scanium.sightline.mimir.model;

import java.util.Map;
import java.util.Objects;

/** Which program answers, as it says itself. */
public final class BuildInfo {
  /** The programs that are told apart. */
  public enum Product {
    /** Grafana Mimir; it names itself. */
    MIMIR("Mimir"),
    /** Prometheus; it does not name itself. */
    PROMETHEUS("Prometheus"),
    /** Cortex, which does not name itself either, but is still at version 1. */
    CORTEX("Cortex"),
    /** Another one that names itself, or one that says nothing. */
    OTHER("unknown");

    private final String label;

    Product(String label) {
      this.label = label;
    }

    /** The name as people write it. */
    @Override
    public String toString() {
      return label;
    }
  }

  private final String application;
  private final String version;
  private final String revision;
  private final Map<String, String> features;

  private BuildInfo(
      String application, String version, String revision, Map<String, String> features) {
    this.application = Objects.requireNonNull(application, "application");
    this.version = Objects.requireNonNull(version, "version");
    this.revision = Objects.requireNonNull(revision, "revision");
    this.features = Map.copyOf(features);
  }

  /** Build information; texts that the server did not give are empty. */
  public static BuildInfo of(
      String application, String version, String revision, Map<String, String> features) {
    return new BuildInfo(application, version, revision, features);
  }

  /** Which product it is. */
  public Product product() {
    if (application.contains("Mimir")) {
      return Product.MIMIR;
    }
    if (!application.isEmpty() || version.isEmpty()) {
      return Product.OTHER;
    }
    return version.startsWith("1.") ? Product.CORTEX : Product.PROMETHEUS;
  }

  /** The name that it gives itself; empty when it gives none, as Prometheus and Cortex do. */
  public String application() {
    return application;
  }

  /** The version as written, for instance {@code 2.11.0}; may be empty. */
  public String version() {
    return version;
  }

  /** The source revision; may be empty. */
  public String revision() {
    return revision;
  }

  /** Features by name, with {@code "true"} or {@code "false"} as Mimir writes them. */
  public Map<String, String> features() {
    return features;
  }

  @Override
  public String toString() {
    return (application.isEmpty() ? product().toString() : application) + " " + version;
  }
}
