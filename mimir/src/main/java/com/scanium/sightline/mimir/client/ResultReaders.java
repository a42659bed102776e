package com.scanium.sightline.mimir.client;

import com.scanium.sightline.mimir.model.HistogramSample;
import com.scanium.sightline.mimir.model.QueryResult;
import com.scanium.sightline.mimir.model.QueryStats;
import com.scanium.sightline.mimir.model.Series;
import com.scanium.sightline.port.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Makes answers of results of queries: all of it at once, or series by series. */
final class ResultReaders {
  private ResultReaders() {}

  /** Collects everything. */
  static Reader<QueryResult> collecting() {
    return body -> {
      Collected collected = new Collected();
      return read(
          body,
          collected,
          (envelope, head) ->
              QueryResult.of(collected.value(head), envelope.infos(), stats(head, body)));
    };
  }

  /** Hands each series on and keeps none. */
  static Reader<StreamSummary> streaming(SeriesConsumer consumer) {
    return streaming(consumer, Long.MIN_VALUE);
  }

  /** The same without samples that are not later than that time. */
  static Reader<StreamSummary> streaming(SeriesConsumer consumer, long after) {
    return body -> {
      Handing handing = new Handing(consumer, after);
      return read(
          body,
          handing,
          (envelope, head) ->
              new StreamSummary(
                  handing.series, handing.samples, envelope.infos(), stats(head, body)));
    };
  }

  /** Makes the last of an answer. */
  private interface Finish<T> {
    T finish(Envelope<QueryDecoder.Head> envelope, QueryDecoder.Head head) throws IOException;
  }

  private static <T> Answer<T> read(Reader.Body body, QueryDecoder.Sink sink, Finish<T> finish)
      throws IOException {
    if (!body.start().startsWith("{")) {
      return body.somethingElse("JSON");
    }
    Envelope<QueryDecoder.Head> envelope = QueryDecoder.read(body.stream(), sink);
    if (envelope.isError()) {
      return body.refused(envelope.errorType(), envelope.error());
    }
    QueryDecoder.Head head = envelope.data();
    return head == null
        ? body.notUnderstood("the answer has no data")
        : new Answer.Known<>(finish.finish(envelope, head), envelope.warnings());
  }

  private static QueryStats stats(QueryDecoder.Head head, Reader.Body body) {
    return head.stats()
        .withServerTiming(QueryDecoder.Stats.ofHeader(body.headers().all("Server-Timing")));
  }

  /** Keeps what comes. */
  private static final class Collected implements QueryDecoder.Sink {
    private final List<QueryResult.Sample> samples = new ArrayList<>();
    private final List<Series> series = new ArrayList<>();

    @Override
    public void series(SeriesView view) {
      series.add(view.toSeries());
    }

    @Override
    public void sample(QueryResult.Sample sample) {
      samples.add(sample);
    }

    QueryResult.Value value(QueryDecoder.Head head) {
      if (head.bare() != null) {
        return head.bare();
      }
      if (!samples.isEmpty() || (series.isEmpty() && head.resultType().equals("vector"))) {
        return new QueryResult.Vector(samples);
      }
      return new QueryResult.Matrix(series);
    }
  }

  /** Counts and hands on. */
  private static final class Handing implements QueryDecoder.Sink {
    private final SeriesConsumer consumer;
    private final SeriesView single = new SeriesView();
    private final long after;
    private long series;
    private long samples;

    Handing(SeriesConsumer consumer, long after) {
      this.consumer = consumer;
      this.after = after;
    }

    @Override
    public void series(SeriesView view) {
      if (after != Long.MIN_VALUE) {
        view.dropUntil(after);
        if (view.isEmpty()) {
          return;
        }
      }
      series++;
      samples += view.size() + view.histograms().size();
      consumer.accept(view);
    }

    @Override
    public void sample(QueryResult.Sample sample) {
      single.clear();
      single.label(sample.labels());
      if (sample.histogram() == null) {
        single.add(sample.at().toEpochMilli(), sample.value());
      } else {
        single.histograms(List.of(new HistogramSample(sample.at(), sample.histogram())));
      }
      series(single);
    }
  }
}
