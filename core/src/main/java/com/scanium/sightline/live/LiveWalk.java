package com.scanium.sightline.live;

import com.scanium.sightline.finding.ConsumerRef;
import com.scanium.sightline.finding.Verdict;
import com.scanium.sightline.inference.Inference;
import com.scanium.sightline.inference.Judgement;
import com.scanium.sightline.pipeline.Pipeline;
import com.scanium.sightline.port.Answer;
import com.scanium.sightline.port.Dashboards;
import com.scanium.sightline.port.Datasource;
import com.scanium.sightline.port.Failure;
import com.scanium.sightline.port.PanelQuery;
import com.scanium.sightline.port.QueryConsumer;
import com.scanium.sightline.port.QueryLanguage;
import com.scanium.sightline.port.SeriesStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** One round of questions to the store: jobs first, then each distinct query, then the reasons. */
final class LiveWalk {
  /** Enough to hide the latency of a store far away, few enough not to be a load test. */
  private static final int CONCURRENT = 4;

  private static final Duration DEFAULT_RANGE = Duration.ofHours(1);
  private static final int MOST_POINTS = 500;
  private static final Duration SHORTEST_STEP = Duration.ofSeconds(1);

  private final SeriesStore store;
  private final Pipeline pipeline;
  private final Inference inference;
  private final Instant now;
  private final LogProbe logs;

  LiveWalk(SeriesStore store, Pipeline pipeline, Inference inference, Instant now) {
    this.store = store;
    this.pipeline = pipeline;
    this.inference = inference;
    this.now = now;
    this.logs = new LogProbe(pipeline, now);
  }

  LiveFacts run() {
    int before = requests();
    Answer<SeriesStore.Product> product = store.product();
    Answer<List<SeriesStore.Sample>> up = store.instant("up", now);
    if (up instanceof Answer.Failed<List<SeriesStore.Sample>> failed) {
      return unmeasured(product, failed.failure(), before);
    }
    JobSurvey jobs = new JobSurvey(store, inference, now, up.toOptional().orElse(List.of()));
    List<JobHealth> health = jobs.survey(pipeline.catalogs());
    ReasonFinder reasons = new ReasonFinder(store, inference, now, health);
    List<Measure> measures = measureAll(reasons);
    return new LiveFacts(
        store.address(),
        product.toOptional().orElse(null),
        null,
        health,
        measures,
        requests() - before);
  }

  private int requests() {
    return store.requests()
        + logs.requests()
        + pipeline.datasourceStores().values().stream().mapToInt(SeriesStore::requests).sum();
  }

  private LiveFacts unmeasured(Answer<SeriesStore.Product> product, Failure failure, int before) {
    LiveReason reason = new LiveReason.StoreFails(store.address(), failure);
    List<Measure> measures =
        consumers().stream()
            .map(
                consumer ->
                    new Measure(consumer, Verdict.NOT_CHECKED, List.of(reason), reason.summary()))
            .toList();
    return new LiveFacts(
        store.address(),
        product.toOptional().orElse(null),
        failure,
        List.of(),
        measures,
        requests() - before);
  }

  /** Alert rules are not run: to find nothing is what most of them should do. */
  private List<QueryConsumer> consumers() {
    List<QueryConsumer> consumers = new ArrayList<>();
    for (Judgement judgement : inference.panels()) {
      consumers.add(judgement.consumer());
    }
    for (Judgement judgement : inference.variables()) {
      consumers.add(judgement.consumer());
    }
    return consumers;
  }

  /** The text that each panel query has once the store said what its variables stand for. */
  private Map<ConsumerRef, QueryConsumer> withOptions() {
    StoreValues values = new StoreValues(store, now, DEFAULT_RANGE);
    Map<ConsumerRef, QueryConsumer> better = new HashMap<>();
    for (Dashboards dashboards : pipeline.dashboards()) {
      dashboards
          .queries(pipeline.datasources(), values)
          .forEach(query -> better.putIfAbsent(query.ref(), query));
    }
    return better;
  }

  private List<Measure> measureAll(ReasonFinder reasons) {
    Map<ConsumerRef, QueryConsumer> withOptions = withOptions();
    Map<Question, List<QueryConsumer>> byQuery = new LinkedHashMap<>();
    List<Measure> measures = new ArrayList<>();
    for (QueryConsumer consumer : consumers()) {
      if (consumer.language() == QueryLanguage.LOGQL) {
        measures.add(logs.measure(consumer));
        continue;
      }
      if (consumer.language() != QueryLanguage.PROMQL) {
        measures.add(notRun(consumer, "only series and logs are asked for"));
        continue;
      }
      Optional<Datasource> elsewhere = elsewhere(consumer);
      @Nullable SeriesStore asked =
          elsewhere.isEmpty() ? store : pipeline.datasourceStores().get(elsewhere.get().uid());
      if (asked == null) {
        measures.add(
            notRun(
                consumer,
                "it asks another data source: "
                    + elsewhere.map(Datasource::name).orElse("an unknown one")));
        continue;
      }
      LiveQuery.Made made = LiveQuery.of(withOptions.getOrDefault(consumer.ref(), consumer));
      if (made.query().isEmpty()) {
        measures.add(notRun(consumer, made.problem()));
      } else {
        byQuery
            .computeIfAbsent(
                new Question(asked, timed(made.query().get(), consumer)), key -> new ArrayList<>())
            .add(consumer);
      }
    }
    List<Callable<Outcome>> questions = new ArrayList<>();
    byQuery.keySet().forEach(query -> questions.add(() -> ask(query)));
    List<Outcome> outcomes = runAll(questions);
    int index = 0;
    Map<SeriesStore, ReasonFinder> finders = new HashMap<>(Map.of(store, reasons));
    for (Map.Entry<Question, List<QueryConsumer>> entry : byQuery.entrySet()) {
      Outcome outcome = outcomes.get(index++);
      // of the jobs behind another data source nothing is known
      ReasonFinder finder =
          finders.computeIfAbsent(
              entry.getKey().store(), other -> new ReasonFinder(other, inference, now, List.of()));
      List<LiveReason> why = reasons(outcome, entry.getKey(), finder);
      for (QueryConsumer consumer : entry.getValue()) {
        measures.add(new Measure(consumer, outcome.verdict(), why, outcome.remark()));
      }
    }
    return measures;
  }

  /** A query and the store that it is put to. */
  private record Question(SeriesStore store, LiveQuery query) {}

  /** The data source of a query, when that is known not to be the store's. */
  private Optional<Datasource> elsewhere(QueryConsumer consumer) {
    Optional<String> own = pipeline.storeDatasource();
    return own.isEmpty()
        ? Optional.empty()
        : pipeline
            .datasources()
            .resolve(consumer.question().datasource())
            .filter(source -> !source.uid().equals(own.get()));
  }

  private static Measure notRun(QueryConsumer consumer, String why) {
    return new Measure(consumer, Verdict.NOT_CHECKED, List.of(), why);
  }

  private LiveQuery timed(LiveQuery query, QueryConsumer consumer) {
    if (!(consumer instanceof PanelQuery panel) || panel.isInstant()) {
      return query;
    }
    Duration range = panel.range().orElse(DEFAULT_RANGE);
    Duration finest = range.dividedBy(MOST_POINTS);
    Duration step = panel.step().orElse(finest);
    step = step.compareTo(finest) < 0 ? finest : step;
    return query.over(range, step.compareTo(SHORTEST_STEP) < 0 ? SHORTEST_STEP : step);
  }

  private List<LiveReason> reasons(Outcome outcome, Question question, ReasonFinder finder) {
    if (outcome.failure() != null) {
      return List.of(new LiveReason.StoreFails(question.store().address(), outcome.failure()));
    }
    return switch (outcome.verdict()) {
      case NO_DATA -> finder.whyEmpty(question.query().expr());
      case ZERO -> finder.whyZero(question.query().expr());
      default -> List.of();
    };
  }

  /** What came of running one query. */
  private record Outcome(Verdict verdict, @Nullable Failure failure, @Nullable String remark) {}

  private Outcome ask(Question question) {
    SeriesStore asked = question.store();
    LiveQuery query = question.query();
    if (query.range().isEmpty()) {
      return judge(
          asked
              .instant(query.text(), now)
              .map(samples -> samples.stream().map(SeriesStore.Sample::value).toList()),
          query);
    }
    Instant from = now.minus(query.range().get());
    return judge(
        asked
            .range(query.text(), from, now, query.step().orElse(SHORTEST_STEP))
            .map(
                all ->
                    all.stream()
                        .flatMap(series -> series.points().stream())
                        .map(SeriesStore.Point::value)
                        .toList()),
        query);
  }

  private static Outcome judge(Answer<List<Double>> answer, LiveQuery query) {
    if (answer instanceof Answer.Failed<List<Double>> failed) {
      Failure failure = failed.failure();
      boolean refused = failure.kind() == Failure.Kind.BAD_QUERY;
      return refused
          ? new Outcome(
              Verdict.QUERY_ERROR, null, "the store refuses the query: " + failure.message())
          : new Outcome(Verdict.NOT_CHECKED, failure, failure.message());
    }
    if (answer instanceof Answer.NotAsked<List<Double>> notAsked) {
      return new Outcome(Verdict.NOT_CHECKED, null, notAsked.reason());
    }
    List<Double> values = answer.toOptional().orElse(List.of());
    if (values.isEmpty()) {
      return new Outcome(Verdict.NO_DATA, null, query.remark());
    }
    boolean zeros = values.stream().allMatch(value -> value == 0 || value.isNaN());
    return new Outcome(zeros ? Verdict.ZERO : Verdict.DATA, null, query.remark());
  }

  private static List<Outcome> runAll(List<Callable<Outcome>> questions) {
    ExecutorService pool =
        Executors.newFixedThreadPool(
            CONCURRENT,
            task -> {
              Thread thread = new Thread(task, "sightline-live");
              thread.setDaemon(true);
              return thread;
            });
    try {
      List<Outcome> outcomes = new ArrayList<>();
      for (Future<Outcome> future : pool.invokeAll(questions)) {
        outcomes.add(future.get());
      }
      return outcomes;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the store was asked", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a question to the store broke", e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }
}
