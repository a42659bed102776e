package com.scanium.sightline.mimir.model;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the evaluation of a query took, as far as the store says.
 *
 * <p>Prometheus tells it beside the data when it is asked to; Mimir in the header {@code
 * Server-Timing}. Immutable.
 */
public final class QueryStats {
  /** Nothing is known. */
  public static final QueryStats NONE = new QueryStats(Map.of(), Map.of(), List.of(), Map.of());

  private final Map<String, Double> timings;
  private final Map<String, Long> samples;
  private final List<StepSamples> perStep;
  private final Map<String, Double> serverTiming;

  private QueryStats(
      Map<String, Double> timings,
      Map<String, Long> samples,
      List<StepSamples> perStep,
      Map<String, Double> serverTiming) {
    this.timings = Map.copyOf(timings);
    this.samples = Map.copyOf(samples);
    this.perStep = List.copyOf(perStep);
    this.serverTiming = Map.copyOf(serverTiming);
  }

  /**
   * How many samples one step of a range looked at.
   *
   * @param atMillis the step, in milliseconds since the epoch
   * @param samples how many
   */
  public record StepSamples(long atMillis, long samples) {}

  /**
   * Statistics.
   *
   * @param timings seconds by name
   * @param samples counts by name
   * @param perStep samples by step, where asked for
   * @param serverTiming figures of the header {@code Server-Timing} by name
   */
  public static QueryStats of(
      Map<String, Double> timings,
      Map<String, Long> samples,
      List<StepSamples> perStep,
      Map<String, Double> serverTiming) {
    return new QueryStats(timings, samples, perStep, serverTiming);
  }

  /** These statistics with the figures of a header {@code Server-Timing}. */
  public QueryStats withServerTiming(Map<String, Double> figures) {
    return figures.isEmpty() ? this : new QueryStats(timings, samples, perStep, figures);
  }

  /** Whether nothing is known. */
  public boolean isEmpty() {
    return timings.isEmpty() && samples.isEmpty() && perStep.isEmpty() && serverTiming.isEmpty();
  }

  /** Seconds by name, for instance {@code evalTotalTime}. */
  public Map<String, Double> timings() {
    return timings;
  }

  /** How many samples the query looked at; empty when the store does not say. */
  public OptionalLong totalQueryableSamples() {
    return count("totalQueryableSamples");
  }

  /** How many samples were in memory at a time; empty when the store does not say. */
  public OptionalLong peakSamples() {
    return count("peakSamples");
  }

  private OptionalLong count(String name) {
    Long count = samples.get(name);
    return count == null ? OptionalLong.empty() : OptionalLong.of(count);
  }

  /** Samples by step; empty unless asked for and supported. */
  public List<StepSamples> perStep() {
    return perStep;
  }

  /**
   * A figure of the header {@code Server-Timing}, for instance {@code fetched_series_count}: zero
   * means that no series matched, so samples cannot be the matter.
   */
  public OptionalDouble serverTiming(String name) {
    Double figure = serverTiming.get(name);
    return figure == null ? OptionalDouble.empty() : OptionalDouble.of(figure);
  }

  /** All figures of the header {@code Server-Timing}: milliseconds for durations, else counts. */
  public Map<String, Double> serverTiming() {
    return serverTiming;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof QueryStats that
        && timings.equals(that.timings)
        && samples.equals(that.samples)
        && perStep.equals(that.perStep)
        && serverTiming.equals(that.serverTiming);
  }

  @Override
  public int hashCode() {
    return Objects.hash(timings, samples, perStep, serverTiming);
  }

  @Override
  public String toString() {
    Map<String, Object> all = new TreeMap<>(timings);
    all.putAll(samples);
    all.putAll(serverTiming);
    return all.toString();
  }
}
