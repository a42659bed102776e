package com.scanium.sightline.alloy.check;

import com.scanium.sightline.alloy.check.Defect.Basis;
import com.scanium.sightline.alloy.check.Defect.Phase;
import com.scanium.sightline.alloy.component.Catalogue;
import com.scanium.sightline.alloy.component.Component;
import com.scanium.sightline.alloy.component.ValueType;
import com.scanium.sightline.alloy.graph.ComponentGraph;
import com.scanium.sightline.alloy.graph.EdgeType;
import com.scanium.sightline.alloy.graph.Flow;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds data that is collected and reaches no write, and components that wait for data which nobody
 * sends. Custom and unknown components may do anything, so they are good ends and good sources.
 */
final class DeadEnds {
  private final Catalogue catalogue;
  private final ComponentGraph graph;
  private final Set<String> mentioned;

  /** The signals that leave a component on a way to an end. */
  private final Map<String, Set<EdgeType>> good = new HashMap<>();

  private final List<Defect> found = new ArrayList<>();

  private DeadEnds(Catalogue catalogue, ComponentGraph graph, Set<String> mentioned) {
    this.catalogue = catalogue;
    this.graph = graph;
    this.mentioned = mentioned;
  }

  /**
   * @param mentioned the ids of the components that anything refers to, loops and configuration
   *     blocks included
   */
  static List<Defect> of(Catalogue catalogue, ComponentGraph graph, Set<String> mentioned) {
    DeadEnds ends = new DeadEnds(catalogue, graph, mentioned);
    ends.walkBack();
    graph.components().values().forEach(ends::judge);
    return ends.found;
  }

  private enum Role {
    /** Collects data and sends it on. */
    SOURCE,
    /** Gets data and sends it on. */
    PROCESSOR,
    /** Gets data and keeps it, or writes it outside. */
    END,
    /** Neither gets nor sends data. */
    NONE,
    /** Nobody knows. */
    OPAQUE
  }

  private Role role(Component component) {
    Optional<Catalogue.Entry> entry = catalogue.component(component.name());
    if (entry.isEmpty()) {
      return Role.OPAQUE;
    }
    boolean sends = entry.get().accepts().stream().anyMatch(DeadEnds::isReceiver);
    boolean receives = entry.get().exports().values().stream().anyMatch(ValueType::isReceiver);
    if (sends) {
      return receives ? Role.PROCESSOR : Role.SOURCE;
    }
    return receives ? Role.END : Role.NONE;
  }

  private static boolean isReceiver(String accepted) {
    return ValueType.parse(accepted).isReceiver();
  }

  /** From the ends against the flow: which signals of which component arrive. */
  private void walkBack() {
    Deque<Flow> open = new ArrayDeque<>();
    for (Component component : graph.components().values()) {
      Role role = role(component);
      if (role == Role.END || role == Role.OPAQUE) {
        open.addAll(graph.flowsTo(component.id()));
      }
    }
    while (!open.isEmpty()) {
      Flow flow = open.poll();
      Set<EdgeType> signals =
          good.computeIfAbsent(flow.from(), any -> EnumSet.noneOf(EdgeType.class));
      if (!flow.type().isSignal() || !signals.add(flow.type())) {
        continue;
      }
      boolean makesOthers = flow.from().startsWith("otelcol.connector.");
      graph.flowsTo(flow.from()).stream()
          .filter(before -> makesOthers || before.type() == flow.type())
          .forEach(open::add);
    }
  }

  private void judge(Component component) {
    String id = component.id();
    Role role = role(component);
    boolean isFed = mentioned.contains(id);
    if (role == Role.SOURCE) {
      source(component);
    } else if (role == Role.PROCESSOR || role == Role.END) {
      if (!isFed) {
        noInput(component, role);
      } else if (role == Role.PROCESSOR && isFedByNobodyKnown(id) && goodOf(id).isEmpty()) {
        found.add(deadEnd(component, "what " + id + " gets reaches no write", List.of()));
      }
    }
  }

  private Set<EdgeType> goodOf(String id) {
    return good.getOrDefault(id, Set.of());
  }

  /** Whether no component of the graph sends to it, only a loop or an unknown one. */
  private boolean isFedByNobodyKnown(String id) {
    return graph.flowsTo(id).stream()
        .filter(flow -> flow.type().isSignal())
        .map(Flow::from)
        .allMatch(
            from -> graph.component(from).map(this::role).filter(Role.OPAQUE::equals).isPresent());
  }

  private void source(Component component) {
    String id = component.id();
    List<Flow> leaving =
        graph.flowsFrom(id).stream().filter(flow -> flow.type().isSignal()).toList();
    if (leaving.isEmpty()) {
      // one that offers targets too may be used for these alone
      boolean offersTargets =
          graph.flowsFrom(id).stream().anyMatch(flow -> flow.type() == EdgeType.TARGETS);
      if (!offersTargets) {
        found.add(deadEnd(component, "what " + id + " collects reaches no write", List.of()));
      }
      return;
    }
    Set<EdgeType> lost = EnumSet.noneOf(EdgeType.class);
    leaving.forEach(flow -> lost.add(flow.type()));
    lost.removeAll(goodOf(id));
    for (EdgeType signal : lost) {
      found.add(
          deadEnd(
              component,
              "the " + signal.word() + " of " + id + " reach no write",
              ends(id, signal)));
    }
  }

  /** Where a lost signal ends. */
  private List<String> ends(String id, EdgeType signal) {
    Set<String> seen = new HashSet<>(Set.of(id));
    List<String> ends = new ArrayList<>();
    Deque<String> open = new ArrayDeque<>(List.of(id));
    while (!open.isEmpty() && ends.size() < 3) {
      String at = open.poll();
      List<Flow> onward =
          graph.flowsFrom(at).stream().filter(flow -> flow.type() == signal).toList();
      if (onward.isEmpty()) {
        ends.add("they end at " + at);
      }
      onward.stream().map(Flow::to).filter(seen::add).forEach(open::add);
    }
    return ends;
  }

  private static Defect deadEnd(Component component, String message, List<String> evidence) {
    return Defect.of("alloy/dead-end", Phase.ADVICE, component.location())
        .message(message)
        .basis(Basis.FILES)
        .evidence(evidence)
        .fix("forward it to a component that writes, or remove it")
        .build();
  }

  private void noInput(Component component, Role role) {
    String id = component.id();
    boolean hangs = role == Role.PROCESSOR && goodOf(id).isEmpty();
    found.add(
        Defect.of("alloy/no-input", Phase.ADVICE, component.location())
            .message(
                role == Role.END
                    ? "nobody sends anything to " + id
                    : id + " hangs in mid-air: nobody sends anything to it")
            .evidence(hangs ? List.of("and what it would send reaches no write") : List.of())
            .fix("let a component forward to it, or remove it")
            .build());
  }
}
