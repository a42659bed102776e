package com.scanium.sightline.mimir.model;

import java.util.Objects;

/**
 * Whether a server takes requests.
 *
 * @param isReady whether it does
 * @param words what it says about it, for instance which part is still starting
 */
public record Readiness(boolean isReady, String words) {
  /** Refuses absent words. */
  public Readiness {
    Objects.requireNonNull(words, "words");
  }
}
