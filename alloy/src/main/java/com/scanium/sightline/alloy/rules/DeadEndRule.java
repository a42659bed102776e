package com.scanium.sightline.alloy.rules;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.finding.Verdict;
import com.scanium.sightline.inference.CollectorFact;
import com.scanium.sightline.inference.Reason;
import com.scanium.sightline.port.ScrapeJob;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.function.Consumer;

/** Finds scrapes whose samples reach no write. */
final class DeadEndRule implements Rule<CollectorFact> {
  @Override
  public String id() {
    return "alloy/dead-end";
  }

  @Override
  public Class<CollectorFact> subject() {
    return CollectorFact.class;
  }

  @Override
  public void check(CollectorFact collector, RuleContext facts, Consumer<Finding> out) {
    for (ScrapeJob job : collector.collector().scrapeJobs()) {
      if (job.paths().isEmpty()) {
        out.accept(
            Finding.of(id(), Severity.ERROR)
                .message("what " + job.id() + " scrapes reaches no write")
                .at(job.location())
                .anchor(job.id())
                .evidence("no component in its forward_to leads to a prometheus.remote_write")
                .effect(Verdict.NO_DATA)
                .affects(
                    facts
                        .inference()
                        .affectedBy(
                            reason ->
                                reason instanceof Reason.GoesNowhere lost
                                    && lost.job() == job
                                    && lost.collector() == collector))
                .fix(Fix.of("forward it to the receiver of a prometheus.remote_write"))
                .build());
      }
    }
  }
}
