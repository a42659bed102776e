package com.scanium.sightline.live;

import com.scanium.sightline.catalog.MetricCatalog;
import com.scanium.sightline.inference.Inference;
import com.scanium.sightline.inference.TargetFact;
import com.scanium.sightline.port.SeriesStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Finds out how each job fares that the files speak of. */
final class JobSurvey {
  private final SeriesStore store;
  private final Inference inference;
  private final Instant now;
  private final List<SeriesStore.Sample> up;

  JobSurvey(SeriesStore store, Inference inference, Instant now, List<SeriesStore.Sample> up) {
    this.store = store;
    this.inference = inference;
    this.now = now;
    this.up = up;
  }

  List<JobHealth> survey(List<MetricCatalog> catalogs) {
    Map<String, List<TargetFact>> byJob = new TreeMap<>();
    for (TargetFact target : inference.targets()) {
      if (target.collector().isActive()) {
        target
            .jobLabel()
            .ifPresent(job -> byJob.computeIfAbsent(job, key -> new ArrayList<>()).add(target));
      }
    }
    boolean nameless = byJob.isEmpty();
    for (MetricCatalog catalog : catalogs) {
      // without a collector's configuration a catalog's service is the best guess of its job
      if (nameless) {
        catalog.service().ifPresent(job -> byJob.putIfAbsent(job, List.of()));
      }
    }
    if (byJob.isEmpty()) {
      return List.of();
    }
    Map<String, Double> samples = samplesByJob();
    boolean anyTrouble = byJob.keySet().stream().anyMatch(job -> state(job) != JobHealth.State.UP);
    Map<String, List<String>> errors = anyTrouble ? errorsByJob() : Map.of();
    List<JobHealth> health = new ArrayList<>();
    byJob.forEach(
        (job, targets) ->
            health.add(
                new JobHealth(
                    job,
                    state(job),
                    down(job),
                    samples.getOrDefault(job, -1.0),
                    targets,
                    errors.getOrDefault(job, List.of()))));
    return health;
  }

  private List<SeriesStore.Sample> of(String job) {
    return up.stream().filter(sample -> job.equals(sample.labels().get("job"))).toList();
  }

  private JobHealth.State state(String job) {
    List<SeriesStore.Sample> samples = of(job);
    long alive = samples.stream().filter(sample -> sample.value() > 0).count();
    if (samples.isEmpty()) {
      return JobHealth.State.MISSING;
    }
    return alive == samples.size()
        ? JobHealth.State.UP
        : alive == 0 ? JobHealth.State.DOWN : JobHealth.State.PARTLY;
  }

  private List<String> down(String job) {
    TreeSet<String> instances = new TreeSet<>();
    of(job).stream()
        .filter(sample -> sample.value() == 0)
        .forEach(sample -> instances.add(sample.labels().getOrDefault("instance", "?")));
    return List.copyOf(instances);
  }

  private Map<String, Double> samplesByJob() {
    Map<String, Double> samples = new TreeMap<>();
    store
        .instant("sum by (job) (scrape_samples_scraped)", now)
        .toOptional()
        .orElse(List.of())
        .forEach(sample -> samples.put(sample.labels().getOrDefault("job", ""), sample.value()));
    return samples;
  }

  /** Only a store that scrapes itself knows why a scrape failed; others just don't say. */
  private Map<String, List<String>> errorsByJob() {
    Map<String, List<String>> errors = new TreeMap<>();
    for (SeriesStore.TargetState target : store.targets().toOptional().orElse(List.of())) {
      if (!target.lastError().isEmpty()) {
        errors
            .computeIfAbsent(target.labels().getOrDefault("job", ""), key -> new ArrayList<>())
            .add(target.scrapeUrl() + ": " + target.lastError());
      }
    }
    return errors;
  }
}
