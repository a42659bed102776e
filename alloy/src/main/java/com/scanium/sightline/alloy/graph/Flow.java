package com.scanium.sightline.alloy.graph;

import com.scanium.sightline.text.SourceLocation;
import java.util.Objects;

/**
 * An edge in the direction in which data goes. A reference to a receiver sends there; a reference
 * to any other export takes from there.
 *
 * @param from the id of the component that data comes from
 * @param to the id of the component that gets it
 * @param type what goes along
 * @param through the attribute that holds the reference, with the blocks around it, such as {@code
 *     output > metrics}
 * @param location the reference
 */
public record Flow(String from, String to, EdgeType type, String through, SourceLocation location) {
  /** Checks that nothing is missing. */
  public Flow {
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(to, "to");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(through, "through");
    Objects.requireNonNull(location, "location");
  }
}
