package com.scanium.sightline.alloy.rules;

import com.scanium.sightline.inference.CollectorFact;
import com.scanium.sightline.network.ContainerService;
import com.scanium.sightline.network.LocatedText;
import com.scanium.sightline.network.NetworkTopology;
import com.scanium.sightline.port.Receiver;
import com.scanium.sightline.port.Setting;
import com.scanium.sightline.port.Signal;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Finds the containers whose settings make them push OTLP to a collector. */
final class OtlpSenders {
  private static final String ALL_SIGNALS = "OTEL_EXPORTER_OTLP_ENDPOINT";

  /** The setting of one signal's own address, which goes before that of all. */
  private static final Map<String, Signal> OWN =
      Map.of(
          "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", Signal.METRICS,
          "OTEL_EXPORTER_OTLP_LOGS_ENDPOINT", Signal.LOGS,
          "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", Signal.TRACES);

  private static final List<String> VARIABLES =
      Stream.concat(Stream.of(ALL_SIGNALS), OWN.keySet().stream().sorted()).toList();

  private OtlpSenders() {}

  /**
   * One setting of a container.
   *
   * @param service who pushes
   * @param variable the setting's name
   * @param endpoint its value, an address of the collector with a port
   */
  record Sender(ContainerService service, String variable, LocatedText endpoint) {
    int port() {
      return OtlpSenders.port(endpoint.text());
    }

    /**
     * What it may push there, by the variables that OpenTelemetry's SDKs share: a signal whose
     * exporter is {@code none}, or another than OTLP, does not go there, and one with an address of
     * its own goes to that.
     */
    Set<Signal> signals() {
      Set<Signal> signals = EnumSet.noneOf(Signal.class);
      if (isSet("OTEL_SDK_DISABLED", "true"::equalsIgnoreCase)) {
        return signals;
      }
      OWN.forEach(
          (own, signal) -> {
            boolean comesHere =
                variable.equals(own)
                    || (variable.equals(ALL_SIGNALS) && service.environment(own).isEmpty());
            String exporter = "OTEL_" + signal + "_EXPORTER";
            if (comesHere && !isSet(exporter, list -> !list.isBlank() && !list.contains("otlp"))) {
              signals.add(signal);
            }
          });
      return signals;
    }

    private boolean isSet(String name, Predicate<String> to) {
      return service
          .environment(name)
          .filter(LocatedText::isKnown)
          .map(LocatedText::text)
          .filter(to)
          .isPresent();
    }

    /** Whether a receiver's address is the one that is pushed to. */
    boolean pushesTo(Setting<String> door) {
      return door.value().orElse("").endsWith(":" + port());
    }

    boolean pushesTo(Receiver receiver) {
      return receiver.listens().stream().anyMatch(this::pushesTo);
    }
  }

  /** Who pushes to the container of a collector, at whatever port. */
  static List<Sender> to(CollectorFact collector, Optional<NetworkTopology> network) {
    List<Sender> senders = new ArrayList<>();
    if (network.isEmpty() || collector.service().isEmpty()) {
      return senders;
    }
    for (ContainerService service : network.get().services()) {
      for (String variable : VARIABLES) {
        service
            .environment(variable)
            .filter(endpoint -> service.isActive())
            .filter(endpoint -> port(endpoint.text()) > 0)
            .filter(endpoint -> means(network.get(), service, endpoint, collector.service().get()))
            .ifPresent(endpoint -> senders.add(new Sender(service, variable, endpoint)));
      }
    }
    return senders;
  }

  private static boolean means(
      NetworkTopology network, ContainerService from, LocatedText endpoint, ContainerService home) {
    return uri(endpoint.text())
        .map(URI::getHost)
        .filter(
            host ->
                network.resolve(from, host).targets().stream()
                    .anyMatch(target -> home.equals(target.service())))
        .isPresent();
  }

  /** The port of a URL as written; -1 when none is. */
  private static int port(String url) {
    return uri(url).map(URI::getPort).orElse(-1);
  }

  private static Optional<URI> uri(String url) {
    try {
      return Optional.of(URI.create(url));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // with a variable in it, for instance: nobody can say
    }
  }
}
