package com.scanium.sightline.alloy.rules;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.inference.TargetFact;
import com.scanium.sightline.network.Resolution;
import com.scanium.sightline.pipeline.Policy;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.List;
import java.util.function.Consumer;

/**
 * Finds targets that are named by their container's name. Docker resolves it, and it changes as
 * soon as the container is recreated under a prefix or scaled; under the policy {@code targetNames:
 * alias} it counts as not resolving.
 */
final class TargetByContainerNameRule implements Rule<TargetFact> {
  @Override
  public String id() {
    return "alloy/target-by-container-name";
  }

  @Override
  public Class<TargetFact> subject() {
    return TargetFact.class;
  }

  @Override
  public void check(TargetFact target, RuleContext facts, Consumer<Finding> out) {
    target
        .resolution()
        .filter(found -> found.outcome() == Resolution.Outcome.CONTAINER_NAME_ONLY)
        .ifPresent(resolution -> out.accept(byContainerName(target, resolution, facts)));
  }

  private Finding byContainerName(TargetFact target, Resolution resolution, RuleContext facts) {
    List<String> names = TargetNames.stableNames(target, facts.pipeline());
    Finding.Builder finding =
        TargetNames.finding(id(), target, facts.inference())
            .message(
                TargetNames.quoted(target.host())
                    + " is a container name, not a service name or alias, where Alloy runs");
    resolution.evidence().forEach(finding::evidence);
    if (facts.policy().targetNames() == Policy.TargetNames.ALIAS) {
      finding.evidence(
          "the policy targetNames: alias counts a bare container name as not resolving");
    }
    if (names.isEmpty()) {
      return finding
          .fix(Fix.of("give the container an alias on a network that Alloy is on, and scrape that"))
          .build();
    }
    return finding
        .evidence("names that last: " + String.join(", ", names))
        .fix(TargetNames.renamed(target, names.get(0), ""))
        .build();
  }
}
