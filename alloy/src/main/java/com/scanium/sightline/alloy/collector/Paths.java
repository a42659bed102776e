package com.scanium.sightline.alloy.collector;

import com.scanium.sightline.alloy.component.Component;
import com.scanium.sightline.alloy.component.Section;
import com.scanium.sightline.alloy.eval.Value;
import com.scanium.sightline.alloy.graph.ComponentGraph;
import com.scanium.sightline.port.DeliveryPath;
import com.scanium.sightline.port.Signal;
import com.scanium.sightline.port.Stage;
import com.scanium.sightline.port.WriteEndpoint;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Follows telemetry from where it enters to where it leaves Alloy. */
final class Paths {
  /** More ways than that from one place are not told apart: they lead into the unknown. */
  private static final int MAX_PATHS = 1_000;

  private final ComponentGraph graph;
  private final Writes writes;

  Paths(ComponentGraph graph, Writes writes) {
    this.graph = graph;
    this.writes = writes;
  }

  /**
   * The ways of the series that a component forwards. Without its {@code forward_to}, which Alloy
   * requires, nobody can say where they go.
   */
  List<DeliveryPath> forwardedBy(Component component) {
    Optional<Value> receivers = component.section().get("forward_to");
    return receivers.isPresent()
        ? follow(Signal.METRICS, receivers)
        : List.of(DeliveryPath.intoUnknown(component.id() + " has no forward_to", List.of()));
  }

  /**
   * The ways of a signal that is sent to these receivers or consumers; none when there are none.
   */
  List<DeliveryPath> follow(Signal signal, Optional<Value> receivers) {
    Walk walk = new Walk(signal);
    receivers.ifPresent(walk::into);
    return List.copyOf(walk.found);
  }

  /** The ways of a signal behind the {@code output} block of a component. */
  List<DeliveryPath> behindOutput(Signal signal, Component component) {
    return follow(signal, output(component, signal));
  }

  private static Optional<Value> output(Component component, Signal signal) {
    return component
        .section()
        .first("output")
        .flatMap(output -> output.get(signal.name().toLowerCase(Locale.ROOT)));
  }

  private final class Walk {
    private final Signal signal;
    private final List<DeliveryPath> found = new ArrayList<>();
    private final List<Stage> stages = new ArrayList<>();
    private final Set<String> underWay = new LinkedHashSet<>();

    Walk(Signal signal) {
      this.signal = signal;
    }

    void into(Value receivers) {
      if (receivers instanceof Value.Array array) {
        array.elements().forEach(this::into);
      } else if (receivers instanceof Value.Joined joined) {
        joined.parts().forEach(this::into);
      } else if (receivers instanceof Value.Reference reference) {
        Optional<Component> component =
            graph.target(reference.path()).flatMap(target -> graph.component(target.id()));
        if (component.isPresent()) {
          enter(component.get());
        } else {
          unknown(reference.path());
        }
      } else {
        unknown(Settings.whyUnknown(receivers));
      }
    }

    private void enter(Component component) {
      if (found.size() >= MAX_PATHS) {
        unknown("more than " + MAX_PATHS + " ways");
        return;
      }
      if (!underWay.add(component.id())) {
        return; // a cycle: Alloy refuses it
      }
      int before = stages.size();
      through(component);
      stages.subList(before, stages.size()).clear();
      underWay.remove(component.id());
    }

    private void through(Component component) {
      Section section = component.section();
      if (Writes.isWrite(component)) {
        for (WriteEndpoint endpoint : writes.of(component, signal)) {
          found.add(DeliveryPath.to(endpoint, stages));
        }
        return;
      }
      switch (component.name()) {
        // ends that only print
        case "prometheus.echo", "loki.echo", "otelcol.exporter.debug" -> {}
        case "prometheus.relabel" -> {
          stages.addAll(RelabelBlocks.stages(component.id(), section.all("rule")));
          next(section.get("forward_to"));
        }
        case "loki.relabel" -> {
          stages.addAll(RelabelBlocks.stages(component.id(), section.all("rule")));
          next(section.get("forward_to"));
        }
        case "loki.process" -> {
          stages.addAll(LogStages.of(component.id(), section));
          next(section.get("forward_to"));
        }
        // hides secrets in lines; the labels stay
        case "loki.secretfilter" -> next(section.get("forward_to"));
        case "loki.enrich" -> {
          stages.add(new AnyLabelsStage(component.id(), component.location()));
          next(section.get("forward_to"));
        }
        case "prometheus.enrich" -> {
          stages.add(new AnyLabelsStage(component.id(), component.location()));
          next(section.get("forward_to"));
        }
        case "otelcol.exporter.prometheus" -> {
          stages.add(OtlpNamesStage.of(component));
          next(section.get("forward_to"));
        }
        case "otelcol.exporter.loki" -> {
          stages.add(new LokiExporterStage(component.id(), component.location()));
          next(section.get("forward_to"));
        }
        default -> throughOther(component);
      }
    }

    private void throughOther(Component component) {
      boolean passesOn =
          component.name().equals("otelcol.receiver.prometheus")
              || component.name().equals("otelcol.receiver.loki");
      if (OtelProcessors.isProcessor(component)) {
        stages.addAll(OtelProcessors.stages(component, signal));
        next(output(component, signal));
      } else if (passesOn) {
        stages.add(new OpenStage(component.id(), component.location()));
        next(output(component, signal));
      } else {
        unknown(component.id());
      }
    }

    private void next(Optional<Value> receivers) {
      receivers.ifPresent(this::into);
    }

    private void unknown(String what) {
      if (found.size() <= MAX_PATHS) {
        found.add(DeliveryPath.intoUnknown(what, stages));
      }
    }
  }
}
