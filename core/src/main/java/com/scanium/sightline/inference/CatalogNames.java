package com.scanium.sightline.inference;

import com.scanium.sightline.catalog.MetricCatalog;
import com.scanium.sightline.text.SourceLocation;

/** What a catalog is called in reports. */
public final class CatalogNames {
  private CatalogNames() {}

  /** The service that it belongs to, else the file it was read from, else {@code the catalog}. */
  public static String of(MetricCatalog catalog) {
    return catalog
        .service()
        .or(() -> catalog.sources().stream().findFirst().map(SourceLocation::file))
        .orElse("the catalog");
  }
}
