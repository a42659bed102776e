package com.scanium.sightline.alloy.rules;

import com.scanium.sightline.alloy.AlloyConfig;
import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.finding.Verdict;
import com.scanium.sightline.inference.CollectorFact;
import com.scanium.sightline.inference.Reason;
import com.scanium.sightline.port.ScrapeJob;
import com.scanium.sightline.text.SourceLocation;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Finds what is collected and reaches no write. */
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
    if (collector.collector() instanceof AlloyConfig config) {
      others(config, collector, facts, out);
    }
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

  /** Logs, traces and profiles: scrapes are judged by the series that they lose. */
  private void others(
      AlloyConfig config, CollectorFact collector, RuleContext facts, Consumer<Finding> out) {
    Set<SourceLocation> scrapes =
        config.scrapeJobs().stream().map(ScrapeJob::location).collect(Collectors.toSet());
    config.defects().stream()
        .filter(defect -> defect.rule().equals(id()) && !scrapes.contains(defect.location()))
        .map(defect -> RefusedBy.finding(defect.finding(defect.severity()), collector, facts))
        .forEach(out);
  }
}
