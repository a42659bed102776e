package com.scanium.sightline.grafana.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.scanium.sightline.grafana.internal.LocalServer.Received;
import com.scanium.sightline.grafana.loki.LogQuery;
import com.scanium.sightline.grafana.loki.LokiClient;
import com.scanium.sightline.http.Form;
import com.scanium.sightline.http.Request;
import com.scanium.sightline.http.Response;
import com.scanium.sightline.http.Secret;
import com.scanium.sightline.http.TransportException;
import com.scanium.sightline.port.Answer;
import com.scanium.sightline.port.Failure;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DatasourceProxyTest {
  private static final String LINES =
      "{\"status\":\"success\",\"data\":{\"resultType\":\"streams\",\"result\":[{\"stream\":"
          + "{\"app\":\"shop\"},\"values\":[[\"1795407091000000001\",\"a\"]]}]}}";

  private FakeGrafana server;
  private GrafanaClient grafana;

  @BeforeEach
  void start() throws IOException {
    server = new FakeGrafana();
    grafana = GrafanaClient.builder(server.url()).token(Secret.of(FakeGrafana.TOKEN)).build();
  }

  @AfterEach
  void stop() {
    grafana.close();
    server.close();
  }

  private Received last() {
    return server.received().get(server.received().size() - 1);
  }

  @Test
  void nothingIsSentBeforeTheFirstRequest() {
    DatasourceProxy mimir = grafana.datasource("MIMIR");

    assertThat(mimir.url()).isEqualTo(server.url() + "/api/datasources/proxy/uid/MIMIR");
    assertThat(server.received()).isEmpty();
  }

  @Test
  void requestsGoThroughTheDataSourceOfThatName() throws TransportException {
    server.on("GET /api/datasources/proxy/uid/prom-uid/api/v1/labels", 200, "{}");
    server.on("POST /api/datasources/proxy/uid/prom-uid/api/v1/query", 200, "{}");
    DatasourceProxy mimir = grafana.datasource("MIMIR");

    int got =
        mimir.exchange(
            Request.builder(Request.Method.GET, URI.create(mimir.url() + "/api/v1/labels?a=b%20c"))
                .header("X-Scope-OrgID", "team-a")
                .header("Authorization", "Bearer for-the-store")
                .build(),
            Response::status);
    int posted =
        mimir.exchange(
            Request.builder(Request.Method.POST, URI.create(mimir.url() + "/api/v1/query"))
                .form(Form.EMPTY.with("query", "up"))
                .build(),
            Response::status);

    assertThat(got).isEqualTo(200);
    assertThat(posted).isEqualTo(200);
    assertThat(server.received())
        .extracting(request -> request.method() + " " + request.target())
        .containsExactly(
            "GET /grafana/api/datasources/name/MIMIR",
            "GET /grafana/api/datasources/proxy/uid/prom-uid/api/v1/labels?a=b%20c",
            "POST /grafana/api/datasources/proxy/uid/prom-uid/api/v1/query");
    assertThat(server.received().get(1).header("Authorization"))
        .isEqualTo("Bearer " + FakeGrafana.TOKEN);
    assertThat(server.received().get(1).header("X-Scope-OrgID")).isEqualTo("team-a");
    assertThat(last().body()).isEqualTo("query=up");
    assertThat(last().header("Content-Type")).isEqualTo("application/x-www-form-urlencoded");
  }

  @Test
  void aUidWorksAsWellAndForAViewerToo() {
    server.forViewer();
    server.on("GET /api/datasources/proxy/uid/loki-uid/loki/api/v1/query_range", 200, LINES);
    DatasourceProxy proxy = grafana.datasource("loki-uid");
    try (LokiClient loki = LokiClient.builder(proxy.url()).transport(proxy).build()) {
      assertThat(loki.queryRange(LogQuery.of("{app=\"shop\"}")).orElseThrow().entries()).hasSize(1);
      assertThat(loki.queryRangeAsync(LogQuery.of("{app=\"shop\"}")).join().orElseThrow())
          .satisfies(result -> assertThat(result.entries()).hasSize(1));
    }
    assertThat(grafana.requests()).isEqualTo(server.received().size());
  }

  @Test
  void theFirstRequestMayWaitElsewhere() {
    server.on("GET /api/datasources/name/LOKI", 200, FakeGrafana.LOKI);
    server.on("GET /api/datasources/proxy/uid/loki-uid/loki/api/v1/query_range", 200, LINES);
    DatasourceProxy proxy = grafana.datasource("LOKI");
    try (LokiClient loki = LokiClient.builder(proxy.url()).transport(proxy).build()) {
      assertThat(loki.queryRangeAsync(LogQuery.of("{app=\"shop\"}")).join())
          .isInstanceOf(Answer.Known.class);
    }
    assertThat(server.received()).hasSize(2);
  }

  @Test
  void whatGrafanaRefusesIsTypedForTheClientOfTheStore() throws IOException {
    DatasourceProxy unknown = grafana.datasource("nobody");
    try (LokiClient loki = LokiClient.builder(unknown.url()).transport(unknown).build()) {
      assertThat(failure(loki.labels()).kind()).isEqualTo(Failure.Kind.NOT_FOUND);
    }
    server.on(
        "GET /api/datasources/proxy/uid/prom-uid/loki/api/v1/labels",
        502,
        "{\"message\":\"bad gateway\"}");
    DatasourceProxy down = grafana.datasource("MIMIR");
    try (LokiClient loki = LokiClient.builder(down.url()).transport(down).build()) {
      assertThat(failure(loki.labels())).isEqualTo(new Failure.ServerError("bad gateway", 502));
    }
    try (GrafanaClient stranger =
        GrafanaClient.builder(server.url()).token(Secret.of("wrong")).build()) {
      DatasourceProxy refused = stranger.datasource("MIMIR");
      try (LokiClient loki = LokiClient.builder(refused.url()).transport(refused).build()) {
        assertThat(failure(loki.labels()).kind()).isEqualTo(Failure.Kind.UNAUTHORIZED);
      }
    }
    server.close();
    DatasourceProxy gone = grafana.datasource("LOKI");
    try (LokiClient loki = LokiClient.builder(gone.url()).transport(gone).build()) {
      assertThat(failure(loki.labels()).kind()).isEqualTo(Failure.Kind.UNREACHABLE);
      assertThat(failure(loki.queryRangeAsync(LogQuery.of("x")).join()).kind())
          .isEqualTo(Failure.Kind.UNREACHABLE);
    }
  }

  private static Failure failure(Answer<?> answer) {
    assertThat(answer).isInstanceOf(Answer.Failed.class);
    return ((Answer.Failed<?>) answer).failure();
  }

  @Test
  void itSendsNowhereElse() {
    DatasourceProxy mimir = grafana.datasource("prom-uid");

    assertThatThrownBy(
            () -> mimir.exchange(Request.get(URI.create("http://other/x")), Response::status))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
