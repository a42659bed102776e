package com.scanium.sightline.alloy.rules;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.inference.TargetFact;
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
    target
        .resolution()
        .filter(found -> found.outcome() == Resolution.Outcome.UNKNOWN_NAME)
        .filter(found -> found.isCertain() || isWholeNetwork(facts))
        .ifPresent(resolution -> out.accept(unresolvable(target, resolution, facts)));
  }

  private Finding unresolvable(TargetFact target, Resolution resolution, RuleContext facts) {
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
      String more = names.size() > MOST_NAMES ? ", …" : "";
      finding.evidence(
          "names that resolve there: "
              + String.join(", ", names.subList(0, Math.min(MOST_NAMES, names.size())))
              + more);
    }
    Optional<String> nearest = Spelling.nearest(target.host().orElse(""), names);
    return finding
        .fix(
            nearest
                .map(name -> TargetNames.renamed(target, name, " if that is the container meant"))
                .orElseGet(
                    () ->
                        Fix.of(
                            "write a name that resolves, or add this one as an alias to a network that Alloy is on")))
        .build();
  }

  /** A file that cannot be read may name the container; its own finding says so already. */
  private static boolean isWholeNetwork(RuleContext facts) {
    return facts.pipeline().network().filter(network -> network.problems().isEmpty()).isPresent();
  }
}
