package com.scanium.sightline.mimir.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.scanium.sightline.http.Form;
import com.scanium.sightline.mimir.client.QueryOptions.Statistics;
import com.scanium.sightline.mimir.model.BuildInfo;
import com.scanium.sightline.mimir.model.CardinalityQuery;
import com.scanium.sightline.mimir.model.Labels;
import com.scanium.sightline.mimir.model.QueryResult;
import com.scanium.sightline.mimir.model.RuleFilter;
import com.scanium.sightline.mimir.model.RuleState;
import com.scanium.sightline.mimir.model.Series;
import com.scanium.sightline.port.Answer;
import com.scanium.sightline.port.Failure;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every endpoint that a real Prometheus has, and the typed "no" of those that it does not have. */
@Timeout(180)
class MimirClientIT {
  private static final int DAYS = 4;
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private static Optional<RealPrometheus> server = Optional.empty();
  private static MimirClient client = MimirClient.builder("http://none").build();
  private static Instant start = Instant.EPOCH;
  private static Instant end = Instant.EPOCH;

  @BeforeAll
  static void startServerAndWriteHistory() throws IOException {
    RealPrometheus prometheus = RealPrometheus.start();
    server = Optional.of(prometheus);
    client = MimirClient.builder(prometheus.url()).build();
    prometheus.await(
        "ready",
        () -> client.server().ready().toOptional().filter(state -> state.isReady()).isPresent());
    end = Instant.ofEpochSecond(Instant.now().getEpochSecond() / 60 * 60).minusSeconds(600);
    start = end.minus(Duration.ofDays(DAYS));
    assertThat(client.writer().write(history())).isInstanceOf(Answer.Known.class);
    prometheus.await("an alert", () -> !client.alerts().orElseThrow().isEmpty());
    prometheus.await(
        "metadata", () -> !client.metadata("prometheus_build_info").orElseThrow().isEmpty());
    prometheus.await(
        "a scrape of both targets",
        () -> client.query("up").toOptional().filter(MimirClientIT::hasTwo).isPresent());
    prometheus.await("recorded series", () -> !client.query("own:up:sum").orElseThrow().isEmpty());
  }

  private static boolean hasTwo(QueryResult result) {
    return ((QueryResult.Vector) result.value()).samples().size() == 2;
  }

  @AfterAll
  static void stopServer() throws IOException {
    client.close();
    if (server.isPresent()) {
      server.get().close();
    }
  }

  /** A gauge and a counter, each minute of four days, with a gap. */
  private static List<Series> history() {
    List<Series> all = new ArrayList<>();
    for (int number = 0; number < 3; number++) {
      int points = DAYS * 24 * 60 + 1;
      long[] times = new long[points];
      double[] gauge = new double[points];
      double[] counter = new double[points];
      int size = 0;
      for (int i = 0; i < points; i++) {
        boolean gap = number == 2 && i > 1000 && i < 2500;
        if (!gap) {
          times[size] = start.plus(MINUTE.multipliedBy(i)).toEpochMilli();
          gauge[size] = Math.sin(i / 100.0) * 1e3 / (number + 1) + number;
          counter[size++] = i * (number + 1.5);
        }
      }
      String name = "s" + number;
      all.add(
          Series.ofFirst(
              Labels.ofPairs("__name__", "probe_gauge", "s", name), times, gauge, size, List.of()));
      all.add(
          Series.ofFirst(
              Labels.ofPairs("__name__", "probe_total", "s", name),
              times,
              counter,
              size,
              List.of()));
    }
    return all;
  }

  private static Failure failure(Answer<?> answer) {
    return ((Answer.Failed<?>) answer).failure();
  }

  @Test
  void whatWasWrittenComesBackExactly() {
    QueryResult result =
        client.query("probe_gauge[" + DAYS + "d]", end, QueryOptions.NONE).orElseThrow();
    Map<Labels, Series> found = new TreeMap<>();
    ((QueryResult.Matrix) result.value())
        .series()
        .forEach(series -> found.put(series.labels(), series));
    Labels first = Labels.ofPairs("__name__", "probe_gauge", "s", "s0");
    Series written = history().get(0);
    assertThat(found).containsKey(first);
    Series read = Objects.requireNonNull(found.get(first));
    assertThat(read.size()).isEqualTo(written.size());
    assertThat(read.toValues()).isEqualTo(written.toValues());
    assertThat(read.toTimes()).isEqualTo(written.toTimes());
  }

  @Test
  void allKindsOfResults() throws Exception {
    assertThat(client.query("1 / 0").orElseThrow().value())
        .isInstanceOfSatisfying(
            QueryResult.Scalar.class,
            scalar -> assertThat(scalar.value()).isEqualTo(Double.POSITIVE_INFINITY));
    assertThat(client.query("\"text\"").orElseThrow().value())
        .isInstanceOfSatisfying(
            QueryResult.Text.class, text -> assertThat(text.value()).isEqualTo("text"));
    assertThat(client.queryAsync("up{job=\"own\"}", Instant.now()).get().orElseThrow().value())
        .isInstanceOfSatisfying(
            QueryResult.Vector.class,
            vector -> assertThat(vector.samples().get(0).value()).isEqualTo(1));
    assertThat(client.query("no_such_metric").orElseThrow().isEmpty()).isTrue();
  }

  @Test
  void optionsOfQueries() {
    QueryOptions options =
        QueryOptions.builder()
            .timeout(Duration.ofSeconds(5))
            .limit(1)
            .statistics(Statistics.PER_STEP)
            .consistency(ReadConsistency.STRONG)
            .build();
    Answer.Known<QueryResult> known =
        (Answer.Known<QueryResult>) client.query("up", Instant.now(), options);
    assertThat(((QueryResult.Vector) known.value().value()).samples()).hasSize(1);
    assertThat(known.value().stats().totalQueryableSamples()).hasValue(2);
    assertThat(known.value().stats().timings()).containsKey("evalTotalTime");
    String longOne = "up{job=~\"own|" + "x".repeat(3000) + "\"}";
    assertThat(client.query(longOne, Instant.now()).orElseThrow().isEmpty()).isFalse();
  }

  @Test
  void failuresAreTyped() {
    assertThat(failure(client.query("sum(")))
        .isInstanceOfSatisfying(Failure.BadQuery.class, bad -> assertThat(bad.at()).isPresent());
    assertThat(failure(client.query("up * on() up"))).isInstanceOf(Failure.BadQuery.class);
    assertThat(failure(client.queryRange("up", /* start= */ end, /* end= */ start, MINUTE)))
        .isInstanceOf(Failure.BadQuery.class);
    MimirClient wrongBase = MimirClient.builder(server.orElseThrow().url() + "/nothing").build();
    assertThat(failure(wrongBase.query("up"))).isInstanceOf(Failure.NotFound.class);
    wrongBase.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "probe_gauge",
        "probe_gauge offset 1h",
        "probe_gauge offset -7m",
        "rate(probe_total[5m])",
        "probe_gauge - probe_gauge @ start()",
        "max_over_time(probe_gauge[10m] @ end()) + probe_gauge",
        "avg_over_time(probe_gauge[1h:7m])",
        "sum(probe_gauge) by (s) > 0",
        "absent(probe_gauge{s=\"s2\"})"
      })
  void aRangeInPartsIsTheRangeItself(String query) {
    QueryResult whole = client.queryRange(query, start, end, MINUTE).orElseThrow();
    MimirClient splitting =
        MimirClient.builder(server.orElseThrow().url())
            .splitting(SplitConfig.DAILY.withMaxPoints(701))
            .build();
    QueryResult parts = splitting.queryRange(query, start, end, MINUTE).orElseThrow();
    assertThat(splitting.requests()).isGreaterThan(8);
    assertThat(parts.isEmpty()).isFalse();
    assertThat(bySeries(parts)).isEqualTo(bySeries(whole));
    splitting.close();
  }

  private static Map<Labels, Series> bySeries(QueryResult result) {
    Map<Labels, Series> all = new TreeMap<>();
    ((QueryResult.Matrix) result.value())
        .series()
        .forEach(series -> all.put(series.labels(), series));
    return all;
  }

  @Test
  void moreThanTheServersLimitOfPointsIsSplitByItself() {
    int before = client.requests();
    Series series =
        bySeries(
                client
                    .queryRange("probe_gauge{s=\"s0\"}", start, end, Duration.ofSeconds(15))
                    .orElseThrow())
            .values()
            .iterator()
            .next();
    assertThat(series.size()).isEqualTo(DAYS * 24 * 60 * 4 + 1);
    assertThat(client.requests() - before).isEqualTo(3);
  }

  @Test
  void aRangeStreams() {
    List<Series> pushed = new ArrayList<>();
    StreamSummary summary =
        client
            .queryRange("probe_gauge", start, end, MINUTE, series -> pushed.add(series.toSeries()))
            .orElseThrow();
    assertThat(summary.series()).isEqualTo(3);
    try (SeriesStream stream = client.streamRange("probe_gauge", start, end, MINUTE)) {
      assertThat(stream.stream().toList()).isEqualTo(pushed);
    }
  }

  @Test
  void seriesLabelsAndValues() {
    assertThat(client.series(List.of("probe_gauge"), start, end).orElseThrow()).hasSize(3);
    assertThat(client.series(List.of("probe_gauge"), start, end, 2).orElseThrow()).hasSize(2);
    assertThat(client.labelNames(List.of("probe_total"), start, end).orElseThrow())
        .containsExactly("__name__", "s");
    assertThat(client.labelValues("s", List.of(), start, end).orElseThrow())
        .containsExactly("s0", "s1", "s2");
    assertThat(client.labelValues("s", List.of(), start, end, 1).orElseThrow())
        .containsExactly("s0");
    assertThat(client.labelValues("no.such", List.of(), start, end).orElseThrow()).isEmpty();
  }

  @Test
  void metadataExemplarsAndFormatting() {
    assertThat(client.metadata("prometheus_http_requests_total").orElseThrow().get(0).type())
        .isEqualTo("counter");
    assertThat(client.metadata().orElseThrow()).containsKey("go_goroutines");
    assertThat(client.exemplars("prometheus_http_requests_total", start, end).orElseThrow())
        .isEmpty();
    assertThat(client.formatQuery("sum  by(a)( up )").orElseThrow()).isEqualTo("sum by (a) (up)");
    Answer<?> parsed = client.parseQuery("up");
    boolean old = client.capabilities().orElseThrow().version().startsWith("2.");
    assertThat(parsed.toOptional().isPresent()).isEqualTo(!old);
  }

  @Test
  void rulesAndAlerts() {
    assertThat(client.rules().orElseThrow().get(0).rules())
        .extracting(RuleState::name)
        .containsExactly("own:up:sum", "AlwaysOn");
    RuleFilter recording = RuleFilter.builder().type(RuleState.Type.RECORDING).build();
    assertThat(client.rules(recording).orElseThrow().get(0).rules())
        .extracting(RuleState::type)
        .containsOnly(RuleState.Type.RECORDING);
    assertThat(client.alerts().orElseThrow().get(0).labels().get("alertname")).contains("AlwaysOn");
  }

  @Test
  void targets() {
    assertThat(client.scrapeTargets().orElseThrow())
        .extracting(target -> target.health())
        .contains("up", "down");
    assertThat(client.server().targetMetadata("{job=\"own\"}").orElseThrow())
        .containsKey("go_goroutines");
    assertThat(client.server().scrapePools().orElseThrow()).containsExactly("dead", "own");
    assertThat(client.server().alertmanagers().orElseThrow().get(0)).contains("127.0.0.1:1");
  }

  @Test
  void whatTheServerSaysAboutItself() {
    Server itself = client.server();
    assertThat(client.buildInfo().orElseThrow().product()).isEqualTo(BuildInfo.Product.PROMETHEUS);
    assertThat(itself.ready().orElseThrow().isReady()).isTrue();
    assertThat(itself.config().orElseThrow()).contains("job_name: own");
    assertThat(itself.flags().orElseThrow()).containsEntry("web.route-prefix", "/prometheus");
    assertThat(itself.runtimeInfo().orElseThrow()).containsKey("startTime");
    assertThat(itself.walReplay().orElseThrow()).containsKey("current");
    assertThat(itself.headStats().orElseThrow().series()).isPositive();
    assertThat(itself.headStats().orElseThrow().seriesByMetric()).isNotEmpty();
    assertThat(itself.page("/prometheus/metrics", Form.EMPTY).orElseThrow().text())
        .contains("prometheus_build_info");
  }

  @Test
  void whatOnlyMimirHasIsNotSupported() {
    assertThat(failure(client.cardinality().labelNames(CardinalityQuery.ALL)).kind())
        .isEqualTo(Failure.Kind.NOT_SUPPORTED);
    assertThat(failure(client.cardinality().activeSeries("up")).kind())
        .isEqualTo(Failure.Kind.NOT_SUPPORTED);
    assertThat(failure(client.ruler().groups()).kind()).isEqualTo(Failure.Kind.NOT_SUPPORTED);
    assertThat(failure(client.alertmanager().config()).kind())
        .isEqualTo(Failure.Kind.NOT_SUPPORTED);
    assertThat(failure(client.server().userLimits()).kind()).isEqualTo(Failure.Kind.NOT_SUPPORTED);
    assertThat(failure(client.server().userStats()).kind()).isEqualTo(Failure.Kind.NOT_SUPPORTED);
  }
}
