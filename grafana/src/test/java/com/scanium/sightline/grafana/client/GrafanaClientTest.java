package com.scanium.sightline.grafana.client;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.scanium.sightline.grafana.internal.LocalServer.Received;
import com.scanium.sightline.grafana.internal.LocalServer.Reply;
import com.scanium.sightline.http.Secret;
import com.scanium.sightline.http.TransportException;
import com.scanium.sightline.port.Answer;
import com.scanium.sightline.port.Failure;
import com.scanium.sightline.port.Failure.Collision;
import com.scanium.sightline.text.Doc;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The client against a local server that answers as Grafana does. */
class GrafanaClientTest {
  private static final Instant FROM = Instant.ofEpochSecond(1795400000);
  private static final Instant TO = Instant.ofEpochSecond(1795403600);

  private FakeGrafana server;
  private GrafanaClient grafana;

  @BeforeEach
  void start() throws IOException {
    server = new FakeGrafana();
    grafana =
        GrafanaClient.builder(server.url() + "/")
            .token(Secret.of(FakeGrafana.TOKEN))
            .organization(7)
            .timeout(Duration.ofSeconds(5))
            .build();
  }

  @AfterEach
  void stop() {
    grafana.close();
    server.close();
  }

  private static Failure failure(Answer<?> answer) {
    assertThat(answer).isInstanceOf(Answer.Failed.class);
    return ((Answer.Failed<?>) answer).failure();
  }

  private Received last() {
    return server.received().get(server.received().size() - 1);
  }

  @Test
  void healthComesFromTheSubPathWithTokenAndOrganization() {
    assertThat(grafana.health().orElseThrow()).isEqualTo(new Health(true, "12.1.0", "abc"));
    assertThat(last().target()).isEqualTo("/grafana/api/health");
    assertThat(last().header("Authorization")).isEqualTo("Bearer " + FakeGrafana.TOKEN);
    assertThat(last().header("X-Grafana-Org-Id")).isEqualTo("7");
    assertThat(last().header("Accept")).isEqualTo("application/json");
  }

  @Test
  void aGrafanaWithoutItsDatabaseIsKnownToBeUnwell() {
    server.on("GET /api/health", 503, "{\"database\":\"failing\"}");

    assertThat(grafana.health().orElseThrow()).isEqualTo(new Health(false, "", ""));
  }

  @Test
  void basicAuthIsSentToo() {
    try (GrafanaClient basic =
        GrafanaClient.builder(server.url()).basicAuth("admin", Secret.of("pw")).build()) {
      assertThat(basic.datasources().orElseThrow()).hasSize(2);
      assertThat(last().header("Authorization")).isEqualTo("Basic YWRtaW46cHc=");
    }
  }

  @Test
  void aSearchGoesThroughAllPages() {
    for (int i = 0; i < 25; i++) {
      server.dashboard("d" + i, "{\"uid\":\"d" + i + "\",\"panels\":[]}");
    }

    List<SearchHit> hits =
        grafana
            .search(SearchQuery.DASHBOARDS.pageSize(10).text("a b").tags(List.of("x", "y")))
            .orElseThrow();

    assertThat(hits).hasSize(25).extracting(SearchHit::uid).doesNotHaveDuplicates();
    assertThat(server.received())
        .extracting(Received::target)
        .containsExactly(
            "/grafana/api/search?type=dash-db&query=a%20b&tag=x&tag=y&limit=10&page=1",
            "/grafana/api/search?type=dash-db&query=a%20b&tag=x&tag=y&limit=10&page=2",
            "/grafana/api/search?type=dash-db&query=a%20b&tag=x&tag=y&limit=10&page=3");
    assertThat(hits.get(3).folderUid()).isEqualTo("f1");
    assertThat(grafana.search(SearchQuery.DASHBOARDS.pageSize(20), 2).orElseThrow()).hasSize(5);
  }

  @Test
  void aServerThatIgnoresPagesDoesNotLoopForEver() {
    server.on("GET /api/search", 200, "[{\"uid\":\"a\"},{\"uid\":\"b\"}]");

    assertThat(grafana.search(SearchQuery.DASHBOARDS.pageSize(2)).orElseThrow()).hasSize(2);
    assertThat(server.received()).hasSize(2);
  }

  @Test
  void allDashboardsAreReadAndTheUnreadableOnesAreSaid() {
    for (int i = 0; i < 9; i++) {
      server.dashboard("d" + i, "{\"uid\":\"d" + i + "\",\"title\":\"T\",\"version\":3}");
    }
    server.on("GET /api/dashboards/uid/d4", 404, "{\"message\":\"Dashboard not found\"}");
    server.on("GET /api/dashboards/uid/d5", 406, "{\"message\":\"dashboard api version not ok\"}");
    server.on(
        "GET /apis/dashboard.grafana.app/v2beta1/namespaces/org-7/dashboards/d5",
        200,
        "{\"kind\":\"Dashboard\",\"metadata\":{\"name\":\"d5\",\"generation\":4,\"annotations\":"
            + "{\"grafana.app/folder\":\"f9\"}},\"spec\":{\"title\":\"New\",\"elements\":{}}}");

    Answer<List<StoredDashboard>> answer = grafana.dashboards();

    List<StoredDashboard> all = answer.orElseThrow();
    assertThat(all)
        .extracting(StoredDashboard::uid)
        .containsExactly("d0", "d1", "d2", "d3", "d5", "d6", "d7", "d8");
    assertThat(((Answer.Known<?>) answer).warnings())
        .singleElement()
        .asString()
        .contains("D 4 (d4)", "Dashboard not found");
    assertThat(all.get(4).title()).isEqualTo("New");
    assertThat(all.get(4).version()).isEqualTo(4);
    assertThat(all.get(4).folderUid()).isEqualTo("f9");
    assertThat(all.get(0).url()).isEqualTo("/grafana/d/d0");
    assertThat(all.get(0).isProvisioned()).isFalse();
    assertThat(all.get(0).source().source().toString())
        .isEqualTo(server.url() + "/api/dashboards/uid/d0");
  }

  @Test
  void aChangeNamesTheVersionThatItIsBasedOn() {
    server.dashboard("d", "{\"id\":12,\"uid\":\"d\",\"title\":\"T\",\"version\":3}");
    server.on(
        "POST /api/dashboards/db",
        200,
        "{\"id\":12,\"uid\":\"d\",\"url\":\"/d/d/t\",\"status\":\"success\",\"version\":4}");
    StoredDashboard read = grafana.dashboard("d").orElseThrow();

    SavedDashboard saved =
        grafana
            .save(
                DashboardChange.of(read, read.doc().with("title", Doc.string("New")))
                    .message("why"))
            .orElseThrow();

    assertThat(saved).isEqualTo(new SavedDashboard("d", 4, "/d/d/t"));
    assertThat(last().body())
        .isEqualTo(
            "{\"dashboard\":{\"id\":null,\"uid\":\"d\",\"title\":\"New\",\"version\":3},"
                + "\"folderUid\":\"f1\",\"message\":\"why\",\"overwrite\":false}");
    assertThat(last().header("Content-Type")).isEqualTo("application/json");
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "412|{\"status\":\"version-mismatch\",\"message\":\"The dashboard has been changed by"
            + " someone else\"}|OUTDATED",
        "412|{\"status\":\"name-exists\",\"message\":\"A dashboard with the same name\"}"
            + "|NAME_TAKEN",
        "409|{\"message\":\"a folder with that name already exists\"}|NAME_TAKEN",
        "412|{\"status\":\"plugin-dashboard\",\"message\":\"belongs to plugin\"}"
            + "|MANAGED_ELSEWHERE",
        "400|{\"message\":\"Cannot save provisioned dashboard\"}|MANAGED_ELSEWHERE",
        "409|{\"kind\":\"Status\",\"status\":\"Failure\",\"reason\":\"Conflict\",\"message\":"
            + "\"the object has been modified\",\"code\":409}|OTHER"
      })
  void aRefusedChangeSaysWhy(int status, String body, Collision collision) {
    server.on("POST /api/dashboards/db", status, body);

    Failure failure = failure(grafana.save(DashboardChange.of(Doc.object())));

    assertThat(failure)
        .isInstanceOfSatisfying(
            Failure.Conflict.class, it -> assertThat(it.collision()).isEqualTo(collision));
    assertThat(server.received()).as("a change is not sent twice").hasSize(1);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "401|{\"message\":\"Unauthorized\"}|UNAUTHORIZED",
        "403|{\"message\":\"needs dashboards:read\",\"accessErrorId\":\"ACE1\"}|UNAUTHORIZED",
        "404|{\"message\":\"Dashboard not found\"}|NOT_FOUND",
        "404|<html>not here</html>|NOT_FOUND",
        "422|{\"message\":\"bad request data\"}|BAD_QUERY",
        "429|{\"message\":\"slow down\"}|TOO_MANY_REQUESTS",
        "500|{\"message\":\"Internal Server Error\",\"traceID\":\"t\"}|SERVER_ERROR",
        "502|<html>Bad Gateway</html>|SERVER_ERROR",
        "504|{\"message\":\"gateway timeout\"}|QUERY_TIMEOUT",
        "200|<!doctype html><title>Login</title>|PROTOCOL_ERROR",
        "200||PROTOCOL_ERROR",
        "200|{\"dashboard\":|PROTOCOL_ERROR",
        "200|[]|PROTOCOL_ERROR",
        "302||PROTOCOL_ERROR"
      })
  void whateverComesBackIsATypedFailure(int status, String body, Failure.Kind kind) {
    String extra = status == 302 ? "Location: https://sso.example.org/login?token=x\r\n" : "";
    server.on("GET /api/dashboards/uid/d", new Reply(status, extra, body == null ? "" : body, 0));

    Failure failure = failure(grafana.dashboard("d"));

    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.message()).doesNotContain("token=x", FakeGrafana.TOKEN);
  }

  @Test
  void aServerThatEchoesTheTokenDoesNotGiveItAway() {
    server.on(
        "GET /api/dashboards/uid/d",
        500,
        "{\"message\":\"cannot use " + FakeGrafana.TOKEN + " here\"}");

    assertThat(failure(grafana.dashboard("d")).message()).isEqualTo("cannot use *** here");
    assertThat(grafana.toString()).doesNotContain(FakeGrafana.TOKEN);
  }

  @Test
  void aWrongTokenIsUnauthorized() {
    try (GrafanaClient stranger =
        GrafanaClient.builder(server.url()).token(Secret.of("glsa_other")).build()) {
      assertThat(failure(stranger.datasources()))
          .isEqualTo(new Failure.Unauthorized("Invalid API key", 401));
      assertThat(failure(stranger.datasourceByName("MIMIR")).kind())
          .isEqualTo(Failure.Kind.UNAUTHORIZED);
    }
  }

  @Test
  void aMissingSubPathIsNotFound() {
    try (GrafanaClient root =
        GrafanaClient.builder(server.url().replace("/grafana", ""))
            .token(Secret.of(FakeGrafana.TOKEN))
            .build()) {
      assertThat(failure(root.health()).kind()).isEqualTo(Failure.Kind.NOT_FOUND);
    }
  }

  @Test
  void anAnswerThatBreaksOffIsUnreachable() {
    server.on("GET /api/datasources", new Reply(200, "", "[" + FakeGrafana.PROM + "]", 10));

    assertThat(failure(grafana.datasources()))
        .isInstanceOfSatisfying(
            Failure.Unreachable.class,
            it -> assertThat(it.reason()).isEqualTo(TransportException.Kind.RESET));
  }

  @Test
  void foldersAreReadCreatedRenamedAndDeleted() {
    String folder = "{\"id\":1,\"uid\":\"f\",\"title\":\"Shop\",\"version\":2,\"parentUid\":\"p\"}";
    server.on("GET /api/folders", 200, "[" + folder + "]");
    server.on("GET /api/folders/f", 200, folder);
    server.on("POST /api/folders", 200, folder);
    server.on("PUT /api/folders/f", 412, "{\"status\":\"version-mismatch\",\"message\":\"no\"}");
    server.on("DELETE /api/folders/f", 200, "{\"message\":\"Folder deleted\"}");

    assertThat(grafana.folders("p").orElseThrow()).extracting(Folder::title).containsOnly("Shop");
    assertThat(server.received().get(0).target())
        .isEqualTo("/grafana/api/folders?limit=100&page=1&parentUid=p");
    Folder read = grafana.folder("f").orElseThrow();
    assertThat(grafana.createFolder("f", "Shop", "p").orElseThrow().parentUid()).isEqualTo("p");
    assertThat(last().body()).isEqualTo("{\"title\":\"Shop\",\"uid\":\"f\",\"parentUid\":\"p\"}");
    assertThat(failure(grafana.renameFolder(read, "New")))
        .isEqualTo(new Failure.Conflict("no", Collision.OUTDATED));
    assertThat(last().body()).isEqualTo("{\"title\":\"New\",\"version\":2}");
    assertThat(grafana.deleteFolder("f").orElseThrow()).isEqualTo("Folder deleted");
  }

  @Test
  void aDeletedDashboardIsGone() {
    server.on("DELETE /api/dashboards/uid/d", 200, "{\"message\":\"Dashboard T deleted\"}");

    assertThat(grafana.deleteDashboard("d").orElseThrow()).isEqualTo("Dashboard T deleted");
    assertThat(failure(grafana.deleteDashboard("other")).kind()).isEqualTo(Failure.Kind.NOT_FOUND);
  }

  @Test
  void libraryElementsHaveTheirModel() {
    String element =
        "{\"uid\":\"l\",\"name\":\"Lib\",\"kind\":1,\"version\":5,\"model\":{\"type\":\"stat\"},"
            + "\"meta\":{\"connectedDashboards\":3}}";
    server.on(
        "GET /api/library-elements",
        200,
        "{\"result\":{\"totalCount\":1,\"page\":1,\"elements\":[" + element + "]}}");
    server.on("GET /api/library-elements/l", 200, "{\"result\":" + element + "}");

    LibraryElement one = grafana.libraryElement("l").orElseThrow();

    assertThat(grafana.libraryElements().orElseThrow())
        .extracting(LibraryElement::uid)
        .containsExactly("l");
    assertThat(one.model().get("type").flatMap(Doc::asString)).contains("stat");
    assertThat(one.isPanel()).isTrue();
    assertThat(one.usedBy()).isEqualTo(3);
    assertThat(one.version()).isEqualTo(5);
  }

  @Test
  void dataSourcesAreFoundByUidAndNameAndTellTheirHealth() {
    server.on(
        "GET /api/datasources/uid/prom-uid/health",
        400,
        "{\"status\":\"ERROR\",\"message\":\"connection refused\"}");

    assertThat(grafana.datasources().orElseThrow())
        .extracting(StoredDatasource::toString)
        .containsExactly("MIMIR (prometheus, prom-uid)", "LOKI (loki, loki-uid)");
    StoredDatasource one = grafana.datasourceByUid("prom-uid").orElseThrow();
    assertThat(one.url()).isEqualTo("http://mimir:9009/prometheus");
    assertThat(one.access()).isEqualTo("proxy");
    assertThat(one.isDefault()).isTrue();
    assertThat(one.settings().get("timeInterval").flatMap(Doc::asString)).contains("15s");
    assertThat(grafana.datasourceByName("MIMIR").orElseThrow().uid()).isEqualTo("prom-uid");
    assertThat(grafana.datasourceHealth("prom-uid").orElseThrow())
        .isEqualTo(new DatasourceHealth(false, "connection refused"));
    assertThat(failure(grafana.datasourceHealth("loki-uid")).kind())
        .as("its plugin has no health")
        .isEqualTo(Failure.Kind.NOT_SUPPORTED);
  }

  @Test
  void aViewerSeesDataSourcesWithoutTheirAddresses() {
    server.forViewer();

    assertThat(grafana.datasources().orElseThrow())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.uid()).isEqualTo("prom-uid");
              assertThat(one.url()).isEmpty();
            });
  }

  @Test
  void queriesGiveTypedFramesAndErrorsBesideThem() {
    server.on(
        "POST /api/ds/query",
        400,
        """
        {"results":{"A":{"status":200,"frames":[{"schema":{"name":"up","refId":"A",
          "meta":{"executedQueryString":"Expr: up\\nStep: 15s","custom":{"resultType":"matrix"}},
          "fields":[{"name":"Time","type":"time","typeInfo":{"frame":"time.Time"}},
            {"name":"Value","type":"number","labels":{"job":"backend"}},
            {"name":"Note","type":"string"},{"name":"Raw","type":"other"},
            {"name":"Big","type":"number"}]},
          "data":{"values":[[1795400000123,1795400015123,1795400030123],[1,null,-0.5],
            ["a",null,""],[{"x":[1,"y"]},[],true],[9007199254740993,1,2]],
            "nanos":[[456,0,999999],null,null,null,null],
            "entities":[null,{"NaN":[],"Inf":[1],"NegInf":[]},null,null,null]}}]},
         "B":{"error":"bad_data: parse error","errorSource":"downstream","status":400,
          "frames":[]}}}
        """);

    Map<String, DataResult> results =
        grafana
            .query(
                List.of(
                    DataQuery.of("A", "prom-uid", "up"),
                    DataQuery.of("B", "prom-uid", "up{").instant()),
                FROM,
                TO)
            .orElseThrow();

    DataFrame frame = requireNonNull(results.get("A")).frames().get(0);
    assertThat(frame.executedQuery()).contains("Expr: up\nStep: 15s");
    assertThat(frame.rows()).isEqualTo(3);
    DataField time = frame.field("Time").orElseThrow();
    assertThat(time.time(0)).contains(Instant.ofEpochMilli(1795400000123L).plusNanos(456));
    assertThat(time.time(2)).contains(Instant.ofEpochMilli(1795400030123L).plusNanos(999_999));
    DataField value = frame.field("Value").orElseThrow();
    assertThat(value.labels()).isEqualTo(Map.of("job", "backend"));
    assertThat(value.number(0)).hasValue(1);
    assertThat(value.number(1)).hasValue(Double.POSITIVE_INFINITY);
    assertThat(value.text(2)).contains("-0.5");
    DataField note = frame.field("Note").orElseThrow();
    assertThat(note.text(0)).contains("a");
    assertThat(note.isNull(1)).isTrue();
    assertThat(note.number(0)).isEmpty();
    DataField raw = frame.field("Raw").orElseThrow();
    assertThat(raw.text(0)).contains("{\"x\":[1,\"y\"]}");
    assertThat(raw.text(2)).contains("true");
    assertThat(frame.field("Big").orElseThrow().text(0)).contains("9007199254740993");
    DataResult failed = requireNonNull(results.get("B"));
    assertThat(failed.error()).contains("bad_data: parse error");
    assertThat(failed.errorSource()).isEqualTo("downstream");
    assertThat(failed.isEmpty()).isTrue();
    assertThat(last().body())
        .startsWith(
            "{\"from\":\"1795400000000\",\"to\":\"1795403600000\",\"queries\":[{\"refId\":\"A\","
                + "\"datasource\":{\"uid\":\"prom-uid\"},\"expr\":\"up\"");
  }

  @Test
  void aQueryThatGrafanaItselfRefusesIsAFailure() {
    server.on("POST /api/ds/query", 403, "{\"message\":\"needs datasources:query\"}");
    assertThat(
            failure(grafana.query(List.of(DataQuery.of("A", "prom-uid", "up")), FROM, TO)).kind())
        .isEqualTo(Failure.Kind.UNAUTHORIZED);
    assertThatThrownBy(() -> grafana.query(List.of(), FROM, TO))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void alertRulesAreDefinedAndHaveStates() {
    String rule =
        "{\"uid\":\"r\",\"title\":\"Down\",\"folderUID\":\"f\",\"ruleGroup\":\"g\",\"condition\":"
            + "\"C\",\"noDataState\":\"NoData\",\"execErrState\":\"Error\",\"for\":\"5m\","
            + "\"isPaused\":true,\"labels\":{\"severity\":\"page\"},\"data\":[]}";
    server.on("GET /api/v1/provisioning/alert-rules", 200, "[" + rule + "]");
    server.on("GET /api/v1/provisioning/alert-rules/r", 200, rule);
    server.on("POST /api/v1/provisioning/alert-rules", 201, rule);
    server.on("PUT /api/v1/provisioning/alert-rules/r", 200, rule);
    server.on("DELETE /api/v1/provisioning/alert-rules/r", new Reply(204, "", "", 0));
    server.on(
        "GET /api/v1/provisioning/alert-rules/export",
        new Reply(200, "Content-Type: application/yaml\r\n", "apiVersion: 1\n", 0));
    server.on(
        "GET /api/prometheus/grafana/api/v1/rules",
        200,
        "{\"status\":\"success\",\"data\":{\"groups\":[{\"name\":\"g\",\"file\":\"Shop\",\"rules\":"
            + "[{\"uid\":\"r\",\"name\":\"Down\",\"query\":\"up\",\"state\":\"firing\","
            + "\"health\":\"error\",\"lastError\":\"boom\",\"alerts\":[{\"labels\":{\"alertname\":"
            + "\"Down\"},\"annotations\":{},\"state\":\"Alerting (NoData)\",\"activeAt\":"
            + "\"2026-11-24T10:00:00Z\",\"value\":\"1e+00\"}]}]}]}}");
    server.on(
        "GET /api/prometheus/grafana/api/v1/alerts",
        200,
        "{\"status\":\"success\",\"data\":{\"alerts\":[]}}");

    StoredAlertRule stored = grafana.alertRules().orElseThrow().get(0);
    assertThat(stored.group()).isEqualTo("g");
    assertThat(stored.isPaused()).isTrue();
    assertThat(stored.pendingFor()).isEqualTo("5m");
    assertThat(stored.labels()).isEqualTo(Map.of("severity", "page"));
    assertThat(grafana.alertRule("r").orElseThrow().condition()).isEqualTo("C");
    assertThat(grafana.createAlertRule(stored.doc()).orElseThrow().uid()).isEqualTo("r");
    assertThat(last().body()).isEqualTo(rule);
    assertThat(grafana.updateAlertRule("r", stored.doc()).orElseThrow().uid()).isEqualTo("r");
    assertThat(grafana.deleteAlertRule("r").orElseThrow()).isEmpty();
    assertThat(grafana.exportAlertRules().orElseThrow()).isEqualTo("apiVersion: 1\n");
    AlertRuleStatus status = grafana.alertRuleStates().orElseThrow().get(0);
    assertThat(status).hasToString("Down (firing, error)");
    assertThat(status.folder()).isEqualTo("Shop");
    assertThat(status.lastError()).contains("boom");
    assertThat(status.alerts().get(0).state()).isEqualTo("Alerting (NoData)");
    assertThat(status.alerts().get(0).activeAt()).contains(Instant.parse("2026-11-24T10:00:00Z"));
    assertThat(grafana.alerts().orElseThrow()).isEmpty();
  }

  @Test
  void annotationsAreReadAndWritten() {
    server.on(
        "GET /api/annotations",
        200,
        "[{\"id\":3,\"time\":1795400000000,\"timeEnd\":1795400060000,\"text\":\"deploy\","
            + "\"tags\":[\"ci\"],\"dashboardUID\":\"d\",\"panelId\":4}]");
    server.on("POST /api/annotations", 200, "{\"message\":\"Annotation added\",\"id\":9}");
    server.on("DELETE /api/annotations/9", 200, "{\"message\":\"Annotation deleted\"}");

    Annotation read = grafana.annotations(FROM, TO, List.of("ci"), 10).orElseThrow().get(0);
    assertThat(read.to()).contains(FROM.plusSeconds(60));
    assertThat(read.panel()).isEqualTo(4);
    assertThat(last().target())
        .isEqualTo("/grafana/api/annotations?from=1795400000000&to=1795403600000&limit=10&tags=ci");
    assertThat(
            grafana
                .annotate(Annotation.at(FROM, "x", List.of("a")).until(TO).on("d", 4))
                .orElseThrow())
        .isEqualTo(9L);
    assertThat(last().body())
        .isEqualTo(
            "{\"time\":1795400000000,\"text\":\"x\",\"tags\":[\"a\"],\"timeEnd\":1795403600000,"
                + "\"dashboardUID\":\"d\",\"panelId\":4}");
    assertThat(grafana.deleteAnnotation(9).orElseThrow()).isEqualTo("Annotation deleted");
  }

  @Test
  void misuseIsRefusedBeforeAnythingIsSent() {
    assertThatThrownBy(() -> GrafanaClient.builder("grafana").build())
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> GrafanaClient.builder("http://g?x=1").build())
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> GrafanaClient.builder("http://g").organization(0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> DashboardChange.of(Doc.string("x")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> grafana.datasource(" ")).isInstanceOf(IllegalArgumentException.class);
  }
}
