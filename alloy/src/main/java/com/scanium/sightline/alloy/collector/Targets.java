package com.scanium.sightline.alloy.collector;

import com.scanium.sightline.alloy.component.Component;
import com.scanium.sightline.alloy.eval.Value;
import com.scanium.sightline.alloy.graph.ComponentGraph;
import com.scanium.sightline.port.Setting;
import com.scanium.sightline.signal.Relabeling;
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
  private final Set<String> underWay = new LinkedHashSet<>();
  private final List<Target> found = new ArrayList<>();
  private final Set<String> open = new LinkedHashSet<>();

  private Targets(ComponentGraph graph) {
    this.graph = graph;
  }

  /**
   * One target.
   *
   * @param labels its labels with the meta labels
   * @param location where it is written
   * @param exporter the component in Alloy's own process that answers; null for any other target
   */
  record Target(
      Map<String, Setting<String>> labels, SourceLocation location, @Nullable Component exporter) {}

  /**
   * A list of targets.
   *
   * @param known the targets that the files tell
   * @param open what finds further ones, each in a few words
   */
  record Resolved(List<Target> known, Set<String> open) {}

  static Resolved resolve(Value targets, ComponentGraph graph) {
    Targets walk = new Targets(graph);
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
      found.add(new Target(labels, value.origin().location(), null));
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
      found.add(new Target(Map.of(), component.location(), component));
      return;
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
      boolean decidable =
          rules.isPresent()
              && rules.get().problems().isEmpty()
              && allKnown
              && target.exporter() == null;
      if (decidable) {
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
              return new Target(settings, target.location(), null);
            });
  }
}
