package com.scanium.sightline.network;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * One network that a container is on.
 *
 * @param key the network's name inside its project ({@code default} for the implicit one)
 * @param network the network's real name, which projects share; located where the service joins it
 * @param aliases the aliases that the service declares there
 * @param addresses fixed addresses there, usually none
 */
public record NetworkAttachment(
    String key, LocatedText network, List<LocatedText> aliases, List<String> addresses) {
  private static final Set<String> PREDEFINED = Set.of("bridge", "host", "none");

  /** Copies the lists. */
  public NetworkAttachment {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(network, "network");
    aliases = List.copyOf(aliases);
    addresses = List.copyOf(addresses);
  }

  /**
   * Whether names resolve there: not on Docker's own {@code bridge}, {@code host}, {@code none}.
   */
  public boolean hasNames() {
    return !PREDEFINED.contains(network.text().toLowerCase(Locale.ROOT));
  }

  /** Whether both are surely the same network. */
  public boolean isSameAs(NetworkAttachment other) {
    return network.isKnown()
        && other.network.isKnown()
        && network.text().equals(other.network.text());
  }
}
