package com.scanium.sightline.alloy.graph;

import com.scanium.sightline.alloy.component.Catalogue;
import com.scanium.sightline.alloy.component.Component;
import com.scanium.sightline.alloy.component.Shape;
import com.scanium.sightline.alloy.component.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says what goes along references, from the types of exports and arguments. */
final class FlowReader {
  private static final String SEPARATOR = " > ";

  private final Catalogue catalogue;
  private final Map<String, Component> components;

  FlowReader(Catalogue catalogue, Map<String, Component> components) {
    this.catalogue = catalogue;
    this.components = components;
  }

  /** The flows of one reference; an OTLP consumer may get several signals through it. */
  List<Flow> of(ComponentGraph.Edge edge) {
    ValueType export = exportType(edge);
    ValueType argument = argumentType(edge);
    ValueType type = export.kind() == ValueType.Kind.ANY ? argument : export;
    ValueType element = type.element().orElse(type);
    if (element.isReceiver()) {
      List<Flow> flows = new ArrayList<>();
      for (EdgeType signal : signals(element, edge.through())) {
        flows.add(new Flow(edge.from(), edge.to(), signal, edge.through(), edge.location()));
      }
      return flows;
    }
    boolean isTargets = element.kind() == ValueType.Kind.TARGET;
    return List.of(
        new Flow(
            edge.to(),
            edge.from(),
            isTargets ? EdgeType.TARGETS : EdgeType.VALUE,
            edge.through(),
            edge.location()));
  }

  private static List<EdgeType> signals(ValueType receiver, String through) {
    return switch (receiver.name()) {
      case "MetricsReceiver" -> List.of(EdgeType.METRICS);
      case "LogsReceiver" -> List.of(EdgeType.LOGS);
      case "ProfilesReceiver" -> List.of(EdgeType.PROFILES);
      default ->
          switch (through.substring(through.lastIndexOf('>') + 1).trim()) {
            case "metrics" -> List.of(EdgeType.METRICS);
            case "logs" -> List.of(EdgeType.LOGS);
            case "traces" -> List.of(EdgeType.TRACES);
            case "profiles" -> List.of(EdgeType.PROFILES);
            default -> List.of(EdgeType.METRICS, EdgeType.LOGS, EdgeType.TRACES);
          };
    };
  }

  private ValueType exportType(ComponentGraph.Edge edge) {
    String export = edge.export();
    int dot = export.indexOf('.');
    String name = dot < 0 ? export : export.substring(0, dot);
    return entry(edge.to()).map(entry -> entry.exports().get(name)).orElse(ValueType.ANY);
  }

  private ValueType argumentType(ComponentGraph.Edge edge) {
    Optional<Shape> shape = entry(edge.from()).map(Catalogue.Entry::body);
    String rest = edge.through();
    for (int end = rest.indexOf(SEPARATOR); end >= 0; end = rest.indexOf(SEPARATOR)) {
      String block = rest.substring(0, end);
      shape = shape.flatMap(body -> body.block(block)).map(Shape.Inner::shape);
      rest = rest.substring(end + SEPARATOR.length());
    }
    String name = rest;
    return shape
        .flatMap(body -> body.argument(name))
        .map(Shape.Argument::type)
        .orElse(ValueType.ANY);
  }

  private Optional<Catalogue.Entry> entry(String id) {
    return Optional.ofNullable(components.get(id))
        .flatMap(component -> catalogue.component(component.name()));
  }
}
