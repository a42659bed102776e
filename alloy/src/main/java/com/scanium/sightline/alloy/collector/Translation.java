package com.scanium.sightline.alloy.collector;

import com.scanium.sightline.alloy.component.Component;
import com.scanium.sightline.alloy.component.Section;
import com.scanium.sightline.alloy.graph.ComponentGraph;
import com.scanium.sightline.finding.NotChecked;
import com.scanium.sightline.port.Receiver;
import com.scanium.sightline.port.ScrapeJob;
import com.scanium.sightline.port.WriteEndpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A configuration in core's words. Immutable.
 *
 * @param scrapeJobs the scrape configurations, in the order of the files
 * @param receivers what brings telemetry in, in the order of the files
 * @param writes every endpoint, in the order of the files
 * @param notChecked components that are not understood
 */
public record Translation(
    List<ScrapeJob> scrapeJobs,
    List<Receiver> receivers,
    List<WriteEndpoint> writes,
    List<NotChecked> notChecked) {
  /** Takes copies of the lists. */
  public Translation {
    scrapeJobs = List.copyOf(scrapeJobs);
    receivers = List.copyOf(receivers);
    writes = List.copyOf(writes);
    notChecked = List.copyOf(notChecked);
  }

  /**
   * Translates the components of one instance.
   *
   * @param opaque blocks whose inside is not seen; any of them may scrape and deliver anything
   */
  public static Translation of(ComponentGraph graph, List<Section> opaque) {
    Writes writes = new Writes();
    Paths paths = new Paths(graph, writes);
    Scrapes scrapes = new Scrapes(graph, paths);
    Receivers doors = new Receivers(paths);
    List<ScrapeJob> jobs = new ArrayList<>();
    List<Receiver> receivers = new ArrayList<>();
    List<NotChecked> notChecked = new ArrayList<>();
    for (Section block : opaque) {
      Component hidden = Component.of(block);
      jobs.add(Scrapes.hidden(hidden));
      notChecked.add(notModelled(hidden));
    }
    for (Component component : graph.components().values()) {
      if (opaque.contains(component.section())) {
        continue;
      }
      Optional<Receiver> receiver = doors.of(component);
      if (component.name().equals("prometheus.scrape")) {
        jobs.add(scrapes.scrape(component));
      } else if (component.name().startsWith("prometheus.operator.")) {
        jobs.add(scrapes.selfDiscovering(component));
      } else if (receiver.isPresent()) {
        receivers.add(receiver.get());
      } else if (!isUnderstood(component)) {
        notChecked.add(notModelled(component));
      }
      if (component.name().equals("mimir.rules.kubernetes")) {
        jobs.add(Scrapes.hidden(component)); // recording rules make series of any name
      }
    }
    List<WriteEndpoint> endpoints = new ArrayList<>();
    for (Component component : graph.components().values()) {
      if (Writes.isWrite(component)) {
        endpoints.addAll(writes.all(component));
      }
    }
    return new Translation(jobs, receivers, endpoints, notChecked);
  }

  private static NotChecked notModelled(Component component) {
    return new NotChecked(
        "component",
        component.location().toString(),
        component.id() + ": what " + component.name() + " does is not modelled");
  }

  /** Whether a component is modelled, or does nothing to telemetry that others would notice. */
  private static boolean isUnderstood(Component component) {
    String name = component.name();
    return Writes.isWrite(component)
        || name.startsWith("discovery.")
        || name.startsWith("prometheus.exporter.")
        || name.startsWith("local.")
        || name.startsWith("remote.")
        || name.startsWith("otelcol.auth.")
        || switch (name) {
          case "prometheus.relabel",
              "prometheus.echo",
              "loki.echo",
              "otelcol.exporter.prometheus",
              "otelcol.exporter.debug",
              "otelcol.processor.batch",
              "otelcol.processor.memory_limiter",
              "otelcol.processor.probabilistic_sampler",
              "otelcol.processor.tail_sampling" ->
              true;
          default -> false;
        };
  }
}
