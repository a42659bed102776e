package com.scanium.sightline.mimir.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.scanium.sightline.http.Request;
import com.scanium.sightline.http.Response;
import com.scanium.sightline.mimir.client.RangePlan.Range;
import com.scanium.sightline.mimir.model.Labels;
import com.scanium.sightline.mimir.model.QueryResult;
import com.scanium.sightline.mimir.model.Series;
import com.scanium.sightline.port.Answer;
import com.scanium.sightline.port.Failure;
import com.scanium.sightline.testing.FakeTransport;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A range in parts is the range itself. */
class RangeSplitTest {
  private static final Pattern QUERY =
      Pattern.compile("m(?: offset (\\d+)s)?(?: @ ?(start\\(\\)|end\\(\\)|[\\d.]+))?");
  private static final Duration STEP = Duration.ofSeconds(10);
  private static final Instant START = Instant.ofEpochSecond(1_795_400_000);

  static LongStream seeds() {
    return new Random(42).longs(200);
  }

  /** A server that knows one metric, two modifiers and a limit of points. */
  private static FakeTransport server(int maxPoints) {
    return FakeTransport.answering(
        request -> {
          Map<String, String> form = form(request);
          long start = Numbers.millis(form.getOrDefault("start", ""));
          long end = Numbers.millis(form.getOrDefault("end", ""));
          long step = Numbers.millis(form.getOrDefault("step", ""));
          if ((end - start) / step > maxPoints) {
            return Response.json(
                400,
                "{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"exceeded maximum"
                    + " resolution of 11,000 points per timeseries\"}");
          }
          return Response.json(200, answer(form.getOrDefault("query", ""), start, end, step));
        });
  }

  private static Map<String, String> form(Request request) {
    String encoded =
        request.method() == Request.Method.POST ? request.bodyText() : request.uri().getRawQuery();
    Map<String, String> form = new HashMap<>();
    for (String pair : encoded.split("&")) {
      String[] parts = pair.split("=", 2);
      form.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return form;
  }

  private static String answer(String query, long start, long end, long step) {
    Matcher parsed = QUERY.matcher(query);
    assertThat(parsed.matches()).as(query).isTrue();
    long offset = parsed.group(1) == null ? 0 : Long.parseLong(parsed.group(1)) * 1000;
    StringBuilder out =
        new StringBuilder(
            "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[");
    String between = "";
    for (int series = 0; series < 3; series++) {
      StringBuilder values = new StringBuilder();
      for (long at = start; at <= end; at += step) {
        long read = at;
        if (parsed.group(2) != null) {
          read =
              switch (parsed.group(2)) {
                case "start()" -> start;
                case "end()" -> end;
                default -> Numbers.millis(parsed.group(2));
              };
        }
        long value = Math.abs((read - offset) * 31 + series * 7_919L) % 100_003;
        if (value % 5 != 0) { // a gap now and then
          values.append(values.length() == 0 ? "" : ",").append("[");
          values.append(Numbers.seconds(Instant.ofEpochMilli(at)));
          values.append(",\"").append(value).append("\"]");
        }
      }
      if (values.length() > 0) {
        out.append(between).append("{\"metric\":{\"s\":\"").append(series).append("\"},");
        out.append("\"values\":[").append(values).append("]}");
        between = ",";
      }
    }
    return out.append("]},\"warnings\":[\"w\"],\"infos\":[\"i\"]}").toString();
  }

  private static MimirClient client(FakeTransport server, SplitConfig config) {
    return MimirClient.builder("http://store").transport(server).splitting(config).build();
  }

  private static String anyQuery(Random random) {
    String offset = random.nextBoolean() ? " offset " + random.nextInt(100_000) + "s" : "";
    String[] at = {"", "", " @ start()", " @ end()", " @ 1795400123.5"};
    return "m" + offset + at[random.nextInt(at.length)];
  }

  /** A question about a range, and how it is to be split. */
  private record Ask(
      String query, Instant start, Instant end, Duration step, int maxPoints, SplitConfig config) {
    static Ask random(long seed) {
      Random random = new Random(seed);
      int maxPoints = 1 + random.nextInt(200);
      Duration step = Duration.ofMillis(1 + random.nextInt(5_000_000));
      Instant start = START.plusMillis(random.nextInt(200_000_000));
      Instant end = start.plusMillis((long) (random.nextDouble() * 1000 * step.toMillis()));
      Duration interval =
          random.nextBoolean() ? Duration.ZERO : Duration.ofMinutes(1 + random.nextInt(3000));
      SplitConfig config = new SplitConfig(maxPoints, interval, 1 + random.nextInt(5));
      return new Ask(anyQuery(random), start, end, step, maxPoints, config);
    }

    /** The answer of a server without limits, asked once. */
    QueryResult whole() {
      return client(server(Integer.MAX_VALUE), SplitConfig.DEFAULT)
          .queryRange(query, start, end, step)
          .orElseThrow();
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aRangeInPartsIsTheWhole(long seed) throws Exception {
    Ask ask = Ask.random(seed);
    QueryResult whole = ask.whole();
    FakeTransport limited = server(ask.maxPoints);
    Answer.Known<QueryResult> parts =
        (Answer.Known<QueryResult>)
            client(limited, ask.config).queryRange(ask.query, ask.start, ask.end, ask.step);
    assertThat(parts.value()).isEqualTo(whole);
    assertThat(parts.warnings()).containsExactly("w");
    assertThat(
            client(server(ask.maxPoints), ask.config)
                .queryRangeAsync(ask.query, ask.start, ask.end, ask.step)
                .get())
        .isEqualTo(parts);
  }

  /** Puts the pieces of a stream together, and holds that no time comes twice or late. */
  private static final class Pieces implements SeriesConsumer {
    private final Map<Labels, NavigableMap<Long, Double>> all = new TreeMap<>();
    private long pieces;

    @Override
    public void accept(SeriesView view) {
      pieces++;
      NavigableMap<Long, Double> samples =
          all.computeIfAbsent(view.labels(), labels -> new TreeMap<>());
      for (int i = 0; i < view.size(); i++) {
        assertThat(samples.isEmpty() || samples.lastKey() < view.timeMillis(i)).isTrue();
        samples.put(view.timeMillis(i), view.value(i));
      }
    }

    private static Map<Labels, NavigableMap<Long, Double>> of(QueryResult whole) {
      Map<Labels, NavigableMap<Long, Double>> all = new TreeMap<>();
      for (Series series : ((QueryResult.Matrix) whole.value()).series()) {
        NavigableMap<Long, Double> samples = new TreeMap<>();
        for (int i = 0; i < series.size(); i++) {
          samples.put(series.timeMillis(i), series.value(i));
        }
        all.put(series.labels(), samples);
      }
      return all;
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aStreamInPartsIsTheWhole(long seed) throws Exception {
    Ask ask = Ask.random(seed);
    QueryResult whole = ask.whole();
    MimirClient client = client(server(ask.maxPoints), ask.config);
    Pieces pushed = new Pieces();
    Answer.Known<StreamSummary> summary =
        (Answer.Known<StreamSummary>)
            client.queryRange(ask.query, ask.start, ask.end, ask.step, pushed);
    assertThat(pushed.all).isEqualTo(Pieces.of(whole));
    assertThat(summary.value().series()).isEqualTo(pushed.pieces);
    assertThat(summary.value().samples())
        .isEqualTo(pushed.all.values().stream().mapToLong(Map::size).sum());
    assertThat(summary.value().infos()).containsExactly("i");
    assertThat(summary.warnings()).containsExactly("w");

    Pieces async = new Pieces();
    assertThat(client.queryRangeAsync(ask.query, ask.start, ask.end, ask.step, async).get())
        .isEqualTo(summary);
    assertThat(async.all).isEqualTo(pushed.all);

    Map<Labels, Integer> pulled = new TreeMap<>();
    try (SeriesStream stream = client.streamRange(ask.query, ask.start, ask.end, ask.step)) {
      stream.stream().forEach(series -> pulled.merge(series.labels(), series.size(), Integer::sum));
      assertThat(stream.summary()).isEqualTo(summary);
    }
    Map<Labels, Integer> sizes = new TreeMap<>();
    pushed.all.forEach((labels, samples) -> sizes.put(labels, samples.size()));
    assertThat(pulled).isEqualTo(sizes);
  }

  @Test
  void aServerThatMovesTheStepsBringsNoTimeTwice() {
    // as Mimir does with align_queries_with_step, and then one step more than it should
    FakeTransport server =
        FakeTransport.answering(
            request -> {
              Map<String, String> form = form(request);
              long start = Numbers.millis(form.getOrDefault("start", "")) / 10_000 * 10_000;
              long end = Numbers.millis(form.getOrDefault("end", "")) / 10_000 * 10_000;
              return Response.json(200, answer("m", start - 10_000, end, 10_000));
            });
    Pieces pieces = new Pieces();
    client(server, SplitConfig.DEFAULT.withMaxPoints(7))
        .queryRange("m", START.plusMillis(4_321), START.plusSeconds(1000), STEP, pieces)
        .orElseThrow();
    assertThat(server.requests()).hasSize(13);
    assertThat(pieces.all).hasSize(3);
  }

  @Test
  void aPartOfAStreamThatFailsEndsIt() {
    AtomicInteger asked = new AtomicInteger();
    FakeTransport server =
        FakeTransport.answering(
            request ->
                asked.incrementAndGet() == 3
                    ? Response.text(503, "no querier")
                    : Response.json(200, answer("m", 1000, 1000, 1)));
    MimirClient client = client(server, SplitConfig.DEFAULT.withMaxPoints(1));
    Answer<StreamSummary> answer =
        client.queryRange("m", START, START.plusSeconds(100), STEP, series -> {});
    assertThat(((Answer.Failed<?>) answer).failure()).isInstanceOf(Failure.ServerError.class);
    assertThat(server.requests()).hasSize(3);
  }

  @Test
  void whatAConsumerThrowsComesOutOfTheSecondPartToo() {
    AtomicInteger seen = new AtomicInteger();
    SeriesConsumer consumer =
        series -> {
          if (seen.incrementAndGet() == 5) {
            throw new IllegalStateException("enough");
          }
        };
    MimirClient client = client(server(50), SplitConfig.DEFAULT.withMaxPoints(50));
    assertThatThrownBy(() -> client.queryRange("m", START, START.plusSeconds(900), STEP, consumer))
        .hasMessage("enough");
    seen.set(0);
    assertThat(client.queryRangeAsync("m", START, START.plusSeconds(900), STEP, consumer))
        .failsWithin(Duration.ofSeconds(10))
        .withThrowableOfType(ExecutionException.class)
        .withMessageContaining("enough");
  }

  @Test
  void allPartsEndInTheTimeOfTheWholeQuestion() {
    AtomicInteger asked = new AtomicInteger();
    InstantSource clock = () -> START.plusSeconds(asked.incrementAndGet());
    FakeTransport server = server(10);
    MimirClient client =
        MimirClient.builder("http://store")
            .transport(server)
            .timeout(Duration.ofSeconds(60))
            .splitting(SplitConfig.DEFAULT.withMaxPoints(10))
            .clock(clock)
            .build();
    client.queryRange("m", START, START.plusSeconds(1000), STEP).orElseThrow();
    assertThat(server.requests()).hasSizeGreaterThan(5);
    assertThat(server.requests().stream().map(Request::deadline).distinct()).hasSize(1);
    int before = server.requests().size();
    client.queryRange("m", START, START.plusSeconds(1000), STEP, series -> {}).orElseThrow();
    assertThat(server.requests().stream().skip(before).map(Request::deadline).distinct())
        .hasSize(1);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void everyStepIsInOnePartAndNoPartCrossesABound(long seed) {
    Random random = new Random(seed);
    long step = 1L + random.nextInt(10_000_000);
    long start = START.toEpochMilli() + random.nextInt(100_000_000);
    long end = start + (long) (random.nextDouble() * 3000 * step);
    long interval = 60_000L * (1 + random.nextInt(3000));
    SplitConfig config = new SplitConfig(1 + random.nextInt(300), Duration.ofMillis(interval), 4);
    List<Range> parts =
        RangePlan.parts(
            new Range(
                "m",
                Instant.ofEpochMilli(start),
                Instant.ofEpochMilli(end),
                Duration.ofMillis(step)),
            config);
    long next = start;
    for (Range part : parts) {
      assertThat(part.start().toEpochMilli()).isEqualTo(next);
      assertThat(part.steps()).isLessThanOrEqualTo(config.maxPoints());
      if (parts.size() > 1) {
        assertThat(part.start().toEpochMilli() / interval)
            .isEqualTo(part.end().toEpochMilli() / interval);
      }
      next = part.start().toEpochMilli() + (part.steps() + 1) * step;
    }
    assertThat(next)
        .as("one step behind the last")
        .isGreaterThan(end)
        .isLessThanOrEqualTo(end + step);
  }

  @Test
  void whatTheServersAllowIsOneRequest() {
    FakeTransport server = server(11_000);
    MimirClient client = client(server, SplitConfig.DEFAULT);
    client.queryRange("m", START, START.plusSeconds(11_000), Duration.ofSeconds(1));
    assertThat(server.requests()).hasSize(1);
    client.queryRange("m", START, START.plusSeconds(11_001), Duration.ofSeconds(1));
    assertThat(server.requests()).hasSize(3);
  }

  @Test
  void daysAreTheBoundsWhenAskedFor() {
    FakeTransport server = server(11_000);
    client(server, SplitConfig.DAILY)
        .queryRange("m", START, START.plus(Duration.ofDays(3)), Duration.ofMinutes(7));
    assertThat(server.requests()).hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "m + range()",
        "sum_over_time(m[range()])",
        "start() - m",
        "m @ start() + end()",
        "m @ start() +",
      })
  void whatSpeaksOfTheEndsInAnotherWayIsLeftWhole(String query) {
    Range range = new Range(query, START, START.plusSeconds(100), Duration.ofSeconds(1));
    assertThat(RangePlan.parts(range, SplitConfig.DEFAULT.withMaxPoints(10))).hasSize(1);
  }

  @Test
  void theEndsOfTheWholeRangeStandInEveryPart() {
    Range range =
        new Range(
            "rate(m[5m] @ end()) / max_over_time(m[1h:1m] @ start() offset 1d)",
            START,
            START.plusMillis(100_500),
            Duration.ofSeconds(1));
    List<Range> parts = RangePlan.parts(range, SplitConfig.DEFAULT.withMaxPoints(49));
    assertThat(parts).hasSize(3);
    assertThat(parts)
        .extracting(Range::query)
        .containsOnly(
            "rate(m[5m] @ 1795400100.5) / max_over_time(m[1h:1m] @ 1795400000 offset 1d)");
  }

  @Test
  void theFirstPartThatFailsFailsTheWholeAndNoMoreAreAsked() {
    AtomicInteger asked = new AtomicInteger();
    FakeTransport server =
        FakeTransport.answering(
            request ->
                asked.incrementAndGet() == 3
                    ? Response.text(503, "no querier")
                    : Response.json(200, answer("m", 0, 0, 1)));
    Answer<QueryResult> answer =
        client(server, SplitConfig.DEFAULT.withMaxPoints(1).withConcurrency(1))
            .queryRange("m", START, START.plusSeconds(100), Duration.ofSeconds(1));
    assertThat(((Answer.Failed<?>) answer).failure()).isInstanceOf(Failure.ServerError.class);
    assertThat(server.requests()).hasSize(3);
  }

  @Test
  void thousandsOfPartsAreNoDeepStack() {
    FakeTransport server = server(1);
    QueryResult result =
        client(server, SplitConfig.DEFAULT.withMaxPoints(1))
            .queryRange("m", START, START.plusSeconds(15_000), Duration.ofSeconds(1))
            .orElseThrow();
    assertThat(((QueryResult.Matrix) result.value()).series()).hasSize(3);
    assertThat(server.requests()).hasSize(7501);
  }

  @Test
  void noMoreThanAllowedAreAskedAtATimeAndCancellingEndsThem() {
    List<CompletableFuture<Answer<QueryResult>>> open = new ArrayList<>();
    List<Range> parts =
        RangePlan.parts(
            new Range("m", START, START.plusSeconds(99), Duration.ofSeconds(1)),
            SplitConfig.DEFAULT.withMaxPoints(9));
    CompletableFuture<Answer<QueryResult>> whole =
        PartedQuestion.ask(
            parts,
            3,
            new Stitching(),
            part -> {
              CompletableFuture<Answer<QueryResult>> one = new CompletableFuture<>();
              open.add(one);
              return one;
            });
    assertThat(parts).hasSize(10);
    assertThat(open).hasSize(3);
    open.get(0)
        .complete(
            Answer.known(QueryResult.of(new QueryResult.Matrix(List.<Series>of()), List.of())));
    assertThat(open).hasSize(4);
    whole.cancel(true);
    assertThat(open.subList(1, 4)).allMatch(CompletableFuture::isCancelled);
    assertThat(open).hasSize(4);
  }
}
