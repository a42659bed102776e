package com.scanium.sightline.alloy.collector;

import com.scanium.sightline.alloy.component.Component;
import com.scanium.sightline.alloy.component.Section;
import com.scanium.sightline.alloy.eval.Value;
import com.scanium.sightline.alloy.graph.ComponentGraph;
import com.scanium.sightline.network.NetworkTopology;
import com.scanium.sightline.port.DeliveryPath;
import com.scanium.sightline.port.ScrapeJob;
import com.scanium.sightline.port.ScrapeTarget;
import com.scanium.sightline.port.Setting;
import com.scanium.sightline.text.SourceLocation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code prometheus.scrape} as scrape jobs.
 *
 * @see <a
 *     href="https://grafana.com/docs/alloy/latest/reference/components/prometheus/prometheus.scrape/">Grafana
 *     Alloy: prometheus.scrape</a>
 */
final class Scrapes {
  private static final Duration DEFAULT_INTERVAL = Duration.ofMinutes(1);

  private static final String PARAMETER = "__param_";
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

  private final ComponentGraph graph;
  private final NetworkTopology network;
  private final Paths paths;

  Scrapes(ComponentGraph graph, NetworkTopology network, Paths paths) {
    this.graph = graph;
    this.network = network;
    this.paths = paths;
  }

  ScrapeJob scrape(Component component) {
    Section section = component.section();
    ScrapeJob.Builder job =
        ScrapeJob.of(component.id(), component.location())
            .interval(Settings.duration(section, "scrape_interval", DEFAULT_INTERVAL))
            .timeout(Settings.duration(section, "scrape_timeout", DEFAULT_TIMEOUT))
            .honorLabels(Settings.bool(section, "honor_labels", false))
            .honorTimestamps(Settings.bool(section, "honor_timestamps", true))
            .extraMetrics(Settings.bool(section, "extra_metrics", false))
            .sampleLimit(Settings.number(section, "sample_limit", 0))
            .nativeHistograms(Settings.bool(section, "scrape_native_histograms", false))
            .paths(paths.forwardedBy(component));
    Optional<Value> targets = section.get("targets");
    if (targets.isPresent()) {
      Targets.Resolved resolved = Targets.resolve(targets.get(), graph, network);
      List<ScrapeTarget> known = new ArrayList<>();
      resolved.known().forEach(target -> known.add(target(component, target)));
      job.targets(known);
      if (!resolved.open().isEmpty()) {
        job.openTargets(String.join("; ", resolved.open()));
      }
    }
    return job.build();
  }

  /** A component that finds and scrapes its targets by itself, such as a Kubernetes operator's. */
  ScrapeJob selfDiscovering(Component component) {
    return ScrapeJob.of(component.id(), component.location())
        .interval(Setting.unknown(component.id() + " takes it from objects", component.location()))
        .honorLabels(
            Setting.unknown(component.id() + " takes it from objects", component.location()))
        .openTargets(component.id() + " finds targets when Alloy runs")
        .paths(paths.forwardedBy(component))
        .build();
  }

  /** A block whose inside is not seen: it may bring series of any name to any store. */
  static ScrapeJob hidden(Component component) {
    String because = "what " + component.id() + " does is not seen";
    return ScrapeJob.of(component.id(), component.location())
        .interval(Setting.unknown(because, component.location()))
        .honorLabels(Setting.unknown(because, component.location()))
        .nativeHistograms(Setting.unknown(because, component.location()))
        .openTargets(because)
        .paths(List.of(DeliveryPath.intoUnknown(component.id(), List.of())))
        .build();
  }

  private static ScrapeTarget target(Component component, Targets.Target target) {
    if (target.exporter() != null) {
      return exporter(component, target, target.exporter());
    }
    Section section = component.section();
    Map<String, Setting<String>> labels = target.labels();
    Setting<String> address = labels.getOrDefault("__address__", Setting.unset());
    SourceLocation location = address.location().orElse(target.location());
    ScrapeTarget.Builder built =
        ScrapeTarget.at(location)
            .discovered(target.isDiscovered())
            .open(target.isOpen())
            .address(address)
            .scheme(labels.getOrDefault("__scheme__", Settings.text(section, "scheme", "http")))
            .metricsPath(
                labels
                    .getOrDefault(
                        "__metrics_path__", Settings.text(section, "metrics_path", "/metrics"))
                    .map(path -> path.startsWith("/") ? path : "/" + path));
    labels.forEach(
        (name, value) -> {
          if (!name.startsWith("__")) {
            built.label(name, value);
          }
        });
    parameters(section, labels, built);
    if (!hasValue(labels, "job")) {
      built.label("job", jobName(component));
    }
    if (!hasValue(labels, "instance")) {
      built.label("instance", instance(address));
    }
    return built.build();
  }

  /** The URL's parameters; of several values only the first can be set by a label. */
  private static void parameters(
      Section section, Map<String, Setting<String>> labels, ScrapeTarget.Builder into) {
    if (section.get("params").orElse(null) instanceof Value.Fields params) {
      params
          .fields()
          .forEach(
              (name, values) -> {
                boolean isList = values instanceof Value.Array array && !array.elements().isEmpty();
                Value first = isList ? ((Value.Array) values).elements().get(0) : values;
                into.parameter(name, Settings.text(first));
              });
    }
    labels.forEach(
        (name, value) -> {
          if (name.startsWith(PARAMETER)) {
            into.parameter(name.substring(PARAMETER.length()), value);
          }
        });
  }

  private static boolean hasValue(Map<String, Setting<String>> labels, String name) {
    Setting<String> label = labels.get(name);
    return label != null && !label.value().filter(String::isEmpty).isPresent();
  }

  private static Setting<String> jobName(Component component) {
    Setting<String> name = Settings.text(component.section(), "job_name");
    boolean isSet = !name.isUnset() && !name.value().filter(String::isEmpty).isPresent();
    return isSet ? name : Setting.byDefault(component.id());
  }

  /** The address; releases differ on whether a port that is not written is added. */
  private static Setting<String> instance(Setting<String> address) {
    boolean hasPort = address.value().map(Scrapes::hasPort).orElse(true);
    return hasPort
        ? address
        : Setting.unknown(
            "whether the default port is added depends on the release",
            address.location().orElse(null));
  }

  private static boolean hasPort(String address) {
    int colon = address.lastIndexOf(':');
    String port = address.substring(colon + 1);
    return colon >= 0 && !port.isEmpty() && port.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** An exporter inside Alloy: it sets its own job and instance, and may set more. */
  private static ScrapeTarget exporter(
      Component scrape, Targets.Target target, Component exporter) {
    SourceLocation at = target.location();
    ScrapeTarget.Builder built =
        ScrapeTarget.at(at)
            .address(Setting.unknown(exporter.id() + " is asked inside Alloy", at))
            .scheme(Settings.text(scrape.section(), "scheme", "http"))
            .open(target.isOpen())
            .inProcess(Exporters.productOf(exporter.name()));
    target
        .labels()
        .forEach(
            (name, value) -> {
              if (!name.startsWith("__")) {
                built.label(name, value);
              }
            });
    if (!hasValue(target.labels(), "job")) {
      built.label("job", jobName(scrape));
    }
    return built.build();
  }
}
