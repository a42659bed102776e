package com.scanium.sightline.port;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One way from a producer through stages to an endpoint. */
public final class DeliveryPath {
  private final List<Stage> stages;
  private final @Nullable WriteEndpoint endpoint;
  private final @Nullable String unknownEnd;

  private DeliveryPath(
      List<Stage> stages, @Nullable WriteEndpoint endpoint, @Nullable String unknownEnd) {
    this.stages = List.copyOf(stages);
    this.endpoint = endpoint;
    this.unknownEnd = unknownEnd;
  }

  /** A way that ends at an endpoint. */
  public static DeliveryPath to(WriteEndpoint endpoint, List<Stage> stages) {
    return new DeliveryPath(stages, Objects.requireNonNull(endpoint, "endpoint"), null);
  }

  /** A way that leads into something that isn't modelled; what comes out there may be anything. */
  public static DeliveryPath intoUnknown(String what, List<Stage> stages) {
    return new DeliveryPath(stages, null, Objects.requireNonNull(what, "what"));
  }

  /** What happens on the way, in order; the endpoint's own stages are not among them. */
  public List<Stage> stages() {
    return stages;
  }

  /** Where it ends; empty when it leads into something that isn't modelled. */
  public Optional<WriteEndpoint> endpoint() {
    return Optional.ofNullable(endpoint);
  }

  /** What it leads into instead of an endpoint; empty when there is an endpoint. */
  public Optional<String> unknownEnd() {
    return Optional.ofNullable(unknownEnd);
  }

  @Override
  public String toString() {
    return stages.stream().map(Stage::id).toList()
        + " -> "
        + (endpoint == null ? unknownEnd : endpoint);
  }
}
