package com.scanium.sightline.alloy.collector;

import com.scanium.sightline.alloy.component.Component;
import com.scanium.sightline.alloy.eval.Value;
import com.scanium.sightline.alloy.graph.ComponentGraph;
import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.text.SourceLocation;
import java.util.List;
import java.util.Optional;

/**
 * The targets of one {@code loki.source.docker} that it passes over: those without the label that
 * names a container.
 *
 * <p>The component follows a container by its id alone, which only {@code discovery.docker} tells;
 * a target without it is skipped with a line in the debug log.
 *
 * @param skipped where those targets are written, in order
 * @param areAll whether the component has no others
 */
public record DockerLogTargets(List<SourceLocation> skipped, boolean areAll) {
  /** The label that the component looks for. */
  public static final String CONTAINER_ID = "__meta_docker_container_id";

  /** The component whose targets these are. */
  public static final String COMPONENT = "loki.source.docker";

  /** Takes a copy. */
  public DockerLogTargets {
    skipped = List.copyOf(skipped);
  }

  /** What a component passes over; nothing for any other component. */
  public static DockerLogTargets of(Component component, ComponentGraph graph) {
    Optional<Value> targets = component.section().get("targets");
    if (!component.name().equals(COMPONENT) || targets.isEmpty()) {
      return new DockerLogTargets(List.of(), false);
    }
    Targets.Resolved resolved = Targets.resolve(targets.get(), graph);
    List<SourceLocation> skipped =
        resolved.known().stream()
            .filter(target -> !target.labels().containsKey(CONTAINER_ID))
            .map(Targets.Target::location)
            .toList();
    boolean areAll = resolved.open().isEmpty() && skipped.size() == resolved.known().size();
    return new DockerLogTargets(skipped, areAll);
  }

  /** What says that the component passes over them. */
  Finding finding(Component component) {
    int count = skipped.size();
    return Finding.of("loki/no-stream", areAll ? Severity.ERROR : Severity.WARNING)
        .message(
            areAll
                ? component.id() + " reads no log: no target says which container it is"
                : component.id() + " passes over targets that don't say which container they are")
        .at(skipped.get(0))
        .anchor(component.id())
        .evidence(
            (count == 1 ? "1 target lacks" : count + " targets lack")
                + " the label "
                + CONTAINER_ID
                + ", which only discovery.docker sets")
        .evidence("Alloy passes over such a target with a line in its debug log")
        .fix(Fix.of("take the targets from a discovery.docker, filtered by discovery.relabel"))
        .build();
  }
}
