package com.scanium.sightline.network;

import com.scanium.sightline.text.SourceLocation;
import java.util.Objects;

/**
 * One {@code ports} entry: a container port that is reachable from the host. Between containers
 * every listening port is reachable, published or not.
 *
 * @param hostAddress the host address it is bound to; empty for all
 * @param published the host port, 0 when Docker chooses one
 * @param target the container port, 1 to 65535
 * @param protocol {@code tcp} or {@code udp}
 * @param location where the entry is written
 */
public record PortMapping(
    String hostAddress, int published, int target, String protocol, SourceLocation location) {
  /** Refuses absent parts. */
  public PortMapping {
    Objects.requireNonNull(hostAddress, "hostAddress");
    Objects.requireNonNull(protocol, "protocol");
    Objects.requireNonNull(location, "location");
  }
}
