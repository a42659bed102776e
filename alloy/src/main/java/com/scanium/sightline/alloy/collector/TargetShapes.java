package com.scanium.sightline.alloy.collector;

import com.scanium.sightline.alloy.component.Component;
import com.scanium.sightline.alloy.component.Section;
import com.scanium.sightline.alloy.eval.Value;
import com.scanium.sightline.alloy.graph.ComponentGraph;
import com.scanium.sightline.regex.Regex;
import com.scanium.sightline.signal.LabelDomain;
import com.scanium.sightline.signal.RelabelAction;
import com.scanium.sightline.signal.RelabelDialect;
import com.scanium.sightline.signal.RelabelRule;
import com.scanium.sightline.signal.Relabeling;
import com.scanium.sightline.signal.SeriesShape;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Lists of targets as shapes of their labels, meta labels included: what is known even of targets
 * that only a running Alloy finds.
 *
 * <p>A discovery gives meta labels only, whose names all begin with {@code __}; such labels may be
 * there without being listed, and only a {@code labelmap} makes other labels of them.
 */
final class TargetShapes {
  /** More shapes than that are joined to one. */
  private static final int MAX_SHAPES = 200;

  private static final Regex META = Regex.anchored("__.*").orElseThrow();

  /** These take labels from files or from others' answers: any name is possible. */
  private static final Set<String> FREE =
      Set.of("discovery.file", "discovery.http", "discovery.process", "discovery.kubelet");

  private final ComponentGraph graph;
  private final Set<String> underWay = new LinkedHashSet<>();
  private final List<SeriesShape> shapes = new ArrayList<>();

  private TargetShapes(ComponentGraph graph) {
    this.graph = graph;
  }

  /** The shapes of all targets of a list; labels that begin with {@code __} may be unlisted. */
  static List<SeriesShape> of(Value targets, ComponentGraph graph) {
    TargetShapes walk = new TargetShapes(graph);
    walk.add(targets);
    return walk.shapes;
  }

  /** What a target becomes once its meta labels are gone, as when a source begins to read it. */
  static SeriesShape withoutMeta(SeriesShape target) {
    SeriesShape.Builder left = target.toBuilder();
    target.labels().keySet().stream()
        .filter(label -> label.startsWith("__"))
        .forEach(label -> left.label(label, LabelDomain.absent()));
    return left.build();
  }

  private void add(Value value) {
    if (shapes.size() > MAX_SHAPES) {
      shapes.add(anything());
    } else if (value instanceof Value.Array array) {
      array.elements().forEach(this::add);
    } else if (value instanceof Value.Joined joined) {
      joined.parts().forEach(this::add);
    } else if (value instanceof Value.Fields fields) {
      SeriesShape.Builder shape = nameless();
      fields.fields().forEach((name, label) -> shape.label(name, domain(label)));
      shapes.add(shape.build());
    } else if (value instanceof Value.Reference reference) {
      addExport(reference);
    } else {
      shapes.add(anything());
    }
  }

  private static LabelDomain domain(Value value) {
    return Settings.text(value).value().map(LabelDomain::value).orElse(LabelDomain.unknown());
  }

  static SeriesShape.Builder nameless() {
    return SeriesShape.builder(LabelDomain.absent());
  }

  static SeriesShape anything() {
    return nameless().open().build();
  }

  private void addExport(Value.Reference reference) {
    Optional<Component> found =
        graph.target(reference.path()).flatMap(target -> graph.component(target.id()));
    if (found.isEmpty() || !underWay.add(found.get().id())) {
      shapes.add(anything());
      return;
    }
    Component component = found.get();
    Section section = component.section();
    String name = component.name();
    if (name.equals("discovery.relabel") || name.equals("local.file_match")) {
      int before = shapes.size();
      section
          .get(name.equals("discovery.relabel") ? "targets" : "path_targets")
          .ifPresent(this::add);
      List<SeriesShape> incoming = new ArrayList<>(shapes.subList(before, shapes.size()));
      shapes.subList(before, shapes.size()).clear();
      for (SeriesShape target : incoming) {
        if (name.equals("discovery.relabel")) {
          shapes.addAll(relabeled(target, component.id(), section.all("rule")));
        } else {
          // the pattern becomes the paths of the files that it fits
          shapes.add(target.toBuilder().label("__path__", LabelDomain.any()).build());
        }
      }
    } else if (name.startsWith("discovery.") && !FREE.contains(name)) {
      shapes.add(discovered(name));
    } else {
      shapes.add(anything());
    }
    underWay.remove(component.id());
  }

  private static SeriesShape discovered(String component) {
    SeriesShape.Builder shape = nameless().label("__address__", LabelDomain.any());
    if (component.equals("discovery.docker")) {
      DockerDiscovery.ALWAYS.forEach(label -> shape.label(label, LabelDomain.any()));
      DockerDiscovery.SOMETIMES.forEach(label -> shape.label(label, LabelDomain.unknown()));
    }
    return shape.build();
  }

  /** What rules make of a target; nothing when they drop it. */
  static List<SeriesShape> relabeled(SeriesShape target, String component, List<Section> blocks) {
    SeriesShape shape = target;
    for (Section block : blocks) {
      Optional<RelabelRule> known = RelabelBlocks.rule(block);
      if (known.isEmpty() || known.get().problem(RelabelDialect.ALLOY).isPresent()) {
        return List.of(anything());
      }
      RelabelRule rule = known.get();
      SeriesShape.Builder listed = shape.toBuilder();
      Map<String, LabelDomain> labels = new TreeMap<>(shape.labels());
      List<String> looked = new ArrayList<>(rule.sourceLabels());
      looked.add(rule.targetLabel());
      for (String label : looked) {
        if (label.startsWith("__") && !labels.containsKey(label) && !isWritten(target)) {
          listed.label(label, LabelDomain.unknown());
        }
      }
      boolean copiesUnlisted =
          rule.action() == RelabelAction.LABELMAP
              && !isWritten(target)
              && !rule.regex().orElseThrow().isDisjoint(META);
      if (copiesUnlisted) {
        listed.open();
      }
      Optional<SeriesShape> after =
          Relabeling.of(List.of(rule), RelabelDialect.ALLOY, component)
              .apply(listed.build())
              .remaining();
      if (after.isEmpty()) {
        return List.of();
      }
      shape = after.get();
    }
    return List.of(shape);
  }

  /** Whether somebody wrote the target down: then there are no unlisted meta labels. */
  private static boolean isWritten(SeriesShape target) {
    return !target.isOpen()
        && target.labels().values().stream().allMatch(domain -> domain.single().isPresent());
  }
}
