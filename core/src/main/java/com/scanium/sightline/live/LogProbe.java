package com.scanium.sightline.live;

import com.scanium.sightline.finding.Verdict;
import com.scanium.sightline.inference.Inference;
import com.scanium.sightline.inference.Judgement;
import com.scanium.sightline.logql.LogQl;
import com.scanium.sightline.pipeline.Pipeline;
import com.scanium.sightline.port.Answer;
import com.scanium.sightline.port.Datasource;
import com.scanium.sightline.port.Failure;
import com.scanium.sightline.port.LogStore;
import com.scanium.sightline.port.PanelQuery;
import com.scanium.sightline.port.QueryConsumer;
import com.scanium.sightline.port.QueryLanguage;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts the queries of logs to their store, each distinct one once. */
final class LogProbe {
  private static final Duration DEFAULT_RANGE = Duration.ofHours(1);

  private final Pipeline pipeline;
  private final Instant now;
  private final Map<Asked, Answer<LogStore.Found>> answers = new HashMap<>();

  LogProbe(Pipeline pipeline, Instant now) {
    this.pipeline = pipeline;
    this.now = now;
  }

  /** A query over a time range. */
  private record Asked(LogStore store, String query, Duration range) {}

  /** How many requests were sent to the store of logs so far. */
  int requests() {
    return pipeline.logs().map(LogStore::requests).orElse(0)
        + pipeline.datasourceLogs().values().stream().mapToInt(LogStore::requests).sum();
  }

  /** All queries of logs, where there is no store of series. */
  LiveFacts run(LogStore logs, Inference inference) {
    int before = requests();
    List<Measure> measures =
        inference.panels().stream()
            .map(Judgement::consumer)
            .filter(consumer -> consumer.language() == QueryLanguage.LOGQL)
            .map(this::measure)
            .toList();
    return new LiveFacts(logs.address(), null, null, List.of(), measures, requests() - before);
  }

  /** What a query shows. */
  Measure measure(QueryConsumer consumer) {
    Optional<Datasource> elsewhere = elsewhere(consumer);
    Optional<LogStore> store =
        elsewhere.isEmpty()
            ? pipeline.logs()
            : Optional.ofNullable(pipeline.datasourceLogs().get(elsewhere.get().uid()));
    if (store.isEmpty()) {
      return notRun(
          consumer,
          elsewhere
              .map(source -> "it asks another data source: " + source.name())
              .orElse("no store of logs was given"));
    }
    String text = consumer.variants().get(0).text();
    if (text.contains("$") || text.contains("[[")) {
      return notRun(consumer, "it holds a variable whose value only the dashboard server knows");
    }
    if (!LogQl.parse(text).isOk()) {
      return notRun(consumer, "the query does not parse");
    }
    Duration range =
        consumer instanceof PanelQuery panel ? panel.range().orElse(DEFAULT_RANGE) : DEFAULT_RANGE;
    return judged(
        consumer,
        store.get(),
        text,
        answers.computeIfAbsent(
            new Asked(store.get(), text, range),
            asked -> asked.store().find(asked.query(), now.minus(asked.range()), now)));
  }

  private static Measure judged(
      QueryConsumer consumer, LogStore store, String query, Answer<LogStore.Found> answer) {
    if (answer instanceof Answer.Failed<LogStore.Found> failed) {
      Failure failure = failed.failure();
      return failure.kind() == Failure.Kind.BAD_QUERY
          ? new Measure(
              consumer,
              Verdict.QUERY_ERROR,
              List.of(),
              "the store refuses the query: " + failure.message())
          : new Measure(
              consumer,
              Verdict.NOT_CHECKED,
              List.of(),
              store.address() + " does not answer: " + failure.message());
    }
    if (answer instanceof Answer.NotAsked<LogStore.Found> notAsked) {
      return notRun(consumer, notAsked.reason());
    }
    LogStore.Found found = answer.orElseThrow();
    if (found.results() > 0) {
      Verdict verdict = found.onlyZeros() ? Verdict.ZERO : Verdict.DATA;
      return new Measure(consumer, verdict, List.of(), null);
    }
    return new Measure(consumer, Verdict.NO_DATA, reason(query, found), null);
  }

  private static List<LiveReason> reason(String query, LogStore.Found found) {
    @Nullable LiveReason why =
        found.examined() == 0
            ? new LiveReason.NoStream(query)
            : found.examined() > 0 ? new LiveReason.LinesDropped(query, found.examined()) : null;
    return why == null ? List.of() : List.of(why);
  }

  private Optional<Datasource> elsewhere(QueryConsumer consumer) {
    Optional<String> own = pipeline.logsDatasource();
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
}
