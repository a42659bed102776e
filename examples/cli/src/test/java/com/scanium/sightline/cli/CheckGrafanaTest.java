package com.scanium.sightline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** A check that knows nothing but Grafana's address and token. */
class CheckGrafanaTest {
  private static final String DASHBOARD =
      """
      {"uid": "shop", "title": "Shop", "schemaVersion": 39, "panels": [
        {"id": 1, "title": "Up", "type": "stat", "datasource": {"type": "prometheus", "uid": "p"},
         "targets": [{"refId": "A", "expr": "up", "instant": true}]},
        {"id": 2, "title": "Gone", "type": "stat", "datasource": {"type": "prometheus", "uid": "p"},
         "targets": [{"refId": "A", "expr": "gone_total", "instant": true}]},
        {"id": 3, "title": "Logs", "type": "logs", "datasource": {"type": "loki", "uid": "l"},
         "targets": [{"refId": "A", "expr": "{app=\\"shop\\"}"}]},
        {"id": 4, "title": "No logs", "type": "logs", "datasource": {"type": "loki", "uid": "l"},
         "targets": [{"refId": "A", "expr": "{app=\\"nobody\\"}"}]},
        {"id": 5, "title": "Dropped", "type": "logs", "datasource": {"type": "loki", "uid": "l"},
         "targets": [{"refId": "A", "expr": "{app=\\"shop\\"} |= \\"nothing\\""}]},
        {"id": 6, "title": "Shared", "type": "stat", "libraryPanel": {"uid": "lib", "name": "L"}},
        {"id": 7, "title": "Elsewhere", "type": "stat",
         "datasource": {"type": "prometheus", "uid": "q"},
         "targets": [{"refId": "A", "expr": "up", "instant": true}]}]}
      """;

  private final Map<String, String> answers = new TreeMap<>();
  private final TestConsole console = new TestConsole();
  @TempDir private Path folder;
  private HttpServer server;
  private String url;
  private Path token;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    url = "http://127.0.0.1:" + server.getAddress().getPort() + "/grafana";
    token = Files.writeString(folder.resolve("token"), "glsa_hidden\n");
    answers.put("/api/search", "[{\"uid\":\"shop\",\"title\":\"Shop\",\"type\":\"dash-db\"}]");
    answers.put("/api/dashboards/uid/shop", "{\"dashboard\":" + DASHBOARD + ",\"meta\":{}}");
    answers.put(
        "/api/datasources",
        "[{\"id\":1,\"uid\":\"p\",\"name\":\"MIMIR\",\"type\":\"prometheus\",\"isDefault\":true,"
            + "\"url\":\"http://mimir/prometheus\"},{\"id\":2,\"uid\":\"l\",\"name\":\"LOKI\","
            + "\"type\":\"loki\"},{\"id\":3,\"uid\":\"q\",\"name\":\"OTHER\","
            + "\"type\":\"prometheus\"}]");
    answers.put(
        "/api/library-elements",
        "{\"result\":{\"totalCount\":1,\"elements\":[{\"uid\":\"lib\",\"name\":\"L\",\"kind\":1,"
            + "\"model\":{\"type\":\"stat\",\"datasource\":{\"type\":\"prometheus\",\"uid\":\"p\"},"
            + "\"targets\":[{\"refId\":\"A\",\"expr\":\"up\",\"instant\":true}]}}]}}");
    answers.put(
        "/api/v1/provisioning/alert-rules",
        "[{\"uid\":\"r\",\"title\":\"Down\",\"folderUID\":\"f\",\"ruleGroup\":\"g\",\"condition\":"
            + "\"A\",\"data\":[{\"refId\":\"A\",\"datasourceUid\":\"p\",\"relativeTimeRange\":"
            + "{\"from\":600,\"to\":0},\"model\":{\"expr\":\"rate(up[$__rate_interval]) > 0\"}}]}]");
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath().replaceFirst("^/grafana", "");
    String query =
        URLDecoder.decode(
            String.valueOf(exchange.getRequestURI().getRawQuery()), StandardCharsets.UTF_8);
    boolean known =
        "Bearer glsa_hidden".equals(exchange.getRequestHeaders().getFirst("Authorization"));
    String body = answers.getOrDefault(path, "");
    if (path.startsWith("/api/datasources/proxy/uid/p/")) {
      body = mimir(path, query);
    } else if (path.startsWith("/api/datasources/proxy/uid/q/")) {
      body = mimir(path, query).replace("\"1\"]", "\"0\"]");
    } else if (path.startsWith("/api/datasources/proxy/uid/l/")) {
      body = loki(query);
    }
    int status = !known ? 401 : body.isEmpty() ? 404 : 200;
    byte[] bytes = (status == 200 ? body : "{\"message\":\"no\"}").getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static String mimir(String path, String query) {
    String data =
        path.endsWith("/query") || path.endsWith("/query_range")
            ? query.startsWith("query=up&")
                ? "{\"resultType\":\"vector\",\"result\":[{\"metric\":{\"__name__\":\"up\","
                    + "\"job\":\"shop\"},\"value\":[1795400000,\"1\"]}]}"
                : "{\"resultType\":\"vector\",\"result\":[]}"
            : path.endsWith("/buildinfo") ? "{\"version\":\"2.17.0\"}" : "[]";
    return "{\"status\":\"success\",\"data\":" + data + "}";
  }

  private static String loki(String query) {
    boolean there = query.contains("{app=\"shop\"}&");
    int examined = query.contains("nobody") ? 0 : 12;
    String result =
        there
            ? "{\"stream\":{\"app\":\"shop\"},\"values\":[[\"1795400000000000000\",\"hello\"]]}"
            : "";
    return "{\"status\":\"success\",\"data\":{\"resultType\":\"streams\",\"result\":["
        + result
        + "],\"stats\":{\"summary\":{\"totalLinesProcessed\":"
        + examined
        + "}}}}";
  }

  private JsonNode report(String... more) {
    String[] all = new String[more.length + 7];
    String[] first = {"check", "--live", "--format", "json", "--exit-zero", "--grafana", url};
    System.arraycopy(first, 0, all, 0, 7);
    System.arraycopy(more, 0, all, 7, more.length);
    int status = console.run(Validation.STANDARD, all);
    assertThat(status).as(console.err() + console.out()).isZero();
    assertThat(console.out()).doesNotContain("glsa_hidden");
    return new ObjectMapper().readTree(console.out());
  }

  @Test
  void everyPanelIsMeasuredThroughGrafana() {
    JsonNode report = report("--grafana-token-file", token.toString());

    Map<Integer, String> verdicts = new TreeMap<>();
    Map<Integer, String> reasons = new TreeMap<>();
    for (JsonNode panel : report.get("panels")) {
      verdicts.put(panel.get("panel").asInt(), panel.get("verdict").asString());
      reasons.put(panel.get("panel").asInt(), panel.path("reason").asString(""));
    }
    assertThat(verdicts)
        .containsEntry(1, "DATA")
        .containsEntry(2, "NO_DATA")
        .containsEntry(3, "DATA")
        .containsEntry(4, "NO_DATA")
        .containsEntry(5, "NO_DATA")
        .containsEntry(6, "DATA");
    assertThat(verdicts).as("each data source leads to its own store").containsEntry(7, "ZERO");
    assertThat(reasons.get(4)).contains("no log stream matches");
    assertThat(reasons.get(5)).contains("matches 12 lines", "drops them all");
    assertThat(report.get("live").asBoolean()).isTrue();
    assertThat(report.at("/stats/dashboards").asInt()).isEqualTo(1);
  }

  @Test
  void aGrafanaWithoutAStoreOfSeriesHasItsLogsMeasured() {
    answers.put(
        "/api/datasources", "[{\"id\":2,\"uid\":\"l\",\"name\":\"LOKI\",\"type\":\"loki\"}]");

    JsonNode report = report("--grafana-token-file", token.toString());

    Map<Integer, String> verdicts = new TreeMap<>();
    for (JsonNode panel : report.get("panels")) {
      verdicts.put(panel.get("panel").asInt(), panel.get("verdict").asString());
    }
    assertThat(verdicts)
        .containsEntry(3, "DATA")
        .containsEntry(4, "NO_DATA")
        .containsEntry(5, "NO_DATA");
    assertThat(report.get("live").asBoolean()).isTrue();
    assertThat(report.get("coverage").toString()).contains("which data source leads to the store");
  }

  @Test
  void theDataSourceCanBeNamed() {
    JsonNode report =
        report("--grafana-token-file", token.toString(), "--grafana-datasource", "MIMIR");

    assertThat(report.toString()).contains("\"verdict\":\"DATA\"");
  }

  @Test
  void aWrongTokenIsSaidAndProvesNothing() throws IOException {
    Files.writeString(token, "glsa_wrong");

    JsonNode report = report("--grafana-token-file", token.toString());

    assertThat(report.get("panels")).isEmpty();
    assertThat(report.get("coverage").toString()).contains("dashboards of " + url);
    assertThat(console.out()).doesNotContain("glsa_wrong");
  }

  @Test
  void aConfigurationMayNameGrafanaToo() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("sightline.yaml"),
            "grafana: {url: \"" + url + "\", tokenFile: token}\n");

    console.run(Validation.STANDARD, "check", "--live", "--format", "json", file.toString());

    assertThat(console.err()).isEmpty();
    assertThat(console.out()).contains("\"verdict\": \"DATA\"").doesNotContain("glsa_hidden");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"dashboards: [own.json]\ngrafana: %s", "grafana: %s\ndashboards: [own.json]"})
  void libraryPanelsOfFilesComeFromGrafana(String configuration) throws IOException {
    own();
    Path file =
        Files.writeString(
            folder.resolve("sightline.yaml"),
            configuration.formatted("{url: \"" + url + "\", tokenFile: token}") + "\n");

    console.run(Validation.STANDARD, "check", "--live", "--format", "json", file.toString());

    JsonNode own =
        new ObjectMapper()
            .readTree(console.out())
            .get("panels")
            .valueStream()
            .filter(it -> it.path("dashboard").asString("").equals("own"))
            .findFirst()
            .orElseThrow();
    assertThat(own.get("verdict").asString()).isEqualTo("DATA");
  }

  @Test
  void dashboardsOfFilesAndOfGrafanaAreListedWithTheirLibraryPanels() throws IOException {
    Path own = own();
    String[] grafana = {"--grafana", url, "--grafana-token-file", token.toString()};

    int status =
        console.run(
            Validation.STANDARD,
            "dashboards",
            "queries",
            own.toString(),
            grafana[0],
            grafana[1],
            grafana[2],
            grafana[3]);
    assertThat(status).as(console.err()).isZero();
    assertThat(console.out()).contains("own panel 1", "asks  up").doesNotContain("not read");

    status =
        console.run(
            Validation.STANDARD,
            "dashboards",
            "lint",
            grafana[0],
            grafana[1],
            grafana[2],
            grafana[3]);
    assertThat(status).as(console.err()).isIn(0, 1);
    status =
        console.run(
            Validation.STANDARD,
            "dashboards",
            "list",
            grafana[0],
            grafana[1],
            grafana[2],
            grafana[3]);
    assertThat(status).isZero();
    assertThat(console.out()).contains("shop");
  }

  private Path own() throws IOException {
    return Files.writeString(
        folder.resolve("own.json"),
        """
        {"uid": "own", "title": "Own", "panels": [
          {"id": 1, "title": "Shared", "libraryPanel": {"uid": "lib", "name": "L"}}]}
        """);
  }

  @Test
  void aStaticCheckDoesNotAskGrafana() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("sightline.yaml"),
            "grafana: {url: \"http://127.0.0.1:1\", tokenEnv: NOT_SET}\nloki: {url: \"http://l\"}\n");

    console.run(Validation.STANDARD, "check", "--format", "json", file.toString());

    assertThat(console.out())
        .contains("only a live walk asks Grafana", "only a live walk asks Loki");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "check --grafana http://g",
        "dashboards list --grafana http://127.0.0.1:1",
        "dashboards lint --grafana not-a-url",
        "check --live --grafana not-a-url",
        "check --live --grafana http://user:secret@g",
        "check --live --grafana http://127.0.0.1:1 --grafana-token-env NOT_SET_ANYWHERE",
        "check --live --grafana http://127.0.0.1:1 --grafana-token-file /no/such/file",
        "check --live --grafana http://g --grafana-token-env A --grafana-token-file B",
        "check --live --grafana-token-env A",
        "check --live --grafana-datasource A"
      })
  void misuseIsOneLine(String arguments) {
    assertThat(console.run(Validation.STANDARD, arguments.split(" "))).isEqualTo(2);
    assertThat(console.out()).isEmpty();
    assertThat(console.err())
        .hasLineCount(1)
        .startsWith("sightline: ")
        .doesNotContain("secret", "internal error");
  }
}
