package com.scanium.sightline.examples.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.scanium.sightline.mimir.client.MimirClient;
import com.scanium.sightline.mimir.model.BuildInfo;
import com.scanium.sightline.mimir.model.QueryResult;
import com.scanium.sightline.mimir.model.Target;
import com.scanium.sightline.port.Answer;
import com.scanium.sightline.port.Failure;
import com.scanium.sightline.port.SeriesStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/** The states of the incident as the client sees them on a real Prometheus, one after the other. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(180)
class LiveStoreIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String UP = "up{job=\"scanium-backend\"}";
  private static final String REQUESTS = "scanium_assistant_requests_total";

  private PrometheusServer prometheus;
  private AssistantBackend backend;
  private MimirClient store;

  @BeforeAll
  void start() throws IOException {
    prometheus = PrometheusServer.start(ScrapeConfigs.nothing());
    backend = AssistantBackend.start();
    store = MimirClient.builder(prometheus.url()).build();
  }

  @AfterAll
  void stop() throws IOException {
    if (prometheus != null) {
      store.close();
      backend.close();
      prometheus.close();
    }
  }

  private List<SeriesStore.Sample> now(String query) {
    return store.instant(query, Instant.now()).orElseThrow();
  }

  private void awaitUp(double value) {
    Await.until(
        "up is " + value,
        LIMIT,
        () -> now(UP).stream().anyMatch(sample -> sample.value() == value));
  }

  @Test
  @Order(1)
  void theServerSaysWhoItIs() {
    BuildInfo info = store.buildInfo().orElseThrow();
    assertThat(info.product()).isEqualTo(BuildInfo.Product.PROMETHEUS);
    assertThat(store.product().orElseThrow().version()).isNotEmpty();
    assertThat(store.rules().orElseThrow()).isEmpty();
    assertThat(store.alerts().orElseThrow()).isEmpty();
  }

  @Test
  @Order(2)
  void withoutATargetThereIsNoUp() {
    assertThat(now(UP)).isEmpty();
    assertThat(store.targets().orElseThrow()).isEmpty();
  }

  @Test
  @Order(3)
  void aWrongTargetIsDownAndNothingElseIsStored() throws IOException {
    int closed;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = free.getLocalPort();
    }
    prometheus.reconfigure(ScrapeConfigs.backendAt("127.0.0.1:" + closed));
    awaitUp(0);
    Instant to = Instant.now();
    Instant from = to.minusSeconds(3600);
    assertThat(store.labelValues("__name__", List.of(), from, to).orElseThrow())
        .contains("up", "scrape_duration_seconds")
        .noneMatch(name -> name.startsWith("scanium_"));
    Target target =
        Await.value(
            "the target's error",
            LIMIT,
            () ->
                store.scrapeTargets().orElseThrow().stream()
                    .filter(candidate -> candidate.lastError().isPresent())
                    .findFirst());
    assertThat(target.health()).isEqualTo("down");
    assertThat(target.lastError().orElseThrow()).contains("connection refused");
  }

  @Test
  @Order(4)
  void theRightTargetBeforeTheFirstRequestHasNoSeriesOfTheAssistant() throws IOException {
    prometheus.reconfigure(ScrapeConfigs.backendAt(backend.address()));
    awaitUp(1);
    Map<String, String> labels =
        Await.value(
            "plain metrics are stored",
            LIMIT,
            () -> now("scanium_http_requests_total").stream().map(s -> s.labels()).findFirst());
    assertThat(labels)
        .containsEntry("job", "scanium-backend")
        .containsEntry("instance", backend.address())
        .containsEntry("source", "backend")
        .containsEntry("env", "prod")
        .containsEntry("route", "/health");
    assertThat(now(REQUESTS)).isEmpty();
    assertThat(store.metadata("scanium_http_requests_total").orElseThrow())
        .extracting(SeriesStore.Metadata::type)
        .containsExactly("counter");
  }

  @Test
  @Order(5)
  void afterRequestsEveryMetricHasSeries() {
    for (int i = 0; i < 20; i++) {
      backend.answer("openai", 100.0 * i, i % 4 == 0);
    }
    backend.fail("openai", "timeout", "UPSTREAM_TIMEOUT");
    backend.fail("openai", "rate_limit", "RATE_LIMITED");
    Await.until(
        "two errors are stored",
        LIMIT,
        () ->
            now("sum(scanium_assistant_errors_total)").stream()
                .anyMatch(sample -> sample.value() == 2));
    Instant to = Instant.now();
    Instant from = to.minusSeconds(3600);
    assertThat(store.labelValues("status", List.of(REQUESTS), from, to).orElseThrow())
        .containsExactly("error", "success");
    assertThat(store.series(REQUESTS, from, to).orElseThrow())
        .hasSize(3)
        .allSatisfy(labels -> assertThat(labels).containsEntry("provider", "openai"));
    assertThat(store.labelNames(List.of(REQUESTS), from, to).orElseThrow())
        .contains("__name__", "cache_hit", "job", "provider", "status");
    String p95 =
        "histogram_quantile(0.95, sum by (le) (scanium_assistant_request_latency_ms_bucket))";
    assertThat(now(p95)).hasSize(1);
    List<SeriesStore.Series> range =
        store.range("sum(" + REQUESTS + ")", from, to, Duration.ofSeconds(15)).orElseThrow();
    assertThat(range).hasSize(1);
    assertThat(range.get(0).points()).last().extracting(SeriesStore.Point::value).isEqualTo(22.0);
  }

  @Test
  @Order(6)
  void theFourKindsOfResultsAndTheFailures() throws Exception {
    Instant at = Instant.now();
    assertThat(store.query("1/0", at).orElseThrow().value())
        .isInstanceOfSatisfying(
            QueryResult.Scalar.class,
            scalar -> assertThat(scalar.value()).isEqualTo(Double.POSITIVE_INFINITY));
    assertThat(store.query("\"text\"", at).orElseThrow().value())
        .isInstanceOf(QueryResult.Text.class);
    assertThat(store.query("up[1m]", at).orElseThrow().value())
        .isInstanceOf(QueryResult.Matrix.class);
    assertThat(store.queryAsync("up", at).get().orElseThrow().isEmpty()).isFalse();
    String tooLongForGet = "vector(1)" + " + vector(0)".repeat(500);
    assertThat(store.query(tooLongForGet, at).orElseThrow().isEmpty()).isFalse();
    assertThat(store.query("sum(", at))
        .isInstanceOfSatisfying(
            Answer.Failed.class,
            failed ->
                assertThat(failed.failure())
                    .isInstanceOfSatisfying(
                        Failure.BadQuery.class,
                        bad -> assertThat(bad.at()).contains(new Failure.Position(1, 5))));
    // 86,401 steps are more than the server answers at once; the client asks in parts
    assertThat(
            store
                .queryRange("up", at.minusSeconds(86_400), at, Duration.ofSeconds(1))
                .orElseThrow()
                .isEmpty())
        .isFalse();
    try (MimirClient wrongBase =
        MimirClient.builder(prometheus.url().replace("/prometheus", "")).build()) {
      assertThat(wrongBase.query("up"))
          .isInstanceOfSatisfying(
              Answer.Failed.class,
              failed -> assertThat(failed.failure().kind()).isEqualTo(Failure.Kind.NOT_FOUND));
    }
  }
}
