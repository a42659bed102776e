package com.scanium.sightline.network;

import com.scanium.sightline.text.SourceLocation;
import java.util.Objects;

/**
 * Something that a container was seen to have otherwise than the files say.
 *
 * @param service the service, by the files
 * @param what of what kind it is, such as {@code networks}
 * @param written what the files say, in words
 * @param running what was seen, in words; never a secret
 * @param location where the files say it
 * @param seenAt where the engine printed it
 */
public record Difference(
    ContainerService service,
    String what,
    String written,
    String running,
    SourceLocation location,
    SourceLocation seenAt) {
  /** Refuses absent parts. */
  public Difference {
    Objects.requireNonNull(service, "service");
    Objects.requireNonNull(what, "what");
    Objects.requireNonNull(written, "written");
    Objects.requireNonNull(running, "running");
    Objects.requireNonNull(location, "location");
    Objects.requireNonNull(seenAt, "seenAt");
  }
}
