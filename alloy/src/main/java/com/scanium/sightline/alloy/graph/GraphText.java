package com.scanium.sightline.alloy.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Draws graphs: the same text for the same graph, nodes and edges in the order of the files. */
final class GraphText {
  private final ComponentGraph graph;
  private final Map<String, String> names = new HashMap<>();
  private final Set<String> inCycle = new HashSet<>();

  private GraphText(ComponentGraph graph) {
    this.graph = graph;
    graph.components().keySet().forEach(id -> names.put(id, "n" + names.size()));
    graph.cycles().forEach(inCycle::addAll);
  }

  static String mermaid(ComponentGraph graph) {
    return new GraphText(graph).mermaid();
  }

  static String dot(ComponentGraph graph) {
    return new GraphText(graph).dot();
  }

  private String mermaid() {
    StringBuilder out = new StringBuilder("flowchart LR\n");
    graph
        .components()
        .forEach(
            (id, component) ->
                out.append("  ")
                    .append(names.get(id))
                    .append("[\"")
                    .append(mermaidText(component.name()))
                    .append(component.label().map(l -> "<br/>" + mermaidText(l)).orElse(""))
                    .append("\"]\n"));
    for (Drawn edge : edges()) {
      out.append("  ")
          .append(edge.from())
          .append(edge.type().isSignal() ? " -->|" : " -.->|")
          .append(edge.type().word())
          .append("| ")
          .append(edge.to())
          .append('\n');
    }
    if (!inCycle.isEmpty()) {
      out.append("  classDef cycle stroke:#d00,stroke-width:3px\n  class ")
          .append(String.join(",", cycleNames()))
          .append(" cycle\n");
    }
    return out.toString();
  }

  private String dot() {
    StringBuilder out = new StringBuilder("digraph alloy {\n  rankdir=LR;\n  node [shape=box];\n");
    graph
        .components()
        .forEach(
            (id, component) ->
                out.append("  ")
                    .append(names.get(id))
                    .append(" [label=\"")
                    .append(dotText(component.name()))
                    .append(component.label().map(l -> "\\n" + dotText(l)).orElse(""))
                    .append(inCycle.contains(id) ? "\", color=red];\n" : "\"];\n"));
    for (Drawn edge : edges()) {
      out.append("  ")
          .append(edge.from())
          .append(" -> ")
          .append(edge.to())
          .append(" [label=\"")
          .append(edge.type().word())
          .append(edge.type().isSignal() ? "\"];\n" : "\", style=dashed];\n");
    }
    return out.append("}\n").toString();
  }

  /** An edge as drawn: several references of one type between two components are one line. */
  private record Drawn(String from, String to, EdgeType type) {}

  private Set<Drawn> edges() {
    Set<Drawn> edges = new LinkedHashSet<>();
    for (Flow flow : graph.flows()) {
      edges.add(
          new Drawn(
              names.getOrDefault(flow.from(), ""), names.getOrDefault(flow.to(), ""), flow.type()));
    }
    return edges;
  }

  private List<String> cycleNames() {
    List<String> members = new ArrayList<>();
    graph.components().keySet().stream()
        .filter(inCycle::contains)
        .forEach(id -> members.add(names.getOrDefault(id, "")));
    return members;
  }

  /** Mermaid writes special characters as entities between # and ;. */
  private static String mermaidText(String text) {
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if ("\"<>&#;`\\[](){}|".indexOf(c) >= 0 || c < ' ') {
                out.append('#').append(c).append(';');
              } else {
                out.appendCodePoint(c);
              }
            });
    return out.toString();
  }

  private static String dotText(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }
}
