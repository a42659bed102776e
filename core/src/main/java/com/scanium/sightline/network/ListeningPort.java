package com.scanium.sightline.network;

import com.scanium.sightline.text.SourceLocation;
import java.util.Objects;
import java.util.Optional;

/**
 * A port at which a container listens, as far as something says so.
 *
 * @param number 1 to 65535
 * @param basis what says so
 * @param because the same in words: one clause, such as {@code PORT is 3000}
 * @param location where it is written; empty for facts about an image
 */
public record ListeningPort(
    int number, Basis basis, String because, Optional<SourceLocation> location) {
  /** What says that a port is listened at, the strongest first. */
  public enum Basis {
    /** The configuration of the program in the container. */
    CONFIGURATION,
    /** The container's command line or environment. */
    SETTING,
    /** What is known of the image. */
    IMAGE,
    /** A port that is published or exposed; nothing needs to listen there. */
    DECLARED
  }

  /** Refuses absent parts. */
  public ListeningPort {
    Objects.requireNonNull(basis, "basis");
    Objects.requireNonNull(because, "because");
    Objects.requireNonNull(location, "location");
  }
}
