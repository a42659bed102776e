package com.scanium.sightline.live;

import com.scanium.sightline.finding.ConsumerRef;
import com.scanium.sightline.inference.Inference;
import com.scanium.sightline.pipeline.Pipeline;
import com.scanium.sightline.port.Failure;
import com.scanium.sightline.port.SeriesStore;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What the store says about the jobs, metrics and queries that the files speak of. Immutable. */
public final class LiveFacts {
  private final String address;
  private final SeriesStore.@Nullable Product product;
  private final @Nullable Failure failure;
  private final List<JobHealth> jobs;
  private final Map<ConsumerRef, Measure> measures;
  private final int requests;

  LiveFacts(
      String address,
      SeriesStore.@Nullable Product product,
      @Nullable Failure failure,
      List<JobHealth> jobs,
      List<Measure> measures,
      int requests) {
    this.address = address;
    this.product = product;
    this.failure = failure;
    this.jobs = jobs.stream().sorted(Comparator.comparing(JobHealth::job)).toList();
    this.measures = new TreeMap<>();
    measures.forEach(measure -> this.measures.put(measure.consumer().ref(), measure));
    this.requests = requests;
  }

  /**
   * Asks the stores: about the present, or about the end of the time range that a link shows.
   * Without a store of series, only queries of logs are measured.
   *
   * @param pipeline must have a store, of series or of logs
   * @param inference what the files predict
   * @throws IllegalArgumentException when there is no store
   */
  public static LiveFacts measure(Pipeline pipeline, Inference inference, Clock clock) {
    Instant present = clock.instant();
    Instant until =
        pipeline.dashboards().stream()
            .flatMap(dashboards -> dashboards.shownUntil().stream())
            .filter(end -> end.isBefore(present))
            .findFirst()
            .orElse(present);
    return pipeline
        .store()
        .map(store -> new LiveWalk(store, pipeline, inference, until).run())
        .or(() -> pipeline.logs().map(logs -> new LogProbe(pipeline, until).run(logs, inference)))
        .orElseThrow(() -> new IllegalArgumentException("there is no store to ask"));
  }

  /** Whom was asked, without secrets. */
  public String address() {
    return address;
  }

  /** The program that answered; empty when it did not say. */
  public Optional<SeriesStore.Product> product() {
    return Optional.ofNullable(product);
  }

  /** Why nothing could be measured; empty when the store answered. */
  public Optional<Failure> failure() {
    return Optional.ofNullable(failure);
  }

  /** How the jobs fare that the files or the catalogs speak of, sorted by job. */
  public List<JobHealth> jobs() {
    return jobs;
  }

  /** What a query showed; empty when it was not run. */
  public Optional<Measure> measure(ConsumerRef consumer) {
    return Optional.ofNullable(measures.get(consumer));
  }

  /** What all queries showed, sorted by consumer. */
  public List<Measure> measures() {
    return List.copyOf(measures.values());
  }

  /** How many requests it took. */
  public int requests() {
    return requests;
  }

  /** The consumers that show nothing, or zeros, for a reason of this kind, sorted. */
  public Set<ConsumerRef> affectedBy(Predicate<LiveReason> reason) {
    Set<ConsumerRef> affected = new TreeSet<>();
    for (Measure measure : measures.values()) {
      if (measure.reasons().stream().anyMatch(reason)) {
        affected.add(measure.consumer().ref());
      }
    }
    return affected;
  }

  /** The reasons of a type, each once, in the order of the consumers. */
  public <R extends LiveReason> List<R> reasons(Class<R> type) {
    return measures.values().stream()
        .flatMap(measure -> measure.reasons().stream())
        .filter(type::isInstance)
        .map(type::cast)
        .distinct()
        .toList();
  }
}
