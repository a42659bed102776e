package com.scanium.sightline.alloy.rules;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.finding.Verdict;
import com.scanium.sightline.inference.CatalogNames;
import com.scanium.sightline.inference.CollectorFact;
import com.scanium.sightline.inference.Inference;
import com.scanium.sightline.inference.Reason;
import com.scanium.sightline.port.ScrapeJob;
import com.scanium.sightline.text.SourceLocation;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.List;
import java.util.function.Consumer;

/** Finds backends that no scrape of the running configuration asks for their metrics. */
final class NoScrapeRule implements Rule<Inference> {
  @Override
  public String id() {
    return "alloy/no-scrape";
  }

  @Override
  public Class<Inference> subject() {
    return Inference.class;
  }

  @Override
  public void check(Inference inference, RuleContext facts, Consumer<Finding> out) {
    List<CollectorFact> active =
        inference.collectors().stream().filter(CollectorFact::isActive).toList();
    for (Reason.NotScraped reason : inference.reasons(Reason.NotScraped.class)) {
      Finding.Builder finding =
          Finding.of(id(), Severity.ERROR)
              .message("no scrape asks " + CatalogNames.of(reason.catalog()) + " for its metrics")
              .anchor(CatalogNames.of(reason.catalog()))
              .effect(Verdict.NO_DATA)
              .affects(inference.affectedBy(reason::equals))
              .fix(Fix.of("add a prometheus.scrape for it to the configuration that runs"));
      active.stream()
          .flatMap(collector -> collector.collector().scrapeJobs().stream())
          .map(ScrapeJob::location)
          .max(SourceLocation::compareTo)
          .ifPresent(finding::at);
      active.forEach(
          collector ->
              finding.evidence(
                  collector.collector().name()
                      + " scrapes "
                      + collector.collector().scrapeJobs().stream().map(ScrapeJob::id).toList()
                      + " ("
                      + collector.because()
                      + ")"));
      out.accept(finding.build());
    }
  }
}
