package com.scanium.sightline.inference;

import com.scanium.sightline.catalog.MetricCatalog;
import com.scanium.sightline.signal.Match;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A configuration that no container mounts, and that scrapes what the mounted one doesn't.
 *
 * @param running what the container runs instead
 * @param target what the unmounted configuration would scrape
 * @param catalog whose metrics nobody scrapes now
 */
public record Alternative(CollectorFact running, TargetFact target, MetricCatalog catalog) {
  /** Refuses absent parts. */
  public Alternative {
    Objects.requireNonNull(running, "running");
    Objects.requireNonNull(target, "target");
    Objects.requireNonNull(catalog, "catalog");
  }

  /** The configuration that is not mounted. */
  public CollectorFact unmounted() {
    return target.collector();
  }

  static List<Alternative> of(Inference inference) {
    List<Alternative> found = new ArrayList<>();
    for (Reason.NotScraped missed : inference.reasons(Reason.NotScraped.class)) {
      inference.targets().stream()
          .filter(target -> !target.collector().isActive())
          .filter(target -> target.catalogs().contains(missed.catalog()))
          .filter(target -> target.reachable() != Match.NEVER)
          .filter(target -> !target.job().paths().isEmpty())
          .findFirst()
          .ifPresent(
              target ->
                  inference.collectors().stream()
                      .filter(CollectorFact::isActive)
                      .filter(running -> running.service().equals(target.collector().service()))
                      .findFirst()
                      .ifPresent(
                          running ->
                              found.add(new Alternative(running, target, missed.catalog()))));
    }
    return List.copyOf(found);
  }
}
