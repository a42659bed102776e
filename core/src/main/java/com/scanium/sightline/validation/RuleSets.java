package com.scanium.sightline.validation;

import com.scanium.sightline.pipeline.Pipeline;
import com.scanium.sightline.port.Collector;
import com.scanium.sightline.port.Dashboards;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Finds the rules on the path. */
public final class RuleSets {
  private RuleSets() {}

  /**
   * Every rule set on the path, sorted by layer and class name.
   *
   * @throws java.util.ServiceConfigurationError when a registered rule set cannot be made
   */
  public static List<RuleSet> onPath() {
    List<RuleSet> found = new ArrayList<>();
    ServiceLoader.load(RuleSet.class, RuleSet.class.getClassLoader()).forEach(found::add);
    found.sort(
        Comparator.comparing(RuleSet::layer).thenComparing(rules -> rules.getClass().getName()));
    return List.copyOf(found);
  }

  static List<RuleSet> load(List<RuleSet> further, Pipeline pipeline) {
    List<RuleSet> all = new ArrayList<>(onPath());
    all.addAll(further);
    refuseSameIds(all);
    refuseMissingLayers(all, pipeline);
    return List.copyOf(all);
  }

  private static void refuseSameIds(List<RuleSet> all) {
    Map<String, Rule<?>> byId = new HashMap<>();
    for (RuleSet rules : all) {
      for (Rule<?> rule : rules.rules()) {
        Rule<?> other = byId.put(rule.id(), rule);
        if (other != null) {
          throw new IllegalStateException(
              "two rules are called "
                  + rule.id()
                  + ": "
                  + other.getClass().getName()
                  + " and "
                  + rule.getClass().getName());
        }
      }
    }
  }

  /** A part without rules for it would look healthy because nobody looked. */
  private static void refuseMissingLayers(List<RuleSet> all, Pipeline pipeline) {
    Set<String> wanted = new TreeSet<>();
    pipeline.collectors().stream().map(Collector::layer).forEach(wanted::add);
    pipeline.dashboards().stream().map(Dashboards::layer).forEach(wanted::add);
    pipeline.store().ifPresent(store -> wanted.add(store.layer()));
    Set<String> present = all.stream().map(RuleSet::layer).collect(Collectors.toSet());
    wanted.removeAll(present);
    if (!wanted.isEmpty()) {
      throw new IllegalStateException(
          "no rules on the path for "
              + String.join(", ", wanted)
              + ": is the module there, and its service file?");
    }
  }
}
