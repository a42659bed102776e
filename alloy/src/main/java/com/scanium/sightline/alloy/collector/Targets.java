package com.scanium.sightline.alloy.collector;

import com.scanium.sightline.alloy.component.Component;
import com.scanium.sightline.alloy.eval.Value;
import com.scanium.sightline.alloy.graph.ComponentGraph;
import com.scanium.sightline.network.NetworkTopology;
import com.scanium.sightline.port.Setting;
import com.scanium.sightline.signal.LabelDomain;
import com.scanium.sightline.signal.Presence;
import com.scanium.sightline.signal.Relabeling;
import com.scanium.sightline.signal.SeriesShape;
import com.scanium.sightline.text.SourceLocation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Lists of targets: what the files tell of them, and what finds more when Alloy runs. */
final class Targets {
  /** As many targets as one list may have here; Alloy has no limit, a cycle of lists has none. */
  private static final int MAX_TARGETS = 10_000;

  private static final String EXPORTERS = "prometheus.exporter.";

  private final ComponentGraph graph;
  private final NetworkTopology network;
  private final Set<String> underWay = new LinkedHashSet<>();
  private final List<Target> found = new ArrayList<>();
  private final Set<String> open = new LinkedHashSet<>();

  private Targets(ComponentGraph graph, NetworkTopology network) {
    this.graph = graph;
    this.network = network;
  }

  /**
   * One target.
   *
   * @param labels its labels with the meta labels
   * @param location where it is written
   * @param exporter the component in Alloy's own process that answers; null for any other target
   * @param isDiscovered whether nobody wrote it: Alloy finds it
   * @param isOpen whether it may have further labels
   */
  record Target(
      Map<String, Setting<String>> labels,
      SourceLocation location,
      @Nullable Component exporter,
      boolean isDiscovered,
      boolean isOpen) {}

  /**
   * A list of targets.
   *
   * @param known the targets that the files tell
   * @param open what finds further ones, each in a few words
   */
  record Resolved(List<Target> known, Set<String> open) {}

  static Resolved resolve(Value targets, ComponentGraph graph) {
    return resolve(targets, graph, NetworkTopology.EMPTY);
  }

  /**
   * The targets of a list.
   *
   * @param network the containers that a discovery finds
   */
  static Resolved resolve(Value targets, ComponentGraph graph, NetworkTopology network) {
    Targets walk = new Targets(graph, network);
    walk.add(targets);
    return new Resolved(walk.found, walk.open);
  }

  private void add(Value value) {
    if (found.size() > MAX_TARGETS) {
      open.add("more than " + MAX_TARGETS + " targets");
    } else if (value instanceof Value.Array array) {
      array.elements().forEach(this::add);
    } else if (value instanceof Value.Joined joined) {
      joined.parts().forEach(this::add);
    } else if (value instanceof Value.Fields fields) {
      Map<String, Setting<String>> labels = new LinkedHashMap<>();
      fields.fields().forEach((name, label) -> labels.put(name, Settings.text(label)));
      found.add(new Target(labels, value.origin().location(), null, false, false));
    } else if (value instanceof Value.Reference reference) {
      addExport(reference);
    } else {
      open.add(Settings.whyUnknown(value));
    }
  }

  private void addExport(Value.Reference reference) {
    Optional<Component> exporting =
        graph.target(reference.path()).flatMap(target -> graph.component(target.id()));
    if (exporting.isEmpty()) {
      open.add(Settings.whyUnknown(reference));
      return;
    }
    Component component = exporting.get();
    if (component.name().startsWith(EXPORTERS)) {
      found.add(exporter(component));
      return;
    }
    if (component.name().equals("discovery.docker")) {
      found.addAll(DockerDiscovery.targets(component, network));
    }
    boolean isRelabel =
        component.name().equals("discovery.relabel") && reference.path().endsWith(".output");
    if (!isRelabel || !underWay.add(component.id())) {
      open.add(component.id() + " finds targets when Alloy runs");
      return;
    }
    addRelabeled(component);
    underWay.remove(component.id());
  }

  /** What an exporter says of itself; one that has several targets may give them more labels. */
  private static Target exporter(Component component) {
    String because = component.id() + " sets it when Alloy runs";
    SourceLocation at = component.location();
    Optional<String> job = Exporters.jobOf(component.name());
    Map<String, Setting<String>> labels = new LinkedHashMap<>();
    labels.put("__address__", Setting.unknown(component.id() + " is asked inside Alloy", at));
    labels.put("__metrics_path__", Setting.unknown(because, at));
    labels.put("__meta_component_name", Setting.byDefault(component.name()));
    labels.put("__meta_component_id", Setting.byDefault(component.id()));
    labels.put("instance", Setting.unknown(because, at));
    labels.put(
        "job",
        job.<Setting<String>>map(Setting::byDefault).orElseGet(() -> Setting.unknown(because, at)));
    return new Target(labels, at, component, false, job.isEmpty());
  }

  private void addRelabeled(Component component) {
    Optional<Value> inner = component.section().get("targets");
    if (inner.isEmpty()) {
      return;
    }
    int before = found.size();
    add(inner.get());
    List<Target> incoming = new ArrayList<>(found.subList(before, found.size()));
    found.subList(before, found.size()).clear();
    Optional<Relabeling> rules =
        RelabelBlocks.together(component.id(), component.section().all("rule"));
    for (Target target : incoming) {
      boolean allKnown =
          target.labels().values().stream().allMatch(label -> label.value().isPresent());
      boolean decidable = rules.isPresent() && rules.get().problems().isEmpty() && allKnown;
      if (target.isDiscovered() || target.exporter() != null) {
        relabeledAsShape(target, component).ifPresent(found::add);
      } else if (decidable) {
        relabeled(target, rules.get()).ifPresent(found::add);
      } else {
        open.add(component.id() + " relabels targets that only a running Alloy knows");
      }
    }
  }

  private static Optional<Target> relabeled(Target target, Relabeling rules) {
    Map<String, String> labels = new TreeMap<>();
    target.labels().forEach((name, label) -> labels.put(name, label.value().orElse("")));
    return rules
        .apply(labels)
        .map(
            after -> {
              Map<String, Setting<String>> settings = new LinkedHashMap<>();
              after.forEach(
                  (name, value) -> {
                    Setting<String> old = target.labels().get(name);
                    boolean same = old != null && old.value().filter(value::equals).isPresent();
                    settings.put(
                        name, same && old != null ? old : Setting.known(value, target.location()));
                  });
              return new Target(settings, target.location(), null, false, false);
            });
  }

  /** Some labels of a discovered target are not known; what rules make of it may still be. */
  private static Optional<Target> relabeledAsShape(Target target, Component component) {
    SeriesShape.Builder shape = TargetShapes.nameless();
    target
        .labels()
        .forEach(
            (name, value) ->
                shape.label(name, value.value().map(LabelDomain::value).orElse(LabelDomain.any())));
    List<SeriesShape> after =
        TargetShapes.relabeled(shape.build(), component.id(), component.section().all("rule"));
    return after.stream()
        .findFirst()
        .map(
            left -> {
              Map<String, Setting<String>> settings = new LinkedHashMap<>();
              left.labels().forEach((name, domain) -> put(name, domain, target, settings));
              return new Target(
                  settings,
                  target.location(),
                  target.exporter(),
                  target.isDiscovered(),
                  left.isOpen() || target.isOpen());
            });
  }

  private static void put(
      String name, LabelDomain domain, Target target, Map<String, Setting<String>> into) {
    if (domain.presence() == Presence.NEVER) {
      return;
    }
    Setting<String> old = target.labels().get(name);
    Optional<String> value = domain.single();
    if (value.isEmpty()) {
      into.put(name, Setting.unknown("it follows from what Docker tells", target.location()));
    } else if (old != null && old.value().equals(value)) {
      into.put(name, old);
    } else {
      into.put(name, Setting.known(value.get(), target.location()));
    }
  }
}
