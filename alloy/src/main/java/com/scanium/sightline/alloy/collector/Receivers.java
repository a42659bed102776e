package com.scanium.sightline.alloy.collector;

import com.scanium.sightline.alloy.component.Component;
import com.scanium.sightline.alloy.component.Section;
import com.scanium.sightline.port.DeliveryPath;
import com.scanium.sightline.port.Receiver;
import com.scanium.sightline.port.Setting;
import com.scanium.sightline.port.Signal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Components that bring telemetry in: doors that applications push to, and those that make or fetch
 * it by themselves (connectors, pullers), which listen nowhere.
 */
final class Receivers {
  /** Components that open a port which is not read; the others that bring data in fetch it. */
  private static final Set<String> LISTENING =
      Set.of(
          "loki.source.awsfirehose",
          "loki.source.gelf",
          "loki.source.syslog",
          "otelcol.receiver.datadog",
          "otelcol.receiver.faro",
          "otelcol.receiver.fluentforward",
          "otelcol.receiver.influxdb",
          "otelcol.receiver.jaeger",
          "otelcol.receiver.opencensus",
          "otelcol.receiver.splunkhec",
          "otelcol.receiver.syslog",
          "otelcol.receiver.tcplog");

  private final Paths paths;
  private final Predicate<Component> isNameKnown;

  /**
   * @param isNameKnown whether it is known what a connector makes
   */
  Receivers(Paths paths, Predicate<Component> isNameKnown) {
    this.paths = paths;
    this.isNameKnown = isNameKnown;
  }

  /** The component as a receiver; empty when it is none. */
  Optional<Receiver> of(Component component) {
    String name = component.name();
    if (name.equals("otelcol.receiver.prometheus") || name.equals("otelcol.receiver.loki")) {
      return Optional.empty(); // stations on the way of series and logs, not doors
    }
    if (name.startsWith("otelcol.receiver.") || name.equals("faro.receiver")) {
      return Optional.of(receiver(component, listens(component), output(component)));
    }
    if (SpanMetrics.isConnector(component) && isNameKnown.test(component)) {
      return Optional.empty(); // a source whose metrics are known
    }
    if (name.startsWith("otelcol.connector.") || name.equals("beyla.ebpf")) {
      // what comes out is made here: metrics of spans, for instance
      return Optional.of(receiver(component, List.of(), output(component)));
    }
    return switch (name) {
      case "prometheus.receive_http" ->
          Optional.of(receiver(component, listens(component), forward(component, Signal.METRICS)));
      case "loki.source.api", "loki.source.syslog", "loki.source.awsfirehose", "loki.source.gelf" ->
          Optional.of(receiver(component, listens(component), forward(component, Signal.LOGS)));
      default -> Optional.empty();
    };
  }

  private static Receiver receiver(
      Component component,
      List<Setting<String>> listens,
      Map<Signal, List<DeliveryPath>> byLeaving) {
    return new Receiver(component.id(), component.location(), listens, byLeaving);
  }

  private Map<Signal, List<DeliveryPath>> output(Component component) {
    Map<Signal, List<DeliveryPath>> all = new EnumMap<>(Signal.class);
    for (Signal signal : List.of(Signal.METRICS, Signal.LOGS, Signal.TRACES)) {
      List<DeliveryPath> found = paths.behindOutput(signal, component);
      if (!found.isEmpty()) {
        all.put(signal, found);
      }
    }
    return all;
  }

  private Map<Signal, List<DeliveryPath>> forward(Component component, Signal signal) {
    List<DeliveryPath> found = paths.follow(signal, component.section().get("forward_to"));
    return found.isEmpty() ? Map.of() : Map.of(signal, found);
  }

  private static List<Setting<String>> listens(Component component) {
    Section section = component.section();
    List<Setting<String>> found = new ArrayList<>();
    switch (component.name()) {
      case "otelcol.receiver.otlp" -> {
        section.first("grpc").ifPresent(grpc -> found.add(endpoint(grpc, "0.0.0.0:4317")));
        section.first("http").ifPresent(http -> found.add(endpoint(http, "0.0.0.0:4318")));
      }
      case "otelcol.receiver.zipkin" -> found.add(endpoint(section, "0.0.0.0:9411"));
      case "prometheus.receive_http" ->
          section.first("http").ifPresent(http -> found.add(hostAndPort(http, 8080)));
      case "loki.source.api" ->
          section.first("http").ifPresent(http -> found.add(hostAndPort(http, 8080)));
      case "faro.receiver" ->
          section.first("server").ifPresent(server -> found.add(hostAndPort(server, 12347)));
      default -> {
        if (LISTENING.contains(component.name())) {
          found.add(Setting.unknown(component.id() + " listens there", component.location()));
        }
      }
    }
    return found;
  }

  private static Setting<String> endpoint(Section section, String byDefault) {
    return Settings.text(section, "endpoint", byDefault);
  }

  private static Setting<String> hostAndPort(Section section, int defaultPort) {
    Setting<String> host = Settings.text(section, "listen_address", "");
    Setting<String> port = Settings.text(section, "listen_port", String.valueOf(defaultPort));
    if (host.isUnknown()) {
      return host;
    }
    return port.map(number -> host.value().orElse("") + ":" + number);
  }
}
