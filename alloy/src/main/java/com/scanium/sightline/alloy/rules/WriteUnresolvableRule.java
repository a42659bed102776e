package com.scanium.sightline.alloy.rules;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.inference.WriteFact;
import com.scanium.sightline.network.Reach;
import com.scanium.sightline.network.Resolution;
import com.scanium.sightline.signal.Match;
import com.scanium.sightline.text.SecretMask;
import com.scanium.sightline.text.Spelling;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Finds writes to an address that Alloy does not reach: no container answers to the host, it shares
 * no network with Alloy, does not run, or listens at another port.
 */
final class WriteUnresolvableRule implements Rule<WriteFact> {
  @Override
  public String id() {
    return "alloy/write-unresolvable";
  }

  @Override
  public Class<WriteFact> subject() {
    return WriteFact.class;
  }

  @Override
  public void check(WriteFact write, RuleContext facts, Consumer<Finding> out) {
    write
        .reach()
        .flatMap(reach -> message(write, reach, facts))
        .ifPresent(message -> out.accept(finding(write, message, facts)));
  }

  private static Optional<String> message(WriteFact write, Reach reach, RuleContext facts) {
    String host = TargetNames.quoted(write.host());
    String who = reach.service().map(service -> "\"" + service + "\"").orElse("the store");
    int port = write.port().orElse(0);
    boolean isProved = reach.match() == Match.NEVER;
    return switch (reach.flaw()) {
      case NAME ->
          isProved || isWholeNetwork(facts)
              ? Optional.of("no container answers to " + host + ", to which Alloy writes")
              : Optional.empty();
      case NETWORK ->
          isProved
              ? Optional.of("Alloy shares no network with " + who + ", to which it writes")
              : Optional.empty();
      case STOPPED ->
          isProved ? Optional.of(who + ", to which Alloy writes, does not run") : Optional.empty();
      case OWN_PORT ->
          Optional.of(
              "Alloy writes to "
                  + host
                  + ", its own container, where nothing listens at port "
                  + port);
      case PORT ->
          Optional.of(
              isProved
                  ? who + ", to which Alloy writes, does not listen at port " + port
                  : "nothing says that "
                      + who
                      + ", to which Alloy writes, listens at port "
                      + port);
      case HOST_SIDE ->
          Optional.of(
              "Alloy writes to port " + port + " of " + who + ", which is a port of the host");
      case NO_ENDPOINTS ->
          Optional.of("the Service " + host + ", to which Alloy writes, leads to no pod");
      case GATEWAY -> Optional.of(host + ", to which Alloy writes, does not resolve on Linux");
      case NONE, AMBIGUOUS -> Optional.empty();
    };
  }

  private static boolean isWholeNetwork(RuleContext facts) {
    return facts.pipeline().network().filter(network -> network.problems().isEmpty()).isPresent();
  }

  private Finding finding(WriteFact write, String message, RuleContext facts) {
    Reach reach = write.reach().orElseThrow();
    boolean isProved = reach.match() == Match.NEVER;
    Finding.Builder finding =
        WriteAddresses.finding(
                id(), write, isProved ? Severity.ERROR : Severity.WARNING, facts.inference())
            .message(message);
    reach.evidence().forEach(finding::evidence);
    Resolution resolution = reach.resolution();
    if (reach.flaw() == Reach.Flaw.NAME && !resolution.isCertain()) {
      finding.evidence("a container that these files don't show may have the name");
    }
    if (!resolution.knownNames().isEmpty()) {
      finding.evidence(
          "names that resolve there: " + TargetUnresolvableRule.listed(resolution.knownNames()));
    }
    return finding.fix(fix(write, reach)).build();
  }

  private static Fix fix(WriteFact write, Reach reach) {
    String host = write.host().orElse("");
    if (reach.better().isPresent() && reach.match() != Match.NEVER) {
      return Fix.of("write \"" + reach.better().get() + "\", if that is the store meant");
    }
    if (reach.better().isPresent()) {
      return WriteAddresses.replaced(write, reach.better().get(), "");
    }
    List<String> names = reach.resolution().knownNames();
    Optional<String> nearest =
        reach.flaw() == Reach.Flaw.NAME ? Spelling.nearest(host, names) : Optional.empty();
    if (nearest.isPresent()) {
      String port = write.port().isPresent() ? ":" + write.port().getAsInt() : "";
      return WriteAddresses.replaced(write, nearest.get() + port, " if that is the store meant");
    }
    return Fix.of(
        switch (reach.flaw()) {
          case NETWORK -> "put Alloy and the store on one network";
          case STOPPED -> "start the container, or find out why it stopped: docker logs";
          case GATEWAY ->
              "add extra_hosts: [\"host.docker.internal:host-gateway\"] to Alloy's service";
          case NO_ENDPOINTS -> "correct the Service's selector, or the labels of the pods";
          case PORT, HOST_SIDE -> "write the port at which the store listens";
          default -> "write the name of the store's service instead of " + SecretMask.mask(host);
        });
  }
}
