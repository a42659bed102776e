package com.scanium.sightline.rules;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.network.ContainerService;
import com.scanium.sightline.network.ContainerState;
import com.scanium.sightline.network.NetworkTopology;
import com.scanium.sightline.text.SecretMask;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Finds containers that were inspected and don't run, restart again and again, or are unhealthy.
 */
final class ContainerUnwellRule implements Rule<NetworkTopology> {
  @Override
  public String id() {
    return "network/container-unwell";
  }

  @Override
  public Class<NetworkTopology> subject() {
    return NetworkTopology.class;
  }

  @Override
  public void check(NetworkTopology network, RuleContext facts, Consumer<Finding> out) {
    for (ContainerService service : network.services()) {
      service
          .state()
          .filter(state -> !state.isWell() && !isDone(service, state))
          .ifPresent(state -> out.accept(finding(service, state)));
    }
  }

  /** A container that ended without error may have been made to do one thing and end. */
  private static boolean isDone(ContainerService service, ContainerState state) {
    Optional<String> restart = service.option("restart").map(value -> value.text());
    boolean isKept = restart.filter(value -> !value.equals("no")).isPresent();
    return state.status().equals("exited") && state.exitCode() == 0 && !isKept;
  }

  private Finding finding(ContainerService service, ContainerState state) {
    Finding.Builder finding =
        Finding.of(id(), Severity.WARNING)
            .message(
                "the container of \""
                    + service
                    + "\" was seen "
                    + (state.isRunning() ? state.health() : state.status()))
            .at(state.location())
            .anchor(service + " " + state.status() + " " + state.health())
            .evidence(SecretMask.mask(state.toString()));
    service.containerName().ifPresent(name -> finding.evidence("container " + name.text()));
    return finding
        .fix(
            Fix.of(
                "find the reason: docker logs "
                    + service.containerNames().stream().findFirst().orElse(service.name())))
        .build();
  }
}
