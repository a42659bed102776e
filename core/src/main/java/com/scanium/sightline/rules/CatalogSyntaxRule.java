package com.scanium.sightline.rules;

import com.scanium.sightline.catalog.MetricCatalog;
import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.function.Consumer;

/** Passes on what is wrong with a catalog's own file. */
final class CatalogSyntaxRule implements Rule<MetricCatalog> {
  @Override
  public String id() {
    return "catalog/syntax";
  }

  @Override
  public Class<MetricCatalog> subject() {
    return MetricCatalog.class;
  }

  @Override
  public void check(MetricCatalog catalog, RuleContext facts, Consumer<Finding> out) {
    catalog
        .problems()
        .forEach(
            problem ->
                out.accept(
                    Finding.of(id(), Severity.ERROR)
                        .message(problem.message())
                        .at(problem.location())
                        .build()));
    catalog
        .notes()
        .forEach(
            note ->
                out.accept(
                    Finding.of(id(), Severity.INFO)
                        .message(note.message())
                        .at(note.location())
                        .build()));
  }
}
