package com.scanium.sightline.alloy.rules;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.inference.Alternative;
import com.scanium.sightline.inference.CollectorFact;
import com.scanium.sightline.network.ContainerService;
import com.scanium.sightline.network.LocatedText;
import com.scanium.sightline.network.NetworkTopology;
import com.scanium.sightline.network.Resolution;
import com.scanium.sightline.port.Receiver;
import com.scanium.sightline.port.Setting;
import com.scanium.sightline.text.SourceLocation;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Finds applications that push OTLP to a port of the collector at which nothing listens. */
final class NoReceiverRule implements Rule<CollectorFact> {
  private static final List<String> VARIABLES =
      List.of(
          "OTEL_EXPORTER_OTLP_ENDPOINT",
          "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT",
          "OTEL_EXPORTER_OTLP_LOGS_ENDPOINT",
          "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT");

  @Override
  public String id() {
    return "alloy/no-receiver";
  }

  @Override
  public Class<CollectorFact> subject() {
    return CollectorFact.class;
  }

  @Override
  public void check(CollectorFact collector, RuleContext facts, Consumer<Finding> out) {
    Optional<NetworkTopology> network = facts.pipeline().network();
    Optional<ContainerService> home = collector.service();
    List<Setting<String>> doors =
        collector.collector().receivers().stream()
            .flatMap(receiver -> receiver.listens().stream())
            .toList();
    boolean isTold = doors.stream().allMatch(door -> door.value().isPresent());
    boolean refuses = !collector.refusals().isEmpty();
    if (!collector.isActive() || refuses || network.isEmpty() || home.isEmpty() || !isTold) {
      return;
    }
    for (ContainerService sender : network.get().services()) {
      for (String variable : VARIABLES) {
        sender
            .environment(variable)
            .filter(endpoint -> sender.isActive() && means(network.get(), sender, endpoint, home))
            .filter(endpoint -> port(endpoint.text()) > 0)
            .filter(endpoint -> doors.stream().noneMatch(door -> listensAt(door, endpoint)))
            .ifPresent(endpoint -> out.accept(finding(collector, sender, variable, endpoint)));
      }
    }
    for (Alternative other : facts.inference().alternatives()) {
      if (other.running().equals(collector)) {
        lacking(other, doors, out);
      }
    }
  }

  /** Doors that the configuration which should run has, and the running one has not. */
  private void lacking(Alternative other, List<Setting<String>> doors, Consumer<Finding> out) {
    List<Receiver> receivers = other.running().collector().receivers();
    for (Receiver better : other.unmounted().collector().receivers()) {
      for (Setting<String> door : better.listens()) {
        int colon = door.value().orElse("").lastIndexOf(':');
        boolean has =
            colon < 0
                || doors.stream()
                    .flatMap(known -> known.value().stream())
                    .anyMatch(known -> known.endsWith(door.toString().substring(colon)));
        if (!has) {
          Finding.Builder finding =
              Finding.of(id(), Severity.WARNING)
                  .message(
                      "nothing listens at "
                          + door
                          + ", where "
                          + other.unmounted().collector().name()
                          + " has "
                          + better.id())
                  .anchor(better.id() + " " + door)
                  .evidence(better.location() + ": no container mounts that file")
                  .fix(Fix.of("move " + better.id() + " into the configuration that runs"));
          SourceLocation at =
              receivers.isEmpty()
                  ? better.location()
                  : receivers.get(receivers.size() - 1).location();
          out.accept(finding.at(at).build());
        }
      }
    }
  }

  private static boolean means(
      NetworkTopology network,
      ContainerService sender,
      LocatedText endpoint,
      Optional<ContainerService> home) {
    Optional<String> host = uri(endpoint.text()).map(URI::getHost);
    if (host.isEmpty()) {
      return false;
    }
    Resolution resolution = network.resolve(sender, host.get());
    return resolution.targets().stream().anyMatch(target -> home.get().equals(target.service()));
  }

  private static boolean listensAt(Setting<String> door, LocatedText endpoint) {
    return door.value().orElse("").endsWith(":" + port(endpoint.text()));
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

  private Finding finding(
      CollectorFact collector, ContainerService sender, String variable, LocatedText endpoint) {
    int port = port(endpoint.text());
    List<Receiver> receivers = collector.collector().receivers();
    SourceLocation at =
        receivers.isEmpty() ? endpoint.location() : receivers.get(receivers.size() - 1).location();
    Finding.Builder finding =
        Finding.of(id(), Severity.ERROR)
            .message(
                sender.name()
                    + " pushes OTLP to port "
                    + port
                    + ", and Alloy listens at no such port")
            .at(at)
            .anchor(sender.name() + " " + variable + " " + port)
            .evidence(endpoint.location() + ": " + variable + " names port " + port);
    for (Receiver receiver : receivers) {
      if (!receiver.listens().isEmpty()) {
        finding.evidence(receiver.id() + " listens at " + receiver.listens());
      }
    }
    return finding
        .fix(
            Fix.of(
                "add an otelcol.receiver.otlp that listens at 0.0.0.0:"
                    + port
                    + ", or correct "
                    + variable))
        .build();
  }
}
