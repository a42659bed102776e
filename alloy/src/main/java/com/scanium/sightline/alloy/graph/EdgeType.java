package com.scanium.sightline.alloy.graph;

import java.util.Locale;

/** What goes along an edge of the graph. */
public enum EdgeType {
  /** Metrics, as Prometheus samples or OTLP. */
  METRICS,
  /** Log lines, as Loki entries or OTLP. */
  LOGS,
  /** Spans. */
  TRACES,
  /** Profiles. */
  PROFILES,
  /** Targets: what is to be scraped or read, no data yet. */
  TARGETS,
  /** Any other export: rules, credentials, the content of a file. */
  VALUE;

  /** Whether it is telemetry data. */
  public boolean isSignal() {
    return this != TARGETS && this != VALUE;
  }

  /** In lower case, as reports say it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
