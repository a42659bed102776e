package com.scanium.sightline.alloy.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One way that data takes from a component to the last one that passes it on.
 *
 * @param steps the edges in order, at least one; each begins where the one before ends
 */
public record SignalPath(List<Flow> steps) {
  /** Takes a copy and checks that the steps hang together. */
  public SignalPath {
    steps = List.copyOf(steps);
    if (steps.isEmpty()) {
      throw new IllegalArgumentException("a path has at least one step");
    }
    for (int i = 1; i < steps.size(); i++) {
      if (!steps.get(i).from().equals(steps.get(i - 1).to())) {
        throw new IllegalArgumentException("steps don't hang together at " + steps.get(i).from());
      }
    }
  }

  /** What arrives at the end; a connector on the way may make metrics of traces. */
  public EdgeType signal() {
    return steps.get(steps.size() - 1).type();
  }

  /** The id of the last component. */
  public String end() {
    return steps.get(steps.size() - 1).to();
  }

  /** The ids of all components on the way, the first and the last included. */
  public List<String> components() {
    List<String> ids = new ArrayList<>(steps.size() + 1);
    ids.add(steps.get(0).from());
    steps.forEach(step -> ids.add(step.to()));
    return ids;
  }

  @Override
  public String toString() {
    return components().stream().collect(Collectors.joining(" -> ", signal().word() + ": ", ""));
  }
}
