package com.scanium.sightline.rules;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.network.NetworkTopology;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.function.Consumer;

/** Passes on what is wrong with the files that describe containers. */
final class ComposeSyntaxRule implements Rule<NetworkTopology> {
  @Override
  public String id() {
    return "compose/syntax";
  }

  @Override
  public Class<NetworkTopology> subject() {
    return NetworkTopology.class;
  }

  @Override
  public void check(NetworkTopology network, RuleContext facts, Consumer<Finding> out) {
    network
        .problems()
        .forEach(
            problem ->
                out.accept(
                    Finding.of(id(), Severity.ERROR)
                        .message(problem.message())
                        .at(problem.location())
                        .build()));
  }
}
