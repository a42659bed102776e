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

/** Finds jobs that are scraped and give nothing. */
final class NoSamplesRule extends LiveRule {
  NoSamplesRule() {
    super("mimir/no-samples");
  }

  @Override
  public void check(LiveFacts live, RuleContext facts, Consumer<Finding> out) {
    for (JobHealth job : live.jobs()) {
      boolean alive = job.state() == JobHealth.State.UP || job.state() == JobHealth.State.PARTLY;
      if (alive && job.samples() == 0) {
        out.accept(nothing(job, live));
      }
    }
  }

  private Finding nothing(JobHealth job, LiveFacts live) {
    Set<ConsumerRef> affected =
        live.affectedBy(
            reason ->
                reason instanceof LiveReason.NoSamples none && none.job().job().equals(job.job()));
    Finding.Builder finding =
        emptying(Severity.ERROR, affected)
            .message("job \"" + job.job() + "\" is up, and its scrapes hold no sample")
            .anchor(job.job())
            .evidence("sum(scrape_samples_scraped{job=\"" + job.job() + "\"}) is 0")
            .fix(
                Fix.of(
                    "look at the page itself: the path may be another one, or the registry empty"));
    job.targets().stream().findFirst().ifPresent(target -> finding.at(target.target().location()));
    return finding.build();
  }
}
