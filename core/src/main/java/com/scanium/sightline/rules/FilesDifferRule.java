package com.scanium.sightline.rules;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.network.Difference;
import com.scanium.sightline.network.NetworkTopology;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.function.Consumer;

/** Finds containers that were seen to run otherwise than the files say. */
final class FilesDifferRule implements Rule<NetworkTopology> {
  @Override
  public String id() {
    return "network/files-differ";
  }

  @Override
  public Class<NetworkTopology> subject() {
    return NetworkTopology.class;
  }

  @Override
  public void check(NetworkTopology network, RuleContext facts, Consumer<Finding> out) {
    for (Difference difference : network.differences()) {
      out.accept(
          Finding.of(id(), Severity.WARNING)
              .message(
                  "\""
                      + difference.service()
                      + "\" runs with other "
                      + difference.what()
                      + " than the file says")
              .at(difference.location())
              .anchor(difference.service() + " " + difference.what() + " " + difference.written())
              .evidence("the file: " + difference.written())
              .evidence("running: " + difference.running() + " (" + difference.seenAt() + ")")
              .evidence("what runs counts for everything else in this report")
              .fix(Fix.of("recreate the container: docker compose up -d, or correct the file"))
              .build());
    }
  }
}
