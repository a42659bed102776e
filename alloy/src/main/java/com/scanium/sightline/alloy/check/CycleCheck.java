package com.scanium.sightline.alloy.check;

import com.scanium.sightline.alloy.check.Defect.Phase;
import com.scanium.sightline.alloy.graph.Cycles;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** Finds blocks that need each other before any of them can be evaluated. */
final class CycleCheck {
  /** How many blocks of a cycle a message names. */
  private static final int MOST_NAMED = 6;

  private CycleCheck() {}

  /**
   * @param edges the blocks of one realm in order, each with the blocks that it refers to
   */
  static List<Defect> of(Map<Realm.Node, List<Realm.Node>> edges) {
    List<Realm.Node> nodes = List.copyOf(edges.keySet());
    Map<Realm.Node, Integer> numbers = new HashMap<>();
    nodes.forEach(node -> numbers.put(node, numbers.size()));
    int[][] targets = new int[nodes.size()][];
    List<Realm.Node> selfish = new ArrayList<>();
    for (int i = 0; i < targets.length; i++) {
      Realm.Node node = nodes.get(i);
      List<Realm.Node> needed = edges.get(node);
      targets[i] =
          new LinkedHashSet<>(needed == null ? List.of() : needed)
              .stream().mapToInt(numbers::get).toArray();
      if (needed != null && needed.contains(node)) {
        selfish.add(node);
      }
    }
    List<Defect> found = new ArrayList<>();
    for (List<Integer> group : Cycles.groups(targets)) {
      if (group.size() > 1) {
        List<Realm.Node> members =
            group.stream().map(nodes::get).sorted(Comparator.comparing(Realm.Node::id)).toList();
        members.forEach(member -> found.add(cycle(member, members)));
      }
    }
    for (Realm.Node node : selfish) {
      found.add(
          Defect.of("alloy/cycle", Phase.VALIDATE, node.head())
              .message(node.id() + " refers to itself")
              .fix("refer to another block")
              .build());
    }
    return found;
  }

  private static Defect cycle(Realm.Node node, List<Realm.Node> members) {
    List<String> ids = members.stream().limit(MOST_NAMED).map(Realm.Node::id).toList();
    String more =
        members.size() > MOST_NAMED ? " and " + (members.size() - MOST_NAMED) + " more" : "";
    return Defect.of("alloy/cycle", Phase.VALIDATE, node.head())
        .message(node.id() + " needs itself: its references lead back to it")
        .evidence("the cycle: " + String.join(", ", ids) + more)
        .fix("let one of them refer to a block outside of the cycle")
        .about(members, "", node.id())
        .build();
  }
}
