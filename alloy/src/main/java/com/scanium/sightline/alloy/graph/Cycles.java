package com.scanium.sightline.alloy.graph;

import java.util.ArrayList;
import java.util.List;

/** Finds the groups of nodes of a directed graph that lead to one another. */
public final class Cycles {
  private final int[][] targets;
  private final int[] order;
  private final int[] low;
  private final boolean[] isOpen;
  private final List<Integer> open = new ArrayList<>();
  private final List<List<Integer>> groups = new ArrayList<>();
  private int count;

  private Cycles(int[][] targets) {
    this.targets = targets;
    this.order = new int[targets.length];
    this.low = new int[targets.length];
    this.isOpen = new boolean[targets.length];
  }

  /**
   * The strongly connected groups, each node in exactly one; linear in nodes and edges, and without
   * recursion.
   *
   * @param targets for each node, numbered from 0, the nodes that it leads to
   * @return the groups; a group comes after those that it leads to
   * @see <a
   *     href="https://en.wikipedia.org/wiki/Tarjan%27s_strongly_connected_components_algorithm">
   *     Tarjan's algorithm</a>
   */
  public static List<List<Integer>> groups(int[][] targets) {
    Cycles cycles = new Cycles(targets);
    for (int node = 0; node < targets.length; node++) {
      if (cycles.order[node] == 0) {
        cycles.walk(node);
      }
    }
    return cycles.groups;
  }

  private void walk(int start) {
    List<int[]> path = new ArrayList<>();
    enter(start, path);
    while (!path.isEmpty()) {
      int[] step = path.get(path.size() - 1);
      int node = step[0];
      if (step[1] < targets[node].length) {
        int next = targets[node][step[1]++];
        if (order[next] == 0) {
          enter(next, path);
        } else if (isOpen[next]) {
          low[node] = Math.min(low[node], order[next]);
        }
        continue;
      }
      path.remove(path.size() - 1);
      if (!path.isEmpty()) {
        int before = path.get(path.size() - 1)[0];
        low[before] = Math.min(low[before], low[node]);
      }
      if (low[node] == order[node]) {
        close(node);
      }
    }
  }

  private void enter(int node, List<int[]> path) {
    order[node] = ++count;
    low[node] = count;
    isOpen[node] = true;
    open.add(node);
    path.add(new int[] {node, 0});
  }

  private void close(int root) {
    List<Integer> group = new ArrayList<>();
    int node;
    do {
      node = open.remove(open.size() - 1);
      isOpen[node] = false;
      group.add(node);
    } while (node != root);
    groups.add(group);
  }
}
