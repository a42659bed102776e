package com.scanium.sightline.network;

import com.scanium.sightline.text.SourceLocation;
import java.util.Objects;

/**
 * A network that a project declares.
 *
 * @param project the project that declares it
 * @param name its real name, which other projects can join
 * @param isExternal whether the project expects that somebody else has made it
 * @param location where it is declared
 */
public record DockerNetwork(
    String project, LocatedText name, boolean isExternal, SourceLocation location) {
  /** Refuses absent parts. */
  public DockerNetwork {
    Objects.requireNonNull(project, "project");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(location, "location");
  }
}
