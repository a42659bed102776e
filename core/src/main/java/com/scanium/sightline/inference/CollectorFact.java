package com.scanium.sightline.inference;

import com.scanium.sightline.network.ContainerService;
import com.scanium.sightline.port.Collector;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a collector instance runs, and whether it runs at all. */
public final class CollectorFact {
  private final Collector collector;
  private final boolean active;
  private final @Nullable ContainerService service;
  private final String because;

  CollectorFact(
      Collector collector, boolean active, @Nullable ContainerService service, String because) {
    this.collector = Objects.requireNonNull(collector, "collector");
    this.active = active;
    this.service = service;
    this.because = because;
  }

  /** The collector. */
  public Collector collector() {
    return collector;
  }

  /** Whether it is, or may be, the configuration that runs. */
  public boolean isActive() {
    return active;
  }

  /** The container that runs it; empty when the files don't tell. */
  public Optional<ContainerService> service() {
    return Optional.ofNullable(service);
  }

  /** How that is known, one clause. */
  public String because() {
    return because;
  }

  @Override
  public String toString() {
    return collector.name() + (active ? " active" : " inactive") + " (" + because + ")";
  }
}
