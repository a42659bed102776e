package com.scanium.sightline.network;

import com.scanium.sightline.text.SourceLocation;
import java.util.Objects;

/**
 * What is wrong with a file that describes containers: it cannot be read, or Compose would refuse
 * it.
 *
 * @param location where
 * @param message what was found and what was expected; one sentence without a full stop
 */
public record TopologyProblem(SourceLocation location, String message) {
  /** Refuses absent parts. */
  public TopologyProblem {
    Objects.requireNonNull(location, "location");
    Objects.requireNonNull(message, "message");
  }
}
