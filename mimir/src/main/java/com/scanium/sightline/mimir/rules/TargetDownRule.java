package com.scanium.sightline.mimir.rules;

import com.scanium.sightline.finding.ConsumerRef;
import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.live.JobHealth;
import com.scanium.sightline.live.LiveFacts;
import com.scanium.sightline.live.LiveReason;
import com.scanium.sightline.validation.RuleContext;
import java.util.Set;
import java.util.function.Consumer;

/** Finds scrape targets that the collector does not reach: {@code up} is 0. */
final class TargetDownRule extends LiveRule {
  TargetDownRule() {
    super("mimir/target-down");
  }

  @Override
  public void check(LiveFacts live, RuleContext facts, Consumer<Finding> out) {
    for (JobHealth job : live.jobs()) {
      if (job.state() == JobHealth.State.DOWN) {
        Set<ConsumerRef> affected =
            live.affectedBy(
                reason ->
                    reason instanceof LiveReason.TargetDown down
                        && down.job().job().equals(job.job()));
        out.accept(down(job, emptying(Severity.ERROR, affected)));
      } else if (job.state() == JobHealth.State.PARTLY) {
        out.accept(down(job, Finding.of(id(), Severity.WARNING)));
      }
    }
  }

  private static Finding down(JobHealth job, Finding.Builder finding) {
    String which =
        job.state() == JobHealth.State.DOWN
            ? "job \"" + job.job() + "\" is down: every scrape of it fails"
            : "job \"" + job.job() + "\" is partly down: some of its targets fail";
    finding
        .message(which)
        .anchor(job.job())
        .fix(Fix.of("make the target answer at its address, or correct the address"));
    for (String instance : job.down()) {
      finding.evidence("up{job=\"" + job.job() + "\", instance=\"" + instance + "\"} is 0");
    }
    job.lastErrors().forEach(error -> finding.evidence("the scraper says: " + error));
    job.targets().stream().findFirst().ifPresent(target -> finding.at(target.target().location()));
    return finding.build();
  }
}
