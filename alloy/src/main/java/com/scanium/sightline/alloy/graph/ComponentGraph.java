package com.scanium.sightline.alloy.graph;

import com.scanium.sightline.alloy.component.Catalogue;
import com.scanium.sightline.alloy.component.Component;
import com.scanium.sightline.alloy.component.References;
import com.scanium.sightline.alloy.syntax.Statement;
import com.scanium.sightline.text.SourceLocation;
import com.scanium.sightline.text.SourceText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The components of one configuration and who refers to whom. Immutable and safe for use by several
 * threads; built and searched in time linear in its size.
 *
 * <p>{@link #edges} are the references as written. {@link #flows} are the same in the direction in
 * which data goes, with what goes along.
 */
public final class ComponentGraph {
  private final Map<String, Component> components;
  private final List<Edge> edges;
  private final List<Flow> flows;
  private final Map<String, List<Edge>> edgesFrom;
  private final Map<String, List<Edge>> edgesTo;
  private final Map<String, List<Flow>> flowsFrom;
  private final Map<String, List<Flow>> flowsTo;

  private ComponentGraph(Map<String, Component> components, List<Edge> edges) {
    this.components = Collections.unmodifiableMap(components);
    this.edges = List.copyOf(edges);
    FlowReader reader = new FlowReader(Catalogue.builtIn(), components);
    this.flows = this.edges.stream().flatMap(edge -> reader.of(edge).stream()).toList();
    this.edgesFrom = this.edges.stream().collect(Collectors.groupingBy(Edge::from));
    this.edgesTo = this.edges.stream().collect(Collectors.groupingBy(Edge::to));
    this.flowsFrom = flows.stream().collect(Collectors.groupingBy(Flow::from));
    this.flowsTo = flows.stream().collect(Collectors.groupingBy(Flow::to));
  }

  /**
   * A reference from one component to another's export.
   *
   * @param from the id of the component that refers
   * @param through the attribute that holds the reference, with the blocks around it, such as
   *     {@code output > metrics}
   * @param to the id of the component that is referred to
   * @param export what is referred to, such as {@code receiver}; may be empty
   * @param location the reference
   */
  public record Edge(
      String from, String through, String to, String export, SourceLocation location) {}

  /** The graph of these components; of two with the same id the first counts. */
  public static ComponentGraph of(List<Component> components) {
    Map<String, Component> byId = new LinkedHashMap<>();
    components.forEach(component -> byId.putIfAbsent(component.id(), component));
    List<Edge> edges = new ArrayList<>();
    for (Component component : byId.values()) {
      SourceText source = component.section().source();
      collect(component.section().block().body(), "", component, source, byId, edges);
    }
    return new ComponentGraph(byId, edges);
  }

  private static void collect(
      List<Statement> body,
      String prefix,
      Component from,
      SourceText source,
      Map<String, Component> byId,
      List<Edge> edges) {
    for (Statement statement : body) {
      if (statement instanceof Statement.Attribute attribute) {
        String through = prefix + attribute.name().text();
        for (References.Chain chain : References.in(attribute.value())) {
          for (String path : from.section().scope().references(chain.path())) {
            split(path, byId)
                .ifPresent(
                    target ->
                        edges.add(
                            new Edge(
                                from.id(),
                                through,
                                target.id(),
                                target.export(),
                                source.location(chain.span()))));
          }
        }
      } else if (statement instanceof Statement.Block block) {
        collect(block.body(), prefix + block.name().text() + " > ", from, source, byId, edges);
      }
    }
  }

  /** The components by id, in the order of the files. */
  public Map<String, Component> components() {
    return components;
  }

  /** All references between components, in source order. */
  public List<Edge> edges() {
    return edges;
  }

  /** A component by its id. */
  public Optional<Component> component(String id) {
    return Optional.ofNullable(components.get(id));
  }

  /**
   * What a chain of names refers to.
   *
   * @param path such as {@code prometheus.remote_write.default.receiver}
   * @return the component and its export, or empty when no component has such an id
   */
  public Optional<Target> target(String path) {
    return split(path, components);
  }

  /**
   * The target of a reference.
   *
   * @param id the component's id
   * @param export what follows it; may be empty
   */
  public record Target(String id, String export) {}

  /** Alloy takes the shortest beginning that is an id. */
  private static Optional<Target> split(String path, Map<String, Component> byId) {
    for (int end = path.indexOf('.'); ; end = path.indexOf('.', end + 1)) {
      String id = end < 0 ? path : path.substring(0, end);
      if (byId.containsKey(id)) {
        return Optional.of(new Target(id, end < 0 ? "" : path.substring(end + 1)));
      }
      if (end < 0) {
        return Optional.empty();
      }
    }
  }

  /** All references to one component, in source order. */
  public List<Edge> edgesTo(String id) {
    return List.copyOf(edgesTo.getOrDefault(id, List.of()));
  }

  /** All references of one component, in source order. */
  public List<Edge> edgesFrom(String id) {
    return List.copyOf(edgesFrom.getOrDefault(id, List.of()));
  }

  /** All edges in the direction in which data goes, in the order of the references. */
  public List<Flow> flows() {
    return flows;
  }

  /** What a component gives to others, in the order of the references. */
  public List<Flow> flowsFrom(String id) {
    return List.copyOf(flowsFrom.getOrDefault(id, List.of()));
  }

  /** What a component gets from others, in the order of the references. */
  public List<Flow> flowsTo(String id) {
    return List.copyOf(flowsTo.getOrDefault(id, List.of()));
  }

  /**
   * The ways that data takes from a component to the last one that passes it on. A way follows one
   * signal: what arrives as metrics leaves only through metrics. Targets become the signals of the
   * component that reads them, and a connector makes other signals.
   *
   * @param id such as {@code prometheus.scrape.backend}
   * @return no paths when nothing leads on, or no component is called so
   */
  public Paths pathsFrom(String id) {
    return PathSearch.from(
        Objects.requireNonNull(id, "id"), from -> flowsFrom.getOrDefault(from, List.of()));
  }

  /**
   * The groups of components whose references lead back to themselves; Alloy refuses such a
   * configuration. Members are in the order of the files.
   */
  public List<List<String>> cycles() {
    List<String> ids = List.copyOf(components.keySet());
    Map<String, Integer> numbers = new HashMap<>();
    ids.forEach(id -> numbers.put(id, numbers.size()));
    int[][] targets = new int[ids.size()][];
    for (int i = 0; i < targets.length; i++) {
      targets[i] =
          edgesFrom.getOrDefault(ids.get(i), List.of()).stream()
              .mapToInt(edge -> numbers.get(edge.to()))
              .distinct()
              .toArray();
    }
    List<List<String>> cycles = new ArrayList<>();
    for (List<Integer> group : Cycles.groups(targets)) {
      int first = group.get(0);
      boolean refersToItself = IntStream.of(targets[first]).anyMatch(to -> to == first);
      if (group.size() > 1 || refersToItself) {
        cycles.add(group.stream().sorted().map(ids::get).toList());
      }
    }
    cycles.sort(Comparator.comparing(cycle -> numbers.get(cycle.get(0))));
    return List.copyOf(cycles);
  }

  /** The graph as a Mermaid flowchart, for Markdown and web pages; cycles are marked. */
  public String toMermaid() {
    return GraphText.mermaid(this);
  }

  /** The graph in Graphviz's DOT language; cycles are marked. */
  public String toDot() {
    return GraphText.dot(this);
  }
}
