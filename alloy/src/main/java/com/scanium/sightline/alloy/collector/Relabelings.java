package com.scanium.sightline.alloy.collector;

import com.scanium.sightline.alloy.component.Component;
import com.scanium.sightline.alloy.component.ComponentRelabeling;
import com.scanium.sightline.alloy.component.Section;
import com.scanium.sightline.alloy.eval.Value;
import com.scanium.sightline.alloy.graph.ComponentGraph;
import com.scanium.sightline.signal.RelabelDialect;
import com.scanium.sightline.signal.RelabelRule;
import com.scanium.sightline.signal.Relabeling;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All relabel rules of a configuration, wherever they stand. */
public final class Relabelings {
  /** The blocks that are relabel rules; {@code rule} means something else elsewhere. */
  private static final Set<String> EVERYWHERE =
      Set.of("write_relabel_config", "relabel_config", "metric_relabel_config");

  private final ComponentGraph graph;
  private final List<ComponentRelabeling> found = new ArrayList<>();

  private Relabelings(ComponentGraph graph) {
    this.graph = graph;
  }

  /** The lists of rules in the order of the files. */
  public static List<ComponentRelabeling> of(ComponentGraph graph) {
    Relabelings all = new Relabelings(graph);
    for (Component component : graph.components().values()) {
      all.search(component, component.section(), component.id());
    }
    return List.copyOf(all.found);
  }

  private void search(Component component, Section section, String name) {
    List<Section> rules = new ArrayList<>();
    Map<String, Integer> seen = new TreeMap<>();
    for (Section block : section.all()) {
      boolean isRule =
          EVERYWHERE.contains(block.name())
              || (block.name().equals("rule") && takesRules(component.name()));
      if (isRule) {
        rules.add(block);
      } else {
        int number = seen.merge(block.name(), 1, Integer::sum);
        boolean several = section.all(block.name()).size() > 1;
        search(component, block, name + " " + block.name() + (several ? " " + number : ""));
      }
    }
    if (!rules.isEmpty() || (section == component.section() && isRelabel(component.name()))) {
      found.add(relabeling(component, section, name, rules));
    }
  }

  private static boolean takesRules(String component) {
    return isRelabel(component) || component.startsWith("prometheus.operator.");
  }

  private static boolean isRelabel(String component) {
    return component.endsWith(".relabel");
  }

  private ComponentRelabeling relabeling(
      Component component, Section section, String name, List<Section> blocks) {
    List<RelabelRule> rules = new ArrayList<>();
    String unknown = null;
    for (Section block : blocks) {
      Optional<RelabelRule> rule = RelabelBlocks.rule(block);
      if (rule.isEmpty()) {
        unknown =
            "rule " + (rules.size() + 1) + " at " + block.location() + ": " + whyUnknown(block);
        break;
      }
      rules.add(rule.get());
    }
    return new ComponentRelabeling(
        component.id(),
        section.location(),
        Relabeling.of(rules, RelabelDialect.ALLOY, name),
        unknown,
        targets(component));
  }

  private static String whyUnknown(Section rule) {
    for (String attribute :
        List.of(
            "source_labels",
            "action",
            "separator",
            "regex",
            "target_label",
            "replacement",
            "modulus")) {
      String why = rule.get(attribute).map(Relabelings::unknownPart).orElse(null);
      if (why != null) {
        return attribute + " is not known: " + why;
      }
    }
    return "a value is not known";
  }

  private static @Nullable String unknownPart(Value value) {
    if (value instanceof Value.Array array) {
      return array.elements().stream()
          .map(Relabelings::unknownPart)
          .filter(why -> why != null)
          .findFirst()
          .orElse(null);
    }
    boolean isPlain = value instanceof Value.Text || value instanceof Value.Numeric;
    return isPlain ? null : Settings.whyUnknown(value);
  }

  private List<Map<String, String>> targets(Component component) {
    Optional<Value> targets = component.section().get("targets");
    if (!component.name().equals("discovery.relabel") || targets.isEmpty()) {
      return List.of();
    }
    List<Map<String, String>> known = new ArrayList<>();
    for (Targets.Target target : Targets.resolve(targets.get(), graph).known()) {
      Map<String, String> labels = new TreeMap<>();
      target.labels().forEach((label, value) -> labels.put(label, value.value().orElse("")));
      boolean isWhole =
          target.exporter() == null
              && target.labels().values().stream().allMatch(label -> label.value().isPresent());
      if (isWhole) {
        known.add(labels);
      }
    }
    return known;
  }
}
