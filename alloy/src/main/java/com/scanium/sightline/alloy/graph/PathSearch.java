package com.scanium.sightline.alloy.graph;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Walks along the flows from one component, without recursion: chains may be long. */
final class PathSearch {
  private final Function<String, List<Flow>> flowsFrom;
  private final List<SignalPath> found = new ArrayList<>();
  private final List<Flow> steps = new ArrayList<>();
  private final Set<String> onPath = new HashSet<>();
  private final List<Iterator<Flow>> open = new ArrayList<>();
  private boolean isComplete = true;

  private PathSearch(Function<String, List<Flow>> flowsFrom) {
    this.flowsFrom = flowsFrom;
  }

  static Paths from(String start, Function<String, List<Flow>> flowsFrom) {
    PathSearch search = new PathSearch(flowsFrom);
    search.walk(start);
    return new Paths(search.found, search.isComplete);
  }

  private void walk(String start) {
    onPath.add(start);
    open.add(usable(flowsFrom.apply(start)).iterator());
    while (!open.isEmpty()) {
      Iterator<Flow> next = open.get(open.size() - 1);
      if (!next.hasNext()) {
        open.remove(open.size() - 1);
        if (!steps.isEmpty()) {
          onPath.remove(steps.remove(steps.size() - 1).to());
        }
        continue;
      }
      step(next.next());
      if (!isComplete) {
        return;
      }
    }
  }

  private void step(Flow flow) {
    steps.add(flow);
    onPath.add(flow.to());
    List<Flow> further = usable(onward(flow, flowsFrom.apply(flow.to())));
    if (further.isEmpty()) {
      isComplete = found.size() < Paths.MOST;
      if (isComplete) {
        found.add(new SignalPath(steps));
      }
    }
    open.add(further.iterator());
  }

  /** What a component does with what it gets: it passes the same signal on, or makes others. */
  static List<Flow> onward(Flow arriving, List<Flow> leaving) {
    boolean isTurnedIntoOthers =
        arriving.type() == EdgeType.TARGETS || arriving.to().startsWith("otelcol.connector.");
    return leaving.stream()
        .filter(flow -> isTurnedIntoOthers || flow.type() == arriving.type())
        .toList();
  }

  /** Without values, and without ways back into the path. */
  private List<Flow> usable(List<Flow> flows) {
    return flows.stream()
        .filter(flow -> flow.type() != EdgeType.VALUE && !onPath.contains(flow.to()))
        .toList();
  }
}
