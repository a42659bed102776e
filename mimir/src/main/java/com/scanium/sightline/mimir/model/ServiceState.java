package com.scanium.sightline.mimir.model;

import java.util.Objects;

/**
 * A part of a server and how it fares.
 *
 * @param name the part, for instance {@code querier}
 * @param state its state as the server writes it, for instance {@code Running}
 */
public record ServiceState(String name, String state) {
  /** Refuses absent parts. */
  public ServiceState {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(state, "state");
  }

  /** Whether it runs. */
  public boolean isRunning() {
    return state.equalsIgnoreCase("running");
  }
}
