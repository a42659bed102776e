package com.scanium.sightline.alloy.rules;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.inference.TargetFact;
import com.scanium.sightline.network.Reach;
import com.scanium.sightline.network.Resolution;
import com.scanium.sightline.pipeline.Policy;
import com.scanium.sightline.text.Spelling;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Finds targets whose host no container answers to: an error when that is proved or the policy says
 * so, a warning when a network that was made outside the files may hold the container.
 *
 * <p>{@code localhost} is the collector's own network namespace, so a port at which nothing listens
 * there is unresolvable too; {@code host.docker.internal} without {@code extra_hosts} is a warning,
 * since only Docker Desktop knows that name by itself.
 */
final class TargetUnresolvableRule implements Rule<TargetFact> {
  private static final int MOST_NAMES = 8;

  @Override
  public String id() {
    return "alloy/target-unresolvable";
  }

  @Override
  public Class<TargetFact> subject() {
    return TargetFact.class;
  }

  @Override
  public void check(TargetFact target, RuleContext facts, Consumer<Finding> out) {
    if (target.reach().isEmpty()) {
      return;
    }
    Reach reach = target.reach().get();
    switch (reach.flaw()) {
      case NAME -> {
        if (reach.resolution().isCertain() || isWholeNetwork(facts)) {
          out.accept(unresolvable(target, reach, facts));
        }
      }
      case OWN_PORT ->
          out.accept(
              plain(
                  target,
                  reach,
                  "nothing listens at port "
                      + target.port().orElse(0)
                      + " inside Alloy's container",
                  "write the name of the service instead of " + TargetNames.quoted(target.host()),
                  facts));
      case STOPPED -> {
        if (reach.resolution().isCertain()) {
          out.accept(
              plain(
                  target,
                  reach,
                  "the container that answers to "
                      + TargetNames.quoted(target.host())
                      + " does not run",
                  "start the container, or find out why it stopped: docker logs",
                  facts));
        }
      }
      case NO_ENDPOINTS ->
          out.accept(
              plain(
                  target,
                  reach,
                  "the Service that answers to "
                      + TargetNames.quoted(target.host())
                      + " leads to no pod",
                  "correct the Service's selector, or the labels of the pods",
                  facts));
      case GATEWAY ->
          out.accept(
              plain(
                  target,
                  reach,
                  TargetNames.quoted(target.host()) + " does not resolve on Linux where Alloy runs",
                  "add extra_hosts: [\"host.docker.internal:host-gateway\"] to Alloy's service",
                  facts));
      default -> {}
    }
  }

  private Finding plain(
      TargetFact target, Reach reach, String message, String otherwise, RuleContext facts) {
    Finding.Builder finding = TargetNames.finding(id(), target, facts.inference()).message(message);
    reach.evidence().forEach(finding::evidence);
    return finding.fix(TargetNames.better(target, otherwise)).build();
  }

  private Finding unresolvable(TargetFact target, Reach reach, RuleContext facts) {
    Resolution resolution = reach.resolution();
    List<String> names = resolution.knownNames();
    Finding.Builder finding =
        TargetNames.finding(id(), target, facts.inference())
            .message(
                "no container answers to "
                    + TargetNames.quoted(target.host())
                    + " where Alloy runs");
    resolution.evidence().forEach(finding::evidence);
    if (!resolution.isCertain()) {
      finding.evidence(
          facts.policy().targetNames() == Policy.TargetNames.ALIAS
              ? "the policy targetNames: alias counts a name that no file declares as not resolving"
              : "a container that these files don't show may have the name");
    }
    if (!names.isEmpty()) {
      finding.evidence("names that resolve there: " + listed(names));
    }
    Optional<String> nearest = Spelling.nearest(target.host().orElse(""), names);
    if (reach.better().isPresent() || nearest.isEmpty()) {
      return finding
          .fix(
              TargetNames.better(
                  target,
                  "write a name that resolves, or add this one as an alias to a network that Alloy is on"))
          .build();
    }
    return finding
        .fix(TargetNames.renamed(target, nearest.get(), " if that is the container meant"))
        .build();
  }

  /** Some of many names. */
  static String listed(List<String> names) {
    String more = names.size() > MOST_NAMES ? ", …" : "";
    return String.join(", ", names.subList(0, Math.min(MOST_NAMES, names.size()))) + more;
  }

  /** A file that cannot be read may name the container; its own finding says so already. */
  private static boolean isWholeNetwork(RuleContext facts) {
    return facts.pipeline().network().filter(network -> network.problems().isEmpty()).isPresent();
  }
}
