package com.scanium.sightline.inference;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.network.ContainerService;
import com.scanium.sightline.network.ImageName;
import com.scanium.sightline.network.NetworkTopology;
import com.scanium.sightline.pipeline.Versions;
import com.scanium.sightline.port.Collector;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a collector instance runs, and whether it runs at all. */
public final class CollectorFact {
  private final Collector collector;
  private final boolean active;
  private final @Nullable ContainerService service;
  private final String because;
  private final @Nullable String version;
  private final List<Finding> refusals;

  CollectorFact(
      Collector collector,
      boolean active,
      @Nullable ContainerService service,
      String because,
      Versions stated,
      NetworkTopology network) {
    this.active = active;
    this.service = service;
    this.because = because;
    this.version =
        stated.of(collector.layer()).or(() -> service().flatMap(CollectorFact::tagOf)).orElse(null);
    this.collector = collector.within(network, version);
    this.refusals = List.copyOf(collector.refusals(version));
  }

  /** The tag of a service's image, without a leading {@code v}; a digest is no tag. */
  private static Optional<String> tagOf(ContainerService service) {
    return service
        .image()
        .flatMap(image -> ImageName.of(image.text()).tag())
        .map(tag -> tag.startsWith("v") ? tag.substring(1) : tag);
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

  /**
   * The release in use, without a leading {@code v}: as stated, else the image's tag as written;
   * empty when neither is there.
   */
  public Optional<String> version() {
    return Optional.ofNullable(version);
  }

  /** What makes this release refuse the whole configuration; none when it starts. */
  public List<Finding> refusals() {
    return refusals;
  }

  @Override
  public String toString() {
    return collector.name() + (active ? " active" : " inactive") + " (" + because + ")";
  }
}
