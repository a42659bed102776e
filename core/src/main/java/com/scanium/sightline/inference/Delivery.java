package com.scanium.sightline.inference;

import com.scanium.sightline.port.WriteEndpoint;
import com.scanium.sightline.signal.SeriesShape;
import com.scanium.sightline.text.SourceLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Series of one shape on one way into a store, with what keeps them from arriving. Immutable. */
final class Delivery {
  private final SeriesShape shape;
  private final boolean seen;
  private final List<Reason> blockers;
  private final String path;
  private final Map<Reason, List<SourceLocation>> origins;
  private final @Nullable CollectorFact collector;
  private final @Nullable WriteEndpoint endpoint;
  private final @Nullable Journey journey;

  private Delivery(
      SeriesShape shape,
      boolean seen,
      List<Reason> blockers,
      String path,
      Map<Reason, List<SourceLocation>> origins,
      @Nullable CollectorFact collector,
      @Nullable WriteEndpoint endpoint,
      @Nullable Journey journey) {
    this.shape = Objects.requireNonNull(shape, "shape");
    this.seen = seen;
    this.blockers = List.copyOf(blockers);
    this.path = Objects.requireNonNull(path, "path");
    this.origins = Map.copyOf(origins);
    this.collector = collector;
    this.endpoint = endpoint;
    this.journey = journey;
  }

  /**
   * A way that ends in no store that the files tell.
   *
   * @param shape the shape as it is stored
   * @param seen whether series of it are known to exist at their producer
   * @param blockers why they don't arrive; none when nothing speaks against it
   * @param path the way, for people
   */
  Delivery(SeriesShape shape, boolean seen, List<Reason> blockers, String path) {
    this(shape, seen, blockers, path, Map.of(), null, null, null);
  }

  /** The same, with where those blockers stand that were inherited from the inputs of a rule. */
  Delivery withOrigins(Map<Reason, List<SourceLocation>> places) {
    return new Delivery(shape, seen, blockers, path, places, collector, endpoint, journey);
  }

  /** The same, written by a collector. */
  Delivery writtenBy(CollectorFact from, WriteEndpoint to) {
    return new Delivery(shape, seen, blockers, path, origins, from, to, journey);
  }

  /** The same, with the way for questions about it; null when no stage is on it. */
  Delivery through(@Nullable Journey way) {
    return new Delivery(shape, seen, blockers, path, origins, collector, endpoint, way);
  }

  /** The same, with one more blocker. */
  Delivery blockedBy(Reason reason) {
    List<Reason> all = new ArrayList<>(blockers);
    all.add(reason);
    return new Delivery(shape, seen, all, path, origins, collector, endpoint, journey);
  }

  /** The shape as it is stored. */
  SeriesShape shape() {
    return shape;
  }

  /** Whether series of it are known to exist at their producer. */
  boolean seen() {
    return seen;
  }

  /** Why they don't arrive; none when nothing speaks against it. */
  List<Reason> blockers() {
    return blockers;
  }

  /** The way, for people. */
  String path() {
    return path;
  }

  /** Where the blockers stand that were inherited. */
  Map<Reason, List<SourceLocation>> origins() {
    return origins;
  }

  /** Who writes them; empty when a rule does, or nobody knows. */
  Optional<CollectorFact> collector() {
    return Optional.ofNullable(collector);
  }

  /** Where they are written to; empty when nobody can say. */
  Optional<WriteEndpoint> endpoint() {
    return Optional.ofNullable(endpoint);
  }

  /** The way, for questions about it; null when no stage is on it. */
  @Nullable Journey journey() {
    return journey;
  }

  @Override
  public String toString() {
    return shape + " " + path + " " + blockers;
  }
}
