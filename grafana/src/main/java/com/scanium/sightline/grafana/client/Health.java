package com.scanium.sightline.grafana.client;

import java.util.Objects;

/**
 * How Grafana is.
 *
 * @param isOk whether it reaches its database
 * @param version such as {@code 12.1.0}; empty where it hides it
 * @param commit the build; empty where it hides it
 */
public record Health(boolean isOk, String version, String commit) {
  /** Refuses absent parts. */
  public Health {
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(commit, "commit");
  }
}
