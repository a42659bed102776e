package com.scanium.sightline.port;

import com.scanium.sightline.text.SourceLocation;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A door of a collector through which applications push: an OTLP receiver, a push endpoint.
 *
 * @param id the component
 * @param location its head
 * @param listens the addresses it listens on, {@code host:port}
 * @param paths where each signal goes; a signal that is not a key goes nowhere
 */
public record Receiver(
    String id,
    SourceLocation location,
    List<Setting<String>> listens,
    Map<Signal, List<DeliveryPath>> paths) {
  /** Takes copies. */
  public Receiver {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(location, "location");
    listens = List.copyOf(listens);
    paths = Map.copyOf(paths);
  }
}
