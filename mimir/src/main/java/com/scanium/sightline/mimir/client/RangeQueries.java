package com.scanium.sightline.mimir.client;

import com.scanium.sightline.mimir.client.RangePlan.Range;
import com.scanium.sightline.mimir.model.QueryResult;
import com.scanium.sightline.port.Answer;
import com.scanium.sightline.port.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Asks for ranges, whole or in parts. */
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
    QueryOptions ofParts = options.unlimited(); // each part would drop other series
    return applied(
        PartedQuestion.ask(
            parts,
            splitting.concurrency(),
            part -> conversation.askAsync(call(part, ofParts, server))),
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

  Call<StreamSummary> streamed(
      String query, Instant start, Instant end, Duration step, SeriesConsumer consumer) {
    return Calls.queryRange(
        query,
        start,
        end,
        step,
        QueryOptions.NONE,
        Capabilities.NONE,
        ResultReaders.streaming(consumer));
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
