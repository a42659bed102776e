package com.scanium.sightline.alloy.rules;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.inference.WriteFact;
import com.scanium.sightline.network.Reach;
import com.scanium.sightline.network.Resolution;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.List;
import java.util.function.Consumer;

/**
 * Finds writes to a name that containers of several projects bear where Alloy runs: Docker's name
 * server answers with all of them in turn, so what is written lands now here, now there.
 */
final class WriteAmbiguousRule implements Rule<WriteFact> {
  @Override
  public String id() {
    return "alloy/write-ambiguous";
  }

  @Override
  public Class<WriteFact> subject() {
    return WriteFact.class;
  }

  @Override
  public void check(WriteFact write, RuleContext facts, Consumer<Finding> out) {
    write
        .reach()
        .filter(reach -> reach.flaw() == Reach.Flaw.AMBIGUOUS)
        .ifPresent(reach -> out.accept(finding(write, reach, facts)));
  }

  private Finding finding(WriteFact write, Reach reach, RuleContext facts) {
    List<String> who =
        reach.resolution().targets().stream()
            .map(Resolution.Target::service)
            .map(Object::toString)
            .toList();
    Finding.Builder finding =
        WriteAddresses.finding(id(), write, Severity.ERROR, facts.inference())
            .message(
                who.size()
                    + " containers of different projects answer to "
                    + TargetNames.quoted(write.host())
                    + ", to which Alloy writes");
    reach.evidence().forEach(finding::evidence);
    return finding
        .evidence("Docker hands out their addresses in turn: each store gets a part of the data")
        .fix(
            Fix.of(
                "give the store that is meant a name of its own (an alias), or take Alloy off the network of "
                    + who.get(who.size() - 1)))
        .build();
  }
}
