package com.scanium.sightline.alloy.rules;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.inference.Alternative;
import com.scanium.sightline.inference.CollectorFact;
import com.scanium.sightline.network.ContainerService;
import com.scanium.sightline.network.NetworkTopology;
import com.scanium.sightline.port.Receiver;
import com.scanium.sightline.port.Setting;
import com.scanium.sightline.text.SourceLocation;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Finds applications that push OTLP to a port of the collector at which nothing listens. */
final class NoReceiverRule implements Rule<CollectorFact> {
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
    for (OtlpSenders.Sender sender : OtlpSenders.to(collector, network)) {
      if (!sender.signals().isEmpty() && doors.stream().noneMatch(sender::pushesTo)) {
        out.accept(finding(collector, sender));
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

  private Finding finding(CollectorFact collector, OtlpSenders.Sender sender) {
    int port = sender.port();
    List<Receiver> receivers = collector.collector().receivers();
    SourceLocation at =
        receivers.isEmpty()
            ? sender.endpoint().location()
            : receivers.get(receivers.size() - 1).location();
    Finding.Builder finding =
        Finding.of(id(), Severity.ERROR)
            .message(
                sender.service().name()
                    + " pushes OTLP to port "
                    + port
                    + ", and Alloy listens at no such port")
            .at(at)
            .anchor(sender.service().name() + " " + sender.variable() + " " + port)
            .evidence(
                sender.endpoint().location() + ": " + sender.variable() + " names port " + port);
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
                    + sender.variable()))
        .build();
  }
}
