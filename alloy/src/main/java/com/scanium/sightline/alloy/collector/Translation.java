package com.scanium.sightline.alloy.collector;

import com.scanium.sightline.alloy.component.Component;
import com.scanium.sightline.alloy.component.Section;
import com.scanium.sightline.alloy.graph.ComponentGraph;
import com.scanium.sightline.finding.NotChecked;
import com.scanium.sightline.network.NetworkTopology;
import com.scanium.sightline.port.Receiver;
import com.scanium.sightline.port.ScrapeJob;
import com.scanium.sightline.port.Signal;
import com.scanium.sightline.port.SilentSource;
import com.scanium.sightline.port.TelemetrySource;
import com.scanium.sightline.port.WriteEndpoint;
import com.scanium.sightline.text.SourceLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A configuration in core's words. Immutable.
 *
 * @param scrapeJobs the scrape configurations, in the order of the files
 * @param receivers what brings telemetry in, in the order of the files
 * @param sources log streams that are read and metrics that are made, in the order of the files
 * @param writes every endpoint, in the order of the files
 * @param silent sources that read nothing of what they are told to
 * @param unmodelled components that are not understood, or not whole
 */
public record Translation(
    List<ScrapeJob> scrapeJobs,
    List<Receiver> receivers,
    List<TelemetrySource> sources,
    List<SilentSource> silent,
    List<WriteEndpoint> writes,
    List<Unmodelled> unmodelled) {
  /** Takes copies of the lists. */
  public Translation {
    scrapeJobs = List.copyOf(scrapeJobs);
    receivers = List.copyOf(receivers);
    writes = List.copyOf(writes);
    sources = List.copyOf(sources);
    silent = List.copyOf(silent);
    unmodelled = List.copyOf(unmodelled);
  }

  /** The components that are not understood, as the report counts them. */
  public List<NotChecked> notChecked() {
    return unmodelled.stream().map(Unmodelled::notChecked).toList();
  }

  /**
   * A component whose effect is not known whole: whatever comes out of it is open.
   *
   * @param id the component
   * @param location its head, or the block in it that is not known
   * @param what what is not known, one clause
   */
  public record Unmodelled(String id, SourceLocation location, String what) {
    NotChecked notChecked() {
      return new NotChecked("component", location.toString(), id + ": " + what);
    }
  }

  /**
   * Translates the components of one instance.
   *
   * @param opaque blocks whose inside is not seen; any of them may scrape and deliver anything
   * @param logging the blocks that say where Alloy's own log goes
   * @param network the containers that discoveries find
   * @param version the release in use; null when it is not known
   */
  public static Translation of(
      ComponentGraph graph,
      List<Section> opaque,
      List<Section> logging,
      NetworkTopology network,
      @Nullable String version) {
    Writes writes = new Writes();
    Paths paths = new Paths(graph, writes);
    Scrapes scrapes = new Scrapes(graph, network, paths);
    LogSources logs = new LogSources(graph, paths);
    SpanMetrics spans = new SpanMetrics(paths, version);
    Receivers doors = new Receivers(paths, component -> spans.of(component).isPresent());
    List<ScrapeJob> jobs = new ArrayList<>();
    List<Receiver> receivers = new ArrayList<>();
    List<TelemetrySource> sources = new ArrayList<>();
    List<SilentSource> silent = new ArrayList<>();
    List<Unmodelled> unmodelled = new ArrayList<>();
    for (Section block : opaque) {
      Component hidden = Component.of(block);
      jobs.add(Scrapes.hidden(hidden));
      sources.add(LogSources.hidden(hidden));
      unmodelled.add(notModelled(hidden));
    }
    for (Section block : logging) {
      logs.ofAlloyItself(block).ifPresent(sources::add);
    }
    for (Component component : graph.components().values()) {
      if (opaque.contains(component.section())) {
        continue;
      }
      Optional<Receiver> receiver = doors.of(component);
      Optional<TelemetrySource> source = logs.of(component).or(() -> spans.of(component));
      source.ifPresent(sources::add);
      logs.silent(component).ifPresent(silent::add);
      receiver.ifPresent(receivers::add);
      if (component.name().equals("prometheus.scrape")) {
        jobs.add(scrapes.scrape(component));
      } else if (component.name().startsWith("prometheus.operator.")) {
        jobs.add(scrapes.selfDiscovering(component));
      } else if (component.name().equals("loki.process")) {
        for (Section stage : LogStages.unknown(component.section())) {
          unmodelled.add(
              new Unmodelled(
                  component.id(),
                  stage.location(),
                  "what " + stage.name() + " does is not modelled"));
        }
      } else if (receiver.isEmpty() && source.isEmpty() && !isUnderstood(component)) {
        unmodelled.add(notModelled(component));
      } else if (source.isPresent()
          && source.get().signal() == Signal.LOGS
          && !LogSources.isModelled(component)) {
        unmodelled.add(
            new Unmodelled(
                component.id(),
                component.location(),
                "which labels its streams have is not modelled"));
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
    return new Translation(jobs, receivers, sources, silent, endpoints, unmodelled);
  }

  private static Unmodelled notModelled(Component component) {
    return new Unmodelled(
        component.id(), component.location(), "what " + component.name() + " does is not modelled");
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
        || name.startsWith("otelcol.storage.")
        || (OtelProcessors.isProcessor(component) && OtelProcessors.isModelled(component))
        || switch (name) {
          case "prometheus.relabel",
              "prometheus.echo",
              "prometheus.enrich",
              "loki.echo",
              "loki.enrich",
              "loki.relabel",
              "loki.secretfilter",
              "otelcol.exporter.loki",
              "otelcol.exporter.prometheus",
              "otelcol.exporter.debug" ->
              true;
          default -> false;
        };
  }
}
