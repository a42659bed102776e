package com.scanium.sightline.network;

import java.util.Objects;

/**
 * Where a reverse proxy or tunnel sends what it receives.
 *
 * @param name the public name, or what the configuration calls the route; empty when it has none
 * @param address the URL or {@code host:port} as written, located in the proxy's configuration
 * @param isFinal whether the configuration decides; a tunnel that is started with a token may take
 *     its routes from elsewhere
 */
public record Upstream(String name, LocatedText address, boolean isFinal) {
  /** Refuses absent parts. */
  public Upstream {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(address, "address");
  }
}
