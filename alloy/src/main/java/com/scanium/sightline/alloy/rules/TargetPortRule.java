package com.scanium.sightline.alloy.rules;

import com.scanium.sightline.catalog.MetricCatalog;
import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.inference.TargetFact;
import com.scanium.sightline.network.Reach;
import com.scanium.sightline.signal.Match;
import com.scanium.sightline.text.SecretMask;
import com.scanium.sightline.text.SourceLocation;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * Finds targets that ask a port at which the application does not serve its metrics.
 *
 * <p>An error when the catalog says which port it is, or the container's configuration, command,
 * environment or image does, or when the host's side of a published port was taken; a warning when
 * the container merely declares other ports.
 */
final class TargetPortRule implements Rule<TargetFact> {
  @Override
  public String id() {
    return "alloy/target-port";
  }

  @Override
  public Class<TargetFact> subject() {
    return TargetFact.class;
  }

  @Override
  public void check(TargetFact target, RuleContext facts, Consumer<Finding> out) {
    if (!target.isPortDeclared() && !target.target().isDiscovered()) {
      target
          .reach()
          .filter(reach -> reach.flaw() == Reach.Flaw.PORT || reach.flaw() == Reach.Flaw.HOST_SIDE)
          .ifPresent(reach -> out.accept(finding(target, reach, facts)));
    }
    AskedElsewhere.each(
        target,
        facts,
        (one, catalog) -> one.otherPort(catalog).stream().boxed().findFirst(),
        (catalog, right) -> out.accept(finding(target, catalog, right, facts)));
  }

  private Finding finding(TargetFact target, Reach reach, RuleContext facts) {
    boolean isProved = reach.match() == Match.NEVER;
    String asked = SecretMask.mask(target.target().address().value().orElse(""));
    String who = reach.service().map(service -> "\"" + service + "\"").orElse("the container");
    int port = target.port().orElse(0);
    String message =
        reach.flaw() == Reach.Flaw.HOST_SIDE
            ? "Alloy asks " + asked + ", and " + port + " is a port of the host, not of " + who
            : isProved
                ? "Alloy asks " + asked + ", and " + who + " does not listen at port " + port
                : "Alloy asks " + asked + ", and nothing says that " + who + " listens there";
    Finding.Builder finding = TargetNames.finding(id(), target, facts.inference()).message(message);
    reach.evidence().forEach(finding::evidence);
    return finding
        .fix(TargetNames.better(target, "write the port at which " + who + " listens"))
        .build();
  }

  private Finding finding(TargetFact target, MetricCatalog catalog, int right, RuleContext facts) {
    String address = target.target().address().value().orElse("");
    OptionalInt asked = target.askedFor(right);
    Fix fix =
        asked.isPresent()
            ? TargetNames.replaced(address, target.host().orElse("") + ":" + asked.getAsInt(), "")
            : Fix.of("publish port " + right + " of the container, and write the port it gets");
    SourceLocation at = target.target().address().location().orElse(target.target().location());
    return AskedElsewhere.finding(id(), target, catalog, facts, address, "port " + right, at)
        .evidence("the catalog says port " + right + ", the target says " + target.port().orElse(0))
        .fix(fix)
        .build();
  }
}
