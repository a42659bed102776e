package com.scanium.sightline.alloy.collector;

import com.scanium.sightline.alloy.component.Component;
import com.scanium.sightline.alloy.eval.Value;
import com.scanium.sightline.alloy.graph.ComponentGraph;
import com.scanium.sightline.network.NetworkTopology;
import com.scanium.sightline.port.Setting;
import com.scanium.sightline.text.SourceLocation;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What one {@code loki.source.docker} reads, and the labels that it gives to all of it.
 *
 * @param containers where the containers are defined whose logs it reads, in order; those that the
 *     files don't show are not among them
 * @param labels its static labels, by name
 */
public record DockerStreams(Set<SourceLocation> containers, Map<String, Setting<String>> labels) {
  /** Takes copies. */
  public DockerStreams {
    containers = Collections.unmodifiableSet(new LinkedHashSet<>(containers));
    labels = Collections.unmodifiableMap(new TreeMap<>(labels));
  }

  /**
   * What a component reads; empty for any other component.
   *
   * @param network the containers that its discovery finds
   */
  public static Optional<DockerStreams> of(
      Component component, ComponentGraph graph, NetworkTopology network) {
    Optional<Value> targets = component.section().get("targets");
    if (!component.name().equals(DockerLogTargets.COMPONENT) || targets.isEmpty()) {
      return Optional.empty();
    }
    Set<SourceLocation> containers = new LinkedHashSet<>();
    for (Targets.Target target : Targets.resolve(targets.get(), graph, network).known()) {
      if (target.isDiscovered()) {
        containers.add(target.location());
      }
    }
    Map<String, Setting<String>> labels = new TreeMap<>();
    if (component.section().get("labels").orElse(null) instanceof Value.Fields fields) {
      fields.fields().forEach((name, value) -> labels.put(name, Settings.text(value)));
    }
    return Optional.of(new DockerStreams(containers, labels));
  }
}
