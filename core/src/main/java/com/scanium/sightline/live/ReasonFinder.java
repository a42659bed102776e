package com.scanium.sightline.live;

import com.scanium.sightline.catalog.MetricCatalog;
import com.scanium.sightline.catalog.MetricFamily;
import com.scanium.sightline.inference.Inference;
import com.scanium.sightline.inference.TargetFact;
import com.scanium.sightline.port.Answer;
import com.scanium.sightline.port.SeriesStore;
import com.scanium.sightline.promql.MatchOperator;
import com.scanium.sightline.promql.PromQl;
import com.scanium.sightline.promql.PromQlExpr;
import com.scanium.sightline.promql.PromQlExpr.VectorSelector;
import com.scanium.sightline.signal.LabelMatcher;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds out why a query is empty: for each selector the first stage at which something is missing,
 * from the target on. Every question is put to the store once.
 */
final class ReasonFinder {
  /** How far back a series that stopped is looked for. */
  private static final Duration LOOK_BACK = Duration.ofHours(24);

  private final SeriesStore store;
  private final Inference inference;
  private final Instant now;
  private final Map<String, JobHealth> jobs = new HashMap<>();
  private final Map<String, Answer<List<SeriesStore.Sample>>> answers = new HashMap<>();

  ReasonFinder(SeriesStore store, Inference inference, Instant now, List<JobHealth> health) {
    this.store = store;
    this.inference = inference;
    this.now = now;
    health.forEach(job -> jobs.put(job.job(), job));
  }

  List<LiveReason> whyEmpty(PromQlExpr expr) {
    Set<LiveReason> reasons = new LinkedHashSet<>();
    for (VectorSelector selector : PromQl.selectors(expr)) {
      selector
          .metricName()
          .map(name -> name.value())
          .flatMap(name -> whyMissing(name, selector))
          .ifPresent(reasons::add);
    }
    return new ArrayList<>(reasons);
  }

  List<LiveReason> whyZero(PromQlExpr expr) {
    Set<LiveReason> reasons = new LinkedHashSet<>();
    for (VectorSelector selector : PromQl.selectors(expr)) {
      selector.metricName().ifPresent(name -> reasons.add(new LiveReason.StaysZero(name.value())));
    }
    return new ArrayList<>(reasons);
  }

  private Optional<LiveReason> whyMissing(String metric, VectorSelector selector) {
    Answer<List<SeriesStore.Sample>> count = ask("count(" + PromQl.selector(metric) + ")");
    if (count instanceof Answer.Failed<List<SeriesStore.Sample>> failed) {
      return Optional.of(new LiveReason.StoreFails(store.address(), failed.failure()));
    }
    if (count.toOptional().filter(samples -> !samples.isEmpty()).isPresent()) {
      return whyUnmatched(metric, selector);
    }
    Optional<MetricCatalog> catalog = inference.catalogOf(metric);
    List<JobHealth> expected = catalog.map(this::jobsOf).orElse(List.of());
    Optional<LiveReason> trouble =
        expected.stream().flatMap(job -> trouble(job).stream()).findFirst();
    if (trouble.isPresent()) {
      return trouble;
    }
    Optional<Instant> last = lastSeen(metric);
    if (last.isPresent()) {
      return Optional.of(new LiveReason.MetricStale(metric, last.get()));
    }
    Optional<MetricFamily> family = catalog.flatMap(found -> found.familyOfSeries(metric));
    if (family.isPresent() && !expected.isEmpty()) {
      return Optional.of(new LiveReason.NoTraffic(expected.get(0), family.get()));
    }
    return Optional.of(new LiveReason.MetricAbsent(metric));
  }

  private List<JobHealth> jobsOf(MetricCatalog catalog) {
    List<JobHealth> found = new ArrayList<>();
    for (TargetFact target : inference.targetsOf(catalog)) {
      target.jobLabel().map(jobs::get).ifPresent(found::add);
    }
    if (found.isEmpty()) {
      catalog.service().map(jobs::get).ifPresent(found::add);
    }
    return found;
  }

  private static Optional<LiveReason> trouble(JobHealth job) {
    return switch (job.state()) {
      case DOWN -> Optional.of(new LiveReason.TargetDown(job));
      case MISSING -> Optional.of(new LiveReason.TargetMissing(job));
      case UP, PARTLY ->
          job.samples() == 0 ? Optional.of(new LiveReason.NoSamples(job)) : Optional.empty();
      case UNKNOWN -> Optional.empty();
    };
  }

  /** The metric is there, so a condition finds nothing: the first one that does decides. */
  private Optional<LiveReason> whyUnmatched(String metric, VectorSelector selector) {
    for (var written : selector.matchers()) {
      if (written.isOnMetricName() && written.operator() == MatchOperator.EQUAL) {
        continue;
      }
      LabelMatcher matcher =
          LabelMatcher.of(
              written.name().value(),
              LabelMatcher.Op.of(written.operator().symbol()).orElse(LabelMatcher.Op.EQUAL),
              written.value().value());
      List<SeriesStore.Sample> byValue =
          answer(
              "count by ("
                  + PromQl.labelName(matcher.name())
                  + ") ("
                  + PromQl.selector(metric)
                  + ")");
      Set<String> values = new TreeSet<>();
      byValue.forEach(sample -> values.add(sample.labels().getOrDefault(matcher.name(), "")));
      boolean fits = values.isEmpty() || values.stream().anyMatch(matcher::matches);
      if (!fits) {
        values.remove("");
        return Optional.of(
            values.isEmpty()
                ? new LiveReason.LabelMissing(metric, matcher.name(), labelsOf(metric))
                : new LiveReason.ValueMissing(metric, matcher, new ArrayList<>(values)));
      }
    }
    return Optional.empty();
  }

  private List<String> labelsOf(String metric) {
    Set<String> labels = new TreeSet<>();
    answer("topk(1, " + PromQl.selector(metric) + ")")
        .forEach(sample -> labels.addAll(sample.labels().keySet()));
    labels.remove(LabelMatcher.NAME);
    return new ArrayList<>(labels);
  }

  private Optional<Instant> lastSeen(String metric) {
    String window = "[" + LOOK_BACK.toHours() + "h:5m]";
    OptionalDouble seconds =
        answer("max(max_over_time(timestamp(" + PromQl.selector(metric) + ")" + window + "))")
            .stream()
            .mapToDouble(SeriesStore.Sample::value)
            .findFirst();
    return seconds.isPresent()
        ? Optional.of(Instant.ofEpochSecond((long) seconds.getAsDouble()))
        : Optional.empty();
  }

  private Answer<List<SeriesStore.Sample>> ask(String query) {
    return answers.computeIfAbsent(query, key -> store.instant(key, now));
  }

  /** The samples of a question whose failure only costs detail. */
  private List<SeriesStore.Sample> answer(String query) {
    return ask(query).toOptional().orElse(List.of());
  }
}
