package com.scanium.sightline.alloy.rules;

import com.scanium.sightline.catalog.CatalogEndpoint;
import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.finding.Verdict;
import com.scanium.sightline.inference.CatalogNames;
import com.scanium.sightline.inference.Inference;
import com.scanium.sightline.inference.Reason;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.function.Consumer;

/** Finds targets that answer plain HTTP on their metrics path with a refusal. */
final class ScrapeForbiddenRule implements Rule<Inference> {
  @Override
  public String id() {
    return "alloy/scrape-forbidden";
  }

  @Override
  public Class<Inference> subject() {
    return Inference.class;
  }

  @Override
  public void check(Inference inference, RuleContext facts, Consumer<Finding> out) {
    for (Reason.ScrapeForbidden reason : inference.reasons(Reason.ScrapeForbidden.class)) {
      Finding.Builder finding =
          Finding.of(id(), Severity.ERROR)
              .message(
                  CatalogNames.of(reason.catalog())
                      + " refuses plain HTTP on the path that Alloy scrapes")
              .at(
                  reason
                      .target()
                      .target()
                      .address()
                      .location()
                      .orElse(reason.target().target().location()))
              .anchor(reason.target().job().id())
              .evidence("the target is scraped with scheme http")
              .effect(Verdict.NO_DATA)
              .affects(inference.affectedBy(reason::equals))
              .fix(
                  Fix.of(
                      "exempt the metrics path from the HTTPS rule of the application, or scrape with scheme https"));
      reason
          .catalog()
          .endpoint()
          .map(CatalogEndpoint::location)
          .ifPresent(place -> finding.evidence("plainHttpScrapeAllowed is false at " + place));
      out.accept(finding.build());
    }
  }
}
