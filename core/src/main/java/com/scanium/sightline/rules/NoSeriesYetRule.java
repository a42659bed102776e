package com.scanium.sightline.rules;

import com.scanium.sightline.catalog.MetricCatalog;
import com.scanium.sightline.catalog.MetricFamily;
import com.scanium.sightline.finding.ConsumerRef;
import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.finding.Verdict;
import com.scanium.sightline.inference.CatalogNames;
import com.scanium.sightline.inference.Inference;
import com.scanium.sightline.inference.Reason;
import com.scanium.sightline.text.SourceLocation;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Finds families that panels need and that have no series yet: a labelled metric has none before
 * its first event, so the panel is empty until somebody uses the application.
 */
final class NoSeriesYetRule implements Rule<Inference> {
  @Override
  public String id() {
    return "traffic/no-series-yet";
  }

  @Override
  public Class<Inference> subject() {
    return Inference.class;
  }

  @Override
  public void check(Inference inference, RuleContext facts, Consumer<Finding> out) {
    for (MetricCatalog catalog : facts.pipeline().catalogs()) {
      List<MetricFamily> families =
          inference.reasons(Reason.NoSeriesYet.class).stream()
              .filter(reason -> reason.catalog().equals(catalog))
              .flatMap(reason -> catalog.family(reason.family()).stream())
              .sorted(Comparator.comparing(MetricFamily::name))
              .toList();
      if (!families.isEmpty()) {
        out.accept(noSeries(catalog, families, affected(inference, catalog)));
      }
    }
  }

  private static Set<ConsumerRef> affected(Inference inference, MetricCatalog catalog) {
    return inference.affectedBy(
        reason -> reason instanceof Reason.NoSeriesYet none && none.catalog().equals(catalog));
  }

  private Finding noSeries(
      MetricCatalog catalog, List<MetricFamily> families, Set<ConsumerRef> affected) {
    String what =
        families.size() == 1
            ? "\"" + families.get(0).name() + "\" is declared and has no series yet"
            : families.size() + " metrics are declared and have no series yet";
    Finding.Builder finding =
        Finding.of(id(), Severity.WARNING)
            .message(what + ": no traffic since " + CatalogNames.of(catalog) + " started")
            .anchor(CatalogNames.of(catalog))
            .effect(Verdict.NO_DATA)
            .affects(affected)
            .fix(
                Fix.of(
                    "use the application once, or initialise the label values that are known at start"));
    families.stream()
        .flatMap(family -> family.location().stream())
        .findFirst()
        .ifPresent(finding::at);
    String snapshot = snapshot(catalog, families.get(0));
    for (MetricFamily family : families) {
      String labels =
          family.labels().isEmpty() ? "" : " (labels " + String.join(", ", family.labels()) + ")";
      finding.evidence(snapshot + " declares " + family.name() + " without a sample" + labels);
    }
    return finding.build();
  }

  /** The file in which nothing was seen: the one that the family was not declared in. */
  private static String snapshot(MetricCatalog catalog, MetricFamily family) {
    String declared = family.location().map(SourceLocation::file).orElse("");
    return catalog.sources().stream()
        .map(SourceLocation::file)
        .filter(file -> !file.equals(declared))
        .findFirst()
        .orElse("the snapshot");
  }
}
