package com.scanium.sightline.mimir.rules;

import com.scanium.sightline.finding.ConsumerRef;
import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.live.JobHealth;
import com.scanium.sightline.live.LiveFacts;
import com.scanium.sightline.live.LiveReason;
import com.scanium.sightline.port.SeriesStore;
import com.scanium.sightline.validation.RuleContext;
import java.util.Set;
import java.util.function.Consumer;

/** Finds jobs without any {@code up}: nobody scrapes them, or what is scraped does not get here. */
final class TargetMissingRule extends LiveRule {
  TargetMissingRule() {
    super("mimir/target-missing");
  }

  @Override
  public void check(LiveFacts live, RuleContext facts, Consumer<Finding> out) {
    boolean allMissing =
        live.jobs().stream().allMatch(job -> job.state() == JobHealth.State.MISSING);
    for (JobHealth job : live.jobs()) {
      if (job.state() == JobHealth.State.MISSING) {
        Set<ConsumerRef> affected =
            live.affectedBy(
                reason ->
                    reason instanceof LiveReason.TargetMissing missing
                        && missing.job().job().equals(job.job()));
        out.accept(missing(job, affected, allMissing, facts));
      }
    }
  }

  private Finding missing(
      JobHealth job, Set<ConsumerRef> affected, boolean allMissing, RuleContext facts) {
    Finding.Builder finding =
        emptying(Severity.ERROR, affected)
            .message("job \"" + job.job() + "\" is not in the store: it has no up series at all")
            .anchor(job.job())
            .evidence(
                "a scrape that fails still stores up = 0, so nobody scrapes this job or the write"
                    + " does not arrive")
            .fix(
                Fix.of(
                    allMissing
                        ? "look at the write path and the tenant: no job of these files is there"
                        : "look whether the collector that runs has this target, and whether its"
                            + " write keeps up"));
    if (allMissing) {
      String tenant =
          facts.pipeline().store().map(SeriesStore::tenant).map(Object::toString).orElse("?");
      finding.evidence(
          "no job of these files has an up series for tenant "
              + tenant
              + "; a wrong tenant is an"
              + " empty one");
    }
    job.lastErrors().forEach(error -> finding.evidence("the scraper says: " + error));
    job.targets().stream().findFirst().ifPresent(target -> finding.at(target.target().location()));
    return finding.build();
  }
}
