package com.scanium.sightline.alloy.graph;

import java.util.List;

/**
 * The ways that data takes from one component.
 *
 * @param paths the paths, in the order in which the references are written
 * @param isComplete false when there are more than {@link #MOST}
 */
public record Paths(List<SignalPath> paths, boolean isComplete) {
  /** How many paths are listed: with a few joins in a row their number explodes. */
  public static final int MOST = 1000;

  /** Takes a copy. */
  public Paths {
    paths = List.copyOf(paths);
  }

  /** The paths at whose end one signal arrives. */
  public List<SignalPath> of(EdgeType signal) {
    return paths.stream().filter(path -> path.signal() == signal).toList();
  }

  /** The ids of the components at the ends, each once. */
  public List<String> ends() {
    return paths.stream().map(SignalPath::end).distinct().toList();
  }
}
