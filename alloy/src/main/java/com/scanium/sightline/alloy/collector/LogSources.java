package com.scanium.sightline.alloy.collector;

import com.scanium.sightline.alloy.component.Component;
import com.scanium.sightline.alloy.component.Section;
import com.scanium.sightline.alloy.eval.Value;
import com.scanium.sightline.alloy.graph.ComponentGraph;
import com.scanium.sightline.port.DeliveryPath;
import com.scanium.sightline.port.Lines;
import com.scanium.sightline.port.Signal;
import com.scanium.sightline.port.SilentSource;
import com.scanium.sightline.port.TelemetrySource;
import com.scanium.sightline.signal.LabelDomain;
import com.scanium.sightline.signal.Presence;
import com.scanium.sightline.signal.Provenance;
import com.scanium.sightline.signal.SeriesShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code loki.source.*}: the labels of the streams that Alloy reads.
 *
 * <p>All of them drop the labels that begin with {@code __} after their own {@code relabel_rules}.
 *
 * @see <a href="https://grafana.com/docs/alloy/latest/reference/components/loki/">Grafana Alloy:
 *     loki</a>
 */
final class LogSources {
  private static final String PREFIX = "loki.source.";

  private static final String OTLP = "otelcol.receiver.otlp";

  /** These give the labels of their targets, and some of their own. */
  private static final Set<String> OF_TARGETS =
      Set.of("loki.source.docker", "loki.source.file", "loki.source.kubernetes");

  /** These give the labels that are written, and what their rules make of internal labels. */
  private static final Set<String> OF_RULES = Set.of("loki.source.journal", "loki.source.syslog");

  private final ComponentGraph graph;
  private final Paths paths;

  LogSources(ComponentGraph graph, Paths paths) {
    this.graph = graph;
    this.paths = paths;
  }

  /** Whether it is known which labels the streams of a component have. */
  static boolean isModelled(Component component) {
    String name = component.name();
    return OF_TARGETS.contains(name)
        || OF_RULES.contains(name)
        || name.equals("loki.source.api")
        || name.equals(OTLP);
  }

  /** The component as a source of streams; empty when it is none. */
  Optional<TelemetrySource> of(Component component) {
    if (component.name().equals(OTLP)) {
      return ofRecords(component);
    }
    if (!component.name().startsWith(PREFIX)) {
      return Optional.empty();
    }
    return Optional.of(
        new TelemetrySource(
            component.id(),
            component.location(),
            Signal.LOGS,
            shapes(component),
            paths.follow(Signal.LOGS, component.section().get("forward_to")),
            lines(component),
            TelemetrySource.Reach.EVERYTHING));
  }

  /** The records that senders push who know nothing of Loki. */
  private Optional<TelemetrySource> ofRecords(Component component) {
    List<DeliveryPath> ways = paths.behindOutput(Signal.LOGS, component);
    return ways.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new TelemetrySource(
                component.id(),
                component.location(),
                Signal.LOGS,
                List.of(LokiHints.plain()),
                ways,
                Lines.PLAIN,
                TelemetrySource.Reach.PLAIN_SENDERS));
  }

  /** A block whose inside is not seen: any streams may come out of it. */
  static TelemetrySource hidden(Component component) {
    return new TelemetrySource(
        component.id(),
        component.location(),
        Signal.LOGS,
        List.of(TargetShapes.anything()),
        List.of(DeliveryPath.intoUnknown(component.id(), List.of())),
        Lines.ANY,
        TelemetrySource.Reach.EVERYTHING);
  }

  /** Alloy's own log, when the {@code logging} block sends it somewhere. */
  Optional<TelemetrySource> ofAlloyItself(Section logging) {
    List<DeliveryPath> ways = paths.follow(Signal.LOGS, logging.get("write_to"));
    Lines.Format format =
        switch (Settings.text(logging, "format", "logfmt").value().orElse("")) {
          case "logfmt" -> Lines.Format.LOGFMT;
          case "json" -> Lines.Format.JSON;
          default -> Lines.Format.UNKNOWN;
        };
    return ways.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new TelemetrySource(
                logging.name(),
                logging.location(),
                Signal.LOGS,
                List.of(
                    TargetShapes.nameless()
                        .label(
                            "component",
                            LabelDomain.any(),
                            new Provenance(logging.name(), logging.location()))
                        .build()),
                ways,
                Lines.PLAIN.written(format),
                TelemetrySource.Reach.EVERYTHING));
  }

  /** What a source is told to read and passes over; empty when it reads all. */
  Optional<SilentSource> silent(Component component) {
    DockerLogTargets targets = DockerLogTargets.of(component, graph);
    Optional<Value> written = component.section().get("targets");
    if (targets.skipped().isEmpty() || written.isEmpty()) {
      return Optional.empty();
    }
    List<SeriesShape> streams = new ArrayList<>();
    for (SeriesShape target : TargetShapes.of(written.get(), graph)) {
      if (isSkipped(target)) {
        SeriesShape labelled = withLabels(component.section(), target, component);
        streams.addAll(finished(component, labelled));
      }
    }
    return Optional.of(
        new SilentSource(
            component.id(),
            streams,
            paths.follow(Signal.LOGS, component.section().get("forward_to")),
            targets.finding(component)));
  }

  /** How the lines are written where the component itself writes them. */
  private static Lines lines(Component component) {
    Section section = component.section();
    Lines.Format format =
        switch (component.name()) {
          case "loki.source.journal" ->
              Settings.bool(section, "format_as_json", false).value().orElse(false)
                  ? Lines.Format.JSON
                  : Lines.Format.UNKNOWN;
          case "loki.source.kubernetes_events" ->
              switch (Settings.text(section, "log_format", "logfmt").value().orElse("")) {
                case "logfmt" -> Lines.Format.LOGFMT;
                case "json" -> Lines.Format.JSON;
                default -> Lines.Format.UNKNOWN;
              };
          default -> Lines.Format.UNKNOWN;
        };
    return (isModelled(component) ? Lines.PLAIN : Lines.ANY).written(format);
  }

  private List<SeriesShape> shapes(Component component) {
    Section section = component.section();
    if (OF_TARGETS.contains(component.name())) {
      return ofTargets(component);
    }
    if (component.name().equals("loki.source.journal")) {
      SeriesShape.Builder stream =
          TargetShapes.nameless().label("job", component.id(), here(component));
      return finished(component, withLabels(section, stream.build(), component));
    }
    if (component.name().equals("loki.source.syslog")) {
      List<SeriesShape> streams = new ArrayList<>();
      for (Section listener : section.all("listener")) {
        streams.addAll(
            finished(component, withLabels(listener, TargetShapes.nameless().build(), component)));
      }
      return streams;
    }
    // whoever pushes says the labels, or the component takes them from what it reads
    return List.of(withLabels(section, TargetShapes.anything(), component));
  }

  private List<SeriesShape> ofTargets(Component component) {
    Section section = component.section();
    Optional<Value> targets = section.get("targets");
    if (targets.isEmpty()) {
      return List.of();
    }
    List<SeriesShape> streams = new ArrayList<>();
    for (SeriesShape target : TargetShapes.of(targets.get(), graph)) {
      boolean isDocker = component.name().equals("loki.source.docker");
      if (isDocker && isSkipped(target)) {
        continue;
      }
      SeriesShape.Builder stream = target.toBuilder();
      switch (component.name()) {
        case "loki.source.file" -> {
          LabelDomain path = target.label("__path__");
          boolean isOneFile = path.single().filter(text -> !text.contains("*")).isPresent();
          stream.label("filename", isOneFile ? path : LabelDomain.any(), here(component));
        }
        case "loki.source.kubernetes" -> {
          for (String label : List.of("job", "instance")) {
            if (target.label(label).presence() != Presence.ALWAYS) {
              stream.label(label, LabelDomain.unknown(), here(component));
            }
          }
        }
        default -> {
          stream.label(
              DockerDiscovery.PREFIX + "container_log_stream",
              LabelDomain.oneOf(List.of("stdout", "stderr")));
        }
      }
      streams.addAll(
          finished(
              component,
              isDocker ? withLabels(section, stream.build(), component) : stream.build()));
    }
    return streams;
  }

  /**
   * Whether a Docker source passes over a target: it was written by hand and names no container.
   */
  private static boolean isSkipped(SeriesShape target) {
    return target.label(DockerLogTargets.CONTAINER_ID).presence() == Presence.NEVER
        && target.labels().values().stream().allMatch(one -> one.single().isPresent());
  }

  /** The labels of an attribute, for streams that lack them. */
  private static SeriesShape withLabels(Section section, SeriesShape stream, Component component) {
    Optional<Value> labels = section.get("labels");
    if (labels.isEmpty()) {
      return stream;
    }
    SeriesShape.Builder labelled = stream.toBuilder();
    if (!(labels.get() instanceof Value.Fields fields)) {
      return labelled.open().build();
    }
    Provenance from = new Provenance(component.id(), section.location("labels"));
    fields
        .fields()
        .forEach(
            (name, value) -> {
              LabelDomain domain =
                  Settings.text(value)
                      .value()
                      .map(LabelDomain::value)
                      .orElse(LabelDomain.unknown());
              LabelDomain before = stream.label(name);
              boolean isDefault = component.name().equals("loki.source.journal");
              // a written job wins over the component's name; a target's own label wins over these
              labelled.label(
                  name,
                  before.presence() == Presence.NEVER || isDefault ? domain : domain.union(before),
                  from);
            });
    return labelled.build();
  }

  /** The stream behind the component's own rules, without internal labels. */
  private List<SeriesShape> finished(Component component, SeriesShape stream) {
    List<SeriesShape> all = List.of(stream);
    Optional<Value> rules = component.section().get("relabel_rules");
    if (rules.isPresent()) {
      Optional<Component> relabel =
          rules.get() instanceof Value.Reference reference
              ? graph.target(reference.path()).flatMap(target -> graph.component(target.id()))
              : Optional.empty();
      all =
          relabel.isEmpty()
              ? List.of(TargetShapes.anything())
              : TargetShapes.relabeled(
                  internal(stream), relabel.get().id(), relabel.get().section().all("rule"));
    }
    return all.stream().map(TargetShapes::withoutMeta).toList();
  }

  /** A stream that has internal labels beside those that are listed. */
  private static SeriesShape internal(SeriesShape stream) {
    return stream.toBuilder().label("__meta_", LabelDomain.unknown()).build();
  }

  private static Provenance here(Component component) {
    return new Provenance(component.id(), component.location());
  }
}
