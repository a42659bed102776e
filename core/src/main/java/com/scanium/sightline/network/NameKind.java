package com.scanium.sightline.network;

/** Why a name leads to a container. */
public enum NameKind {
  /** The service's name, which Compose gives as an alias on each of its networks. */
  SERVICE_NAME,
  /** An alias that the service declares on the network. */
  ALIAS,
  /** A name that {@code links} gives the target inside the asking container only. */
  LINK,
  /** The {@code hostname:} of the container. */
  HOSTNAME,
  /** The container's name; fragile, since recreated or scaled containers get other names. */
  CONTAINER_NAME,
  /** The first twelve digits of the container's id. */
  SHORT_ID,
  /** A line of the asking container's own hosts file ({@code extra_hosts}). */
  EXTRA_HOST,
  /** A fixed address of the container on a shared network. */
  ADDRESS;

  /** Whether the name survives recreating and scaling: service name, alias, link, hostname. */
  public boolean isStable() {
    return switch (this) {
      case SERVICE_NAME, ALIAS, LINK, HOSTNAME -> true;
      case CONTAINER_NAME, SHORT_ID, EXTRA_HOST, ADDRESS -> false;
    };
  }
}
