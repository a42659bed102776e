package com.scanium.sightline.port;

/** The kinds of telemetry that travel a pipeline. */
public enum Signal {
  /** Samples of series. */
  METRICS,
  /** Log lines in streams. */
  LOGS,
  /** Spans. */
  TRACES,
  /** Profiles. */
  PROFILES
}
