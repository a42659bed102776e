package com.scanium.sightline.alloy.rules;

import com.scanium.sightline.alloy.AlloyConfig;
import com.scanium.sightline.alloy.collector.DockerStreams;
import com.scanium.sightline.alloy.component.Component;
import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.finding.Verdict;
import com.scanium.sightline.inference.CollectorFact;
import com.scanium.sightline.inference.Inference;
import com.scanium.sightline.inference.Judgement;
import com.scanium.sightline.inference.Reason;
import com.scanium.sightline.inference.SelectorJudgement;
import com.scanium.sightline.network.ContainerService;
import com.scanium.sightline.network.NetworkTopology;
import com.scanium.sightline.port.DeliveryPath;
import com.scanium.sightline.port.Receiver;
import com.scanium.sightline.port.Setting;
import com.scanium.sightline.port.Signal;
import com.scanium.sightline.signal.LabelDomain;
import com.scanium.sightline.signal.SeriesShape;
import com.scanium.sightline.text.SourceLocation;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Finds labels that data get wrongly on their way: a stage that takes away what a query asks for,
 * and labels that give the data of one program the name of another.
 */
final class LabelOverriddenRule implements Rule<Inference> {
  private static final int MOST_PLACES = 5;

  @Override
  public String id() {
    return "alloy/label-overridden";
  }

  @Override
  public Class<Inference> subject() {
    return Inference.class;
  }

  @Override
  public void check(Inference inference, RuleContext facts, Consumer<Finding> out) {
    for (Reason.LabelChanged reason : inference.reasons(Reason.LabelChanged.class)) {
      out.accept(changed(reason, inference));
    }
    Optional<NetworkTopology> network = facts.pipeline().network();
    if (network.isEmpty()) {
      return;
    }
    Identities identities = new Identities(network.get().services(), inference.targets());
    for (CollectorFact collector : inference.collectors()) {
      if (collector.isActive() && collector.refusals().isEmpty()) {
        pushed(collector, network.get(), identities, out);
        read(collector, network.get(), identities, out);
      }
    }
  }

  private Finding changed(Reason.LabelChanged reason, Inference inference) {
    Finding.Builder finding =
        Finding.of(id(), Severity.ERROR)
            .message(
                reason.stage().id()
                    + " changes the label \""
                    + reason.label()
                    + "\", and what queries ask for is gone")
            .at(reason.stage().location())
            .anchor(reason.stage().id() + " " + reason.label())
            .effect(Verdict.NO_DATA)
            .affects(inference.affectedBy(reason::equals))
            .fix(
                Fix.of(
                    "leave \""
                        + reason.label()
                        + "\" as it is in the rule, or ask for what it becomes"));
    TreeSet<SourceLocation> places = new TreeSet<>();
    for (Judgement judgement : inference.all()) {
      for (SelectorJudgement selector : judgement.selectors()) {
        if (selector.reasons().contains(reason)) {
          places.add(selector.location());
        }
      }
    }
    places.stream().limit(MOST_PLACES).forEach(place -> finding.evidence("asked for at " + place));
    return finding.build();
  }

  /** Programs that push into a receiver whose data bear the name of another. */
  private void pushed(
      CollectorFact collector,
      NetworkTopology network,
      Identities identities,
      Consumer<Finding> out) {
    for (OtlpSenders.Sender sender : OtlpSenders.to(collector, Optional.of(network))) {
      Map<String, String> own = identities.of(sender.service());
      for (Receiver receiver : collector.collector().receivers()) {
        if (!sender.pushesTo(receiver)) {
          continue;
        }
        Map<String, String> given = given(receiver, sender.signals());
        own.forEach(
            (label, name) -> {
              String other = given.get(label);
              if (other != null && !other.equals(name)) {
                out.accept(mislabelled(sender, receiver, label, name, other));
              }
            });
      }
    }
  }

  /** The labels that everything of these signals gets behind a receiver. */
  private static Map<String, String> given(Receiver receiver, Set<Signal> signals) {
    Map<String, String> given = new TreeMap<>();
    for (Map.Entry<Signal, List<DeliveryPath>> signal : receiver.paths().entrySet()) {
      LabelDomain name =
          signal.getKey() == Signal.METRICS ? LabelDomain.any() : LabelDomain.absent();
      SeriesShape plain = SeriesShape.builder(name).build();
      for (DeliveryPath path : signal.getValue()) {
        if (path.endpoint().isPresent() && signals.contains(signal.getKey())) {
          given.putAll(Identities.constants(plain, path));
        }
      }
    }
    return given;
  }

  private Finding mislabelled(
      OtlpSenders.Sender sender, Receiver receiver, String label, String name, String other) {
    return Finding.of(id(), Severity.WARNING)
        .message(
            sender.service().name()
                + " pushes into "
                + receiver.id()
                + ", which gives its data "
                + label
                + "=\""
                + other
                + "\"")
        .at(sender.endpoint().location())
        .anchor(sender.service() + " " + label + " " + receiver.id())
        .evidence("what is scraped from it has " + label + "=\"" + name + "\"")
        .evidence(receiver.id() + " at " + receiver.location() + " listens at that port")
        .fix(Fix.of("push to a receiver whose data keep the name of " + sender.service().name()))
        .build();
  }

  /** Sources of logs that give the name of one container to the logs of all. */
  private void read(
      CollectorFact collector,
      NetworkTopology network,
      Identities identities,
      Consumer<Finding> out) {
    if (!(collector.collector() instanceof AlloyConfig config)) {
      return;
    }
    for (Component component : config.graph().components().values()) {
      DockerStreams streams = DockerStreams.of(component, config.graph(), network).orElse(null);
      if (streams == null) {
        continue;
      }
      for (Map.Entry<String, Setting<String>> label : streams.labels().entrySet()) {
        String value = label.getValue().value().orElse("");
        Optional<ContainerService> named = identities.named(value);
        List<String> others =
            network.services().stream()
                .filter(service -> streams.containers().contains(service.location()))
                .filter(service -> !named.equals(Optional.of(service)))
                .map(ContainerService::name)
                .toList();
        if (named.isPresent() && !others.isEmpty()) {
          out.accept(
              Finding.of(id(), Severity.WARNING)
                  .message(
                      component.id()
                          + " gives "
                          + label.getKey()
                          + "=\""
                          + value
                          + "\" to the logs of other containers too")
                  .at(component.section().location("targets"))
                  .anchor(component.id() + " " + label.getKey())
                  .evidence(
                      "the label is given at "
                          + label.getValue().location().orElse(component.location()))
                  .evidence("it also reads the logs of " + String.join(", ", others))
                  .fix(
                      Fix.of(
                          "let the discovery find only "
                              + named.get().name()
                              + ", or take the label from the container's name"))
                  .build());
        }
      }
    }
  }
}
