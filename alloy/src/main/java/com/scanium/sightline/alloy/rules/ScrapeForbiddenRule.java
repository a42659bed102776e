package com.scanium.sightline.alloy.rules;

import com.scanium.sightline.catalog.CatalogEndpoint;
import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.finding.Verdict;
import com.scanium.sightline.inference.CatalogNames;
import com.scanium.sightline.inference.Inference;
import com.scanium.sightline.inference.Reason;
import com.scanium.sightline.inference.TargetFact;
import com.scanium.sightline.network.ContainerService;
import com.scanium.sightline.network.LocatedText;
import com.scanium.sightline.text.SecretMask;
import com.scanium.sightline.text.SourceLocation;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
              .at(place(reason.target()))
              .anchor(reason.target().job().id())
              .evidence(
                  reason.target().job().id()
                      + " scrapes "
                      + SecretMask.mask(reason.target().target().address().toString())
                      + " with scheme http ("
                      + scrapePlace(reason.target())
                      + ")")
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

  /**
   * The application's own settings, since that is where the refusal is decided: the variable about
   * HTTPS, else the first variable of the service, else the service; the scrape when no service is
   * known.
   */
  private static SourceLocation place(TargetFact target) {
    Optional<ContainerService> service = target.service();
    if (service.isEmpty()) {
      return scrapePlace(target);
    }
    Map<String, LocatedText> settings = service.get().environment();
    URI file = service.get().location().source();
    return settings.entrySet().stream()
        .filter(setting -> setting.getKey().toUpperCase(Locale.ROOT).contains("HTTPS"))
        .map(setting -> setting.getValue().location())
        .min(SourceLocation::compareTo)
        .or(
            () ->
                settings.values().stream()
                    .map(LocatedText::location)
                    .filter(location -> location.source().equals(file))
                    .min(SourceLocation::compareTo))
        .orElse(service.get().location());
  }

  private static SourceLocation scrapePlace(TargetFact target) {
    return target.target().address().location().orElse(target.target().location());
  }
}
