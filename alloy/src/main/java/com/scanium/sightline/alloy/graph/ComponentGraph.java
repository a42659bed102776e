package com.scanium.sightline.alloy.graph;

import com.scanium.sightline.alloy.component.Component;
import com.scanium.sightline.alloy.component.References;
import com.scanium.sightline.alloy.syntax.Statement;
import com.scanium.sightline.text.SourceLocation;
import com.scanium.sightline.text.SourceText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The components of one configuration and who refers to whom. Immutable. */
public final class ComponentGraph {
  private final Map<String, Component> components;
  private final List<Edge> edges;

  private ComponentGraph(Map<String, Component> components, List<Edge> edges) {
    this.components = Collections.unmodifiableMap(components);
    this.edges = List.copyOf(edges);
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

  private static Optional<Target> split(String path, Map<String, Component> byId) {
    for (int end = path.length(); end > 0; end = path.lastIndexOf('.', end - 1)) {
      String id = path.substring(0, end);
      if (byId.containsKey(id)) {
        return Optional.of(new Target(id, end == path.length() ? "" : path.substring(end + 1)));
      }
    }
    return Optional.empty();
  }

  /** All references to one component, in source order. */
  public List<Edge> edgesTo(String id) {
    return edges.stream().filter(edge -> edge.to().equals(id)).toList();
  }

  /** All references of one component, in source order. */
  public List<Edge> edgesFrom(String id) {
    return edges.stream().filter(edge -> edge.from().equals(id)).toList();
  }
}
