package com.scanium.sightline.mimir.client;

import com.scanium.sightline.mimir.client.RangePlan.Range;
import com.scanium.sightline.mimir.model.QueryResult;
import com.scanium.sightline.mimir.model.QueryStats;
import com.scanium.sightline.port.Answer;
import com.scanium.sightline.port.Failure;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Asks for ranges, whole or in parts; all parts of one range share its deadline. */
final class RangeQueries {
  private final Conversation conversation;
  private final SplitConfig splitting;

  RangeQueries(Conversation conversation, SplitConfig splitting) {
    this.conversation = conversation;
    this.splitting = splitting;
  }

  SplitConfig splitting() {
    return splitting;
  }

  /** The same within another conversation. */
  RangeQueries in(Conversation other) {
    return new RangeQueries(other, splitting);
  }

  Answer<QueryResult> ask(Range range, QueryOptions options, Capabilities server) {
    List<Range> parts = RangePlan.parts(range, splitting);
    if (parts.size() == 1) {
      return OptionEffects.applied(conversation.ask(call(range, options, server)), options, server);
    }
    CompletableFuture<Answer<QueryResult>> asked = askAsync(range, options, server);
    try {
      return asked.get();
    } catch (InterruptedException e) {
      asked.cancel(true);
      Thread.currentThread().interrupt();
      return Answer.failed(new Failure.Cancelled("interrupted while parts of a range were asked"));
    } catch (CancellationException e) {
      return Answer.failed(new Failure.Cancelled("a part of a range was cancelled"));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException bug) {
        throw bug;
      }
      throw new IllegalStateException("a part of a range ended without an answer", e.getCause());
    }
  }

  CompletableFuture<Answer<QueryResult>> askAsync(
      Range range, QueryOptions options, Capabilities server) {
    List<Range> parts = RangePlan.parts(range, splitting);
    if (parts.size() == 1) {
      return applied(conversation.askAsync(call(range, options, server)), options, server);
    }
    Conversation once = conversation.once();
    QueryOptions ofParts = options.unlimited(); // each part would drop other series
    return applied(
        PartedQuestion.ask(
            parts,
            splitting.concurrency(),
            new Stitching(),
            part -> once.askAsync(call(part, ofParts, server))),
        options,
        server);
  }

  static CompletableFuture<Answer<QueryResult>> applied(
      CompletableFuture<Answer<QueryResult>> asked, QueryOptions options, Capabilities server) {
    if (!options.dependOnServer()) {
      return asked;
    }
    return Conversation.then(
        asked,
        answer ->
            CompletableFuture.completedFuture(OptionEffects.applied(answer, options, server)));
  }

  /** Hands series on as they come, part after part, all on this thread. */
  Answer<StreamSummary> stream(Range range, SeriesConsumer consumer) {
    Conversation once = conversation.once();
    Tally tally = new Tally();
    Set<String> warnings = new LinkedHashSet<>();
    for (Range part : RangePlan.parts(range, splitting)) {
      Answer<StreamSummary> answer = once.ask(streamed(range, part, consumer));
      if (!(answer instanceof Answer.Known<StreamSummary> known)) {
        return answer;
      }
      tally.add(known.value());
      warnings.addAll(known.warnings());
    }
    return new Answer.Known<>(tally.whole(), new ArrayList<>(warnings));
  }

  /** The same without waiting. */
  CompletableFuture<Answer<StreamSummary>> streamAsync(Range range, SeriesConsumer consumer) {
    List<Range> parts = RangePlan.parts(range, splitting);
    if (parts.size() == 1) {
      return conversation.askAsync(streamed(range, range, consumer));
    }
    Conversation once = conversation.once();
    return PartedQuestion.ask(
        parts, 1, new Tally(), part -> once.askAsync(streamed(range, part, consumer)));
  }

  /** What all parts had. What their evaluation took is said only of a range in one part. */
  private static final class Tally implements PartedQuestion.Whole<StreamSummary> {
    private final Set<String> infos = new LinkedHashSet<>();
    private long series;
    private long samples;
    private int parts;
    private QueryStats stats = QueryStats.NONE;

    @Override
    public void add(StreamSummary part) {
      series += part.series();
      samples += part.samples();
      infos.addAll(part.infos());
      stats = ++parts == 1 ? part.stats() : QueryStats.NONE;
    }

    @Override
    public StreamSummary whole() {
      return new StreamSummary(series, samples, List.copyOf(infos), stats);
    }
  }

  /** A server that moves the steps of a part must not bring what the part before it had. */
  private static Call<StreamSummary> streamed(Range range, Range part, SeriesConsumer consumer) {
    boolean first = part.start().equals(range.start());
    long after = first ? Long.MIN_VALUE : part.start().toEpochMilli() - part.step().toMillis();
    return Calls.queryRange(
        part.query(),
        part.start(),
        part.end(),
        part.step(),
        QueryOptions.NONE,
        Capabilities.NONE,
        ResultReaders.streaming(consumer, after));
  }

  private static Call<QueryResult> call(Range range, QueryOptions options, Capabilities server) {
    return Calls.queryRange(
        range.query(),
        range.start(),
        range.end(),
        range.step(),
        options,
        server,
        ResultReaders.collecting());
  }
}
