package com.scanium.sightline.inference;

import com.scanium.sightline.network.ContainerService;
import com.scanium.sightline.network.Reach;
import com.scanium.sightline.port.WriteEndpoint;
import com.scanium.sightline.signal.Match;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What follows for one endpoint that a collector writes to: whom its address means. */
public final class WriteFact {
  private final CollectorFact collector;
  private final WriteEndpoint write;
  private final @Nullable Reach reach;

  WriteFact(CollectorFact collector, WriteEndpoint write, @Nullable Reach reach) {
    this.collector = Objects.requireNonNull(collector, "collector");
    this.write = Objects.requireNonNull(write, "write");
    this.reach = reach;
  }

  /** Who writes. */
  public CollectorFact collector() {
    return collector;
  }

  /** Where to. */
  public WriteEndpoint write() {
    return write;
  }

  /** The host part of the address; empty when the address is unknown. */
  public Optional<String> host() {
    return write.url().value().map(Address::hostOfUrl);
  }

  /** The port of the address, the scheme's default when none is written; empty when unknown. */
  public OptionalInt port() {
    return write.url().value().map(Address::portOfUrl).orElse(OptionalInt.empty());
  }

  /** How the collector gets there; empty when no network was described. */
  public Optional<Reach> reach() {
    return Optional.ofNullable(reach);
  }

  /** Whether the collector reaches it. */
  public Match reachable() {
    return reach == null ? Match.MAY : reach.match();
  }

  /** The container that the address means; empty when none is known. */
  public Optional<ContainerService> service() {
    return reach().flatMap(Reach::service);
  }

  @Override
  public String toString() {
    return write + " " + reachable();
  }
}
