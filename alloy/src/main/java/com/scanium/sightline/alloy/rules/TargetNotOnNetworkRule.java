package com.scanium.sightline.alloy.rules;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.inference.CollectorFact;
import com.scanium.sightline.inference.Inference;
import com.scanium.sightline.inference.TargetFact;
import com.scanium.sightline.network.ContainerService;
import com.scanium.sightline.network.Resolution;
import com.scanium.sightline.text.SecretMask;
import com.scanium.sightline.text.SourceLocation;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Finds targets whose container exists and shares no network with the collector. */
final class TargetNotOnNetworkRule implements Rule<TargetFact> {
  @Override
  public String id() {
    return "alloy/target-not-on-network";
  }

  @Override
  public Class<TargetFact> subject() {
    return TargetFact.class;
  }

  @Override
  public void check(TargetFact target, RuleContext facts, Consumer<Finding> out) {
    target
        .resolution()
        .filter(found -> found.outcome() == Resolution.Outcome.NOT_ON_SHARED_NETWORK)
        .filter(Resolution::isCertain)
        .ifPresent(resolution -> out.accept(notOnNetwork(target, resolution, facts.inference())));
  }

  private Finding notOnNetwork(TargetFact target, Resolution resolution, Inference inference) {
    Finding.Builder finding =
        TargetNames.finding(id(), target, inference)
            .message(
                "Alloy shares no network with the container that answers to "
                    + TargetNames.quoted(target.host()));
    // the address is right; the place to mend is where Alloy's networks are listed
    placeOfNetworks(target.collector()).ifPresent(finding::at);
    finding.evidence(
        "target "
            + SecretMask.mask(target.target().address().toString())
            + " of "
            + target.job().id()
            + " at "
            + target.target().address().location().orElse(target.target().location()));
    resolution.evidence().forEach(finding::evidence);
    Optional<ContainerService> to = target.service();
    List<String> theirs =
        to.map(
                other ->
                    other.networks().stream()
                        .map(attachment -> attachment.network().text())
                        .toList())
            .orElse(List.of());
    return finding
        .fix(
            Fix.of(
                theirs.isEmpty()
                    ? "put both on one network"
                    : "add Alloy to the network \"" + theirs.get(0) + "\""))
        .build();
  }

  private static Optional<SourceLocation> placeOfNetworks(CollectorFact collector) {
    return collector
        .service()
        .map(
            service ->
                service.networks().stream()
                    .map(attachment -> attachment.network().location())
                    .findFirst()
                    .orElse(service.location()));
  }
}
