package com.scanium.sightline.inference;

import com.scanium.sightline.signal.SeriesShape;
import com.scanium.sightline.text.SourceLocation;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Series of one shape on one way into a store, with what keeps them from arriving.
 *
 * @param shape the shape as it is stored
 * @param seen whether series of it are known to exist at their producer
 * @param blockers why they don't arrive; none when nothing speaks against it
 * @param path the way, for people
 * @param journey the way, for questions about it; null when no stage is on it
 * @param origins where the blockers stand that were inherited: those of the inputs of a rule that
 *     records the series
 */
record Delivery(
    SeriesShape shape,
    boolean seen,
    List<Reason> blockers,
    String path,
    @Nullable Journey journey,
    Map<Reason, List<SourceLocation>> origins) {
  Delivery {
    Objects.requireNonNull(shape, "shape");
    blockers = List.copyOf(blockers);
    Objects.requireNonNull(path, "path");
    origins = Map.copyOf(origins);
  }

  /** A way without a stage whose blockers are its own. */
  Delivery(SeriesShape shape, boolean seen, List<Reason> blockers, String path) {
    this(shape, seen, blockers, path, null, Map.of());
  }

  /** A way through stages. */
  Delivery(
      SeriesShape shape,
      boolean seen,
      List<Reason> blockers,
      String path,
      @Nullable Journey journey) {
    this(shape, seen, blockers, path, journey, Map.of());
  }
}
