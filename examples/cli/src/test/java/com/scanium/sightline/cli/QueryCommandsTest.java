package com.scanium.sightline.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The commands that ask a store, against a local server. */
class QueryCommandsTest {
  private static final String VECTOR =
      "{\"status\":\"success\",\"warnings\":[\"careful\"],\"data\":{\"resultType\":\"vector\","
          + "\"result\":[{\"metric\":{\"__name__\":\"up\",\"job\":\"a,\\\"b\\\"\"},\"value\":"
          + "[1795400000.5,\"1\"]},{\"metric\":{\"__name__\":\"up\",\"job\":\"\\u001b[31mred\"},"
          + "\"value\":[1795400000.5,\"NaN\"]}]}}";
  private static final String MATRIX =
      "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[{\"metric\":"
          + "{\"job\":\"a\"},\"values\":[[1795400000,\"0\"],[1795401800,\"5\"],"
          + "[1795403600,\"10\"]]}]}}";
  private static final String STREAMS =
      "{\"status\":\"success\",\"data\":{\"resultType\":\"streams\",\"result\":[{\"stream\":"
          + "{\"app\":\"shop\"},\"values\":[[\"1795400000000000001\",\"two\\nlines, \\\"q\\\"\","
          + "{\"structuredMetadata\":{\"trace_id\":\"t\"}}]]}]}}";
  private static final String[] WINDOW = {"--start", "1795400000", "--end", "1795403600"};

  private record Reply(int status, String body) {}

  private final Map<String, Reply> replies = new TreeMap<>();
  private final List<String> asked = new ArrayList<>();
  private final List<Map<String, String>> headers = new ArrayList<>();
  private HttpServer server;
  private String url;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    url = "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked.add(exchange.getRequestURI().toString());
    Map<String, String> sent = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    exchange.getRequestHeaders().forEach((name, values) -> sent.put(name, values.get(0)));
    headers.add(sent);
    Reply reply =
        replies.getOrDefault(
            exchange.getRequestURI().getPath(), new Reply(404, "404 page not found"));
    byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private void on(String path, String body) {
    replies.put(path, new Reply(200, body));
  }

  private final TestConsole console = new TestConsole();

  private String ok(String... arguments) {
    assertThat(console.run(Validation.STANDARD, arguments)).as(console.err()).isZero();
    return console.out();
  }

  private String refused(String... arguments) {
    assertThat(console.run(Validation.STANDARD, arguments)).as(console.out()).isEqualTo(2);
    assertThat(console.out()).isEmpty();
    assertThat(console.err()).hasLineCount(1).startsWith("sightline: ");
    return console.err();
  }

  private static String[] with(String[] more, String... first) {
    List<String> all = new ArrayList<>(List.of(first));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  @Test
  void anInstantVectorIsATableOfValuesAndSeries() {
    on("/prometheus/api/v1/query", VECTOR);

    String out = ok("query", "up", "--url", url + "/prometheus", "--time", "1795400000.5");

    assertThat(out).isEqualTo("1    up{job=\"a,\"b\"\"}\nNaN  up{job=\"\\u001b[31mred\"}\n");
    assertThat(console.err()).isEqualTo("warning: careful\n");
    assertThat(asked).containsExactly("/prometheus/api/v1/query?query=up&time=1795400000.5");
  }

  @Test
  void csvFollowsItsStandard() {
    on("/api/v1/query", VECTOR);

    assertThat(ok("query", "up", "--url", url, "--format", "csv"))
        .isEqualTo(
            "time,value,__name__,job\r\n"
                + "2026-11-23T02:13:20.500Z,1,up,\"a,\"\"b\"\"\"\r\n"
                + "2026-11-23T02:13:20.500Z,NaN,up,\u001b[31mred\r\n");
  }

  @Test
  void jsonHasTheShapeOfTheQueryInterface() {
    on("/api/v1/query", VECTOR);

    JsonNode json =
        new ObjectMapper().readTree(ok("query", "up", "--url", url, "--format", "json"));

    assertThat(json.at("/resultType").asString()).isEqualTo("vector");
    assertThat(json.at("/result/0/metric/job").asString()).isEqualTo("a,\"b\"");
    assertThat(json.at("/result/1/value/0").asDouble()).isEqualTo(1795400000.5);
    assertThat(json.at("/result/1/value/1").asString()).isEqualTo("NaN");
  }

  @Test
  void aRangeIsATableWithSparklines() {
    on("/api/v1/query_range", MATRIX);

    String out = ok(with(WINDOW, "query-range", "up", "--url", url, "--step", "1m"));

    assertThat(out).hasLineCount(2).contains("last", "▁", "▅", "█", "{job=\"a\"}");
    assertThat(out.lines().toList().get(1)).matches("▁ +▅ +█ +10 +0 +10 +3 +\\{job=\"a\"}");
    assertThat(asked)
        .containsExactly("/api/v1/query_range?query=up&start=1795400000&end=1795403600&step=60");
  }

  @Test
  void aRangeIsDrawnAsADiagram() {
    on("/api/v1/query_range", MATRIX);

    String out = ok(with(WINDOW, "query-range", "up", "--url", url, "--format", "plot"));

    List<String> lines = out.lines().toList();
    assertThat(lines.get(0)).matches(" *10 ┤ +\\*");
    assertThat(lines.get(13)).matches(" *0 ┤\\*");
    assertThat(out).contains("└───", "11-23 02:13:20", "11-23 03:13:20 UTC", "  * {job=\"a\"}");
  }

  @Test
  void csvOfARangeHasALineForEachPoint() {
    on("/api/v1/query_range", MATRIX);

    assertThat(ok(with(WINDOW, "query-range", "up", "--url", url, "--format", "csv")))
        .isEqualTo(
            String.join(
                "\r\n",
                "time,value,job",
                "2026-11-23T02:13:20Z,0,a",
                "2026-11-23T02:43:20Z,5,a",
                "2026-11-23T03:13:20Z,10,a",
                ""));
  }

  @Test
  void logLinesAreOneLineEachWithTheirNanoseconds() {
    on("/loki/api/v1/query_range", STREAMS);

    String out =
        ok(
            with(
                WINDOW,
                "query-range",
                "{app=\"shop\"}",
                "--loki",
                "--url",
                url,
                "--limit",
                "7",
                "--forward"));

    assertThat(out)
        .isEqualTo(
            "2026-11-23T02:13:20.000000001Z {app=\"shop\"} {trace_id=\"t\"}"
                + " two\\nlines, \"q\"\n");
    assertThat(asked.get(0)).contains("limit=7", "direction=forward", "start=1795400000000000000");
  }

  @Test
  void aLogQueryAtATimeLooksAtTheLastHour() {
    on("/loki/api/v1/query_range", STREAMS);
    on("/loki/api/v1/query", VECTOR);

    assertThat(
            ok(
                "query",
                "{app=\"shop\"}",
                "--loki",
                "--url",
                url,
                "--format",
                "csv",
                "--time",
                "1795403600"))
        .isEqualTo(
            "time,line,app,trace_id\r\n2026-11-23T02:13:20.000000001Z,"
                + "\"two\nlines, \"\"q\"\"\",shop,t\r\n");
    ok("query", "sum(rate({app=\"shop\"}[1m]))", "--loki", "--url", url);
    assertThat(asked.get(0)).startsWith("/loki/api/v1/query_range?");
    assertThat(asked.get(1)).startsWith("/loki/api/v1/query?");
  }

  @Test
  void labelsAndTheirValuesAreListed() {
    on("/api/v1/labels", "{\"status\":\"success\",\"data\":[\"__name__\",\"job\"]}");
    on("/api/v1/label/job/values", "{\"status\":\"success\",\"data\":[\"a\",\"b\"]}");
    on("/loki/api/v1/labels", "{\"status\":\"success\"}");

    assertThat(ok(with(WINDOW, "labels", "--url", url))).isEqualTo("__name__\njob\n");
    assertThat(ok(with(WINDOW, "labels", "job", "--url", url, "--match", "up", "--format", "json")))
        .endsWith("[\n  \"a\",\n  \"b\"\n]\n");
    ok("labels", "--loki", "--url", url);
    assertThat(asked.get(1)).contains("/label/job/values?match%5B%5D=up&start=1795400000");
    assertThat(asked.get(2)).startsWith("/loki/api/v1/labels?start=");
  }

  @Test
  void seriesAreListed() {
    on(
        "/api/v1/series",
        "{\"status\":\"success\",\"data\":[{\"__name__\":\"up\",\"job\":\"b\"},"
            + "{\"__name__\":\"up\",\"job\":\"a\"}]}");

    assertThat(ok("series", "up", "{job=\"a\"}", "--url", url))
        .isEqualTo("up{job=\"a\"}\nup{job=\"b\"}\n");
    assertThat(asked.get(0)).contains("match%5B%5D=up&match%5B%5D=%7Bjob");
  }

  @Test
  void cardinalityCountsSeriesByALabel() {
    on(
        "/api/v1/query",
        "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[{\"metric\":"
            + "{\"job\":\"a\"},\"value\":[1,\"3\"]},{\"metric\":{},\"value\":[1,\"7\"]}]}}");
    on(
        "/loki/api/v1/series",
        "{\"status\":\"success\",\"data\":[{\"app\":\"x\",\"i\":\"1\"},{\"app\":\"x\"},{}]}");

    assertThat(ok("cardinality", "--url", url, "--label", "job", "--match", "up", "--limit", "5"))
        .isEqualTo("series  job\n7       (none)\n3       a\n");
    assertThat(console.err())
        .isEqualTo("counted by a query, of series with a sample in the last 5m\n");
    assertThat(asked.get(1))
        .contains("query=topk%285%2C%20count%20by%20%28job%29%20%28last_over_time%28up%5B5m%5D");
    assertThat(ok("cardinality", "--loki", "--url", url, "--label", "app", "--format", "csv"))
        .endsWith("series,app\r\n2,x\r\n1,(none)\r\n");
  }

  @Test
  void cardinalityAsksMimirsOwnCountsAndSaysSo() {
    on(
        "/prometheus/api/v1/cardinality/label_values",
        "{\"series_count_total\":9,\"labels\":[{\"label_name\":\"job\",\"label_values_count\":2,"
            + "\"series_count\":9,\"cardinality\":[{\"label_value\":\"a\",\"series_count\":7},"
            + "{\"label_value\":\"b\",\"series_count\":2}]}]}");
    on(
        "/prometheus/api/v1/cardinality/label_names",
        "{\"label_values_count_total\":5,\"label_names_count\":2,\"cardinality\":[{\"label_name\":"
            + "\"pod\",\"label_values_count\":4},{\"label_name\":\"job\",\"label_values_count\":1}]}");
    on(
        "/prometheus/api/v1/cardinality/active_series",
        "{\"data\":[{\"__name__\":\"up\",\"job\":\"a\"},{\"__name__\":\"up\"}]}");
    String mimir = url + "/prometheus";

    assertThat(ok("cardinality", "--url", mimir, "--label", "job", "--match", "{job!=\"\"}"))
        .isEqualTo("series  job\n7       a\n2       b\n");
    assertThat(console.err()).contains("counted by Mimir's cardinality of label values");
    assertThat(asked.get(0)).contains("label_names%5B%5D=job").contains("selector=%7Bjob");
    assertThat(ok("cardinality", "--url", mimir, "--names"))
        .endsWith("values  label\n4       pod\n1       job\n");
    assertThat(ok("cardinality", "--url", mimir, "--active", "--format", "csv"))
        .endsWith("series,__name__\r\n2,up\r\n");
    assertThat(console.err()).endsWith("counted by Mimir's active series\n");
    assertThat(asked).hasSize(3);
  }

  @Test
  void cardinalityOfLabelsIsCountedWhereNobodyKeepsIt() {
    on("/api/v1/labels", "{\"status\":\"success\",\"data\":[\"a\",\"b\"]}");
    on("/api/v1/label/a/values", "{\"status\":\"success\",\"data\":[\"1\"]}");
    on("/api/v1/label/b/values", "{\"status\":\"success\",\"data\":[\"1\",\"2\"]}");
    on(
        "/loki/api/v1/detected_labels",
        "{\"detectedLabels\":[{\"label\":\"app\",\"cardinality\":3}]}");

    assertThat(ok("cardinality", "--url", url, "--names", "--match", "up"))
        .endsWith("values  label\n2       b\n1       a\n");
    assertThat(console.err()).contains("counted by the values of each label");
    assertThat(ok("cardinality", "--loki", "--url", url, "--names"))
        .endsWith("values  label\n3       app\n");
  }

  @Test
  void requestsGoThroughAProxy() {
    on("/api/v1/query", VECTOR);
    // the server plays the proxy: it gets the whole address
    ok("query", "up", "--url", "http://store.invalid", "--proxy", url);
    assertThat(asked.get(0)).startsWith("http://store.invalid/api/v1/query?");
  }

  @Test
  void aPasswordInTheAddressOfAProxyIsNotShown() {
    assertThat(refused("query", "up", "--url", url, "--proxy", "http://me:s3cr3t@proxy"))
        .doesNotContain("s3cr3t");
  }

  @Test
  void rulesOfAServerHaveTheirStates() {
    String rules =
        "{\"status\":\"success\",\"data\":{\"groups\":[{\"name\":\"g\",\"file\":\"f\",\"interval\":"
            + "60,\"rules\":[{\"name\":\"Down\",\"type\":\"alerting\",\"query\":\"up == 0\","
            + "\"state\":\"firing\",\"health\":\"ok\",\"alerts\":[]},{\"name\":\"a:b\",\"type\":"
            + "\"recording\",\"query\":\"sum(up)\",\"health\":\"err\",\"lastError\":\"boom\"}]}]}}";
    on("/api/v1/rules", rules);
    on("/prometheus/api/v1/rules", rules);

    assertThat(ok("rules", "--url", url))
        .isEqualTo(
            """
            state   health  type       group  rule  query    error
            firing  ok      alerting   f/g    Down  up == 0
            -       err     recording  f/g    a:b   sum(up)  boom
            """);
    assertThat(ok("rules", "--loki", "--url", url, "--format", "json")).contains("\"boom\"");
  }

  @Test
  void withoutAStoreRulesAreThoseOfACheck() {
    assertThat(ok("rules")).contains("grafana/rate-window\n").doesNotContain("state");
    assertThat(refused2("rules", "--loki")).contains("--loki needs --url");
  }

  private String refused2(String... arguments) {
    TestConsole other = new TestConsole();
    assertThat(other.run(Validation.STANDARD, arguments)).isEqualTo(2);
    return other.err();
  }

  @Test
  void secretsComeFromTheEnvironmentOrFilesAndAreSentOnlyToTheStore(@TempDir Path folder)
      throws IOException {
    on("/api/v1/query", VECTOR);
    Path file = Files.writeString(folder.resolve("token"), "from-file\n");
    console.with(
        Map.of(
            "TOKEN", "from-env", "KEY", "k-1", "SIGHTLINE_TENANT", "team-a", "SIGHTLINE_URL", url));

    ok("query", "up", "--token-env", "TOKEN", "--header-env", "X-Api-Key=KEY", "--header", "A=b");
    ok("query", "up", "--token-file", file.toString(), "--tenant", "team-b");
    ok("query", "up", "--user", "me", "--password-env", "TOKEN");

    assertThat(headers.get(0))
        .containsEntry("Authorization", "Bearer from-env")
        .containsEntry("X-Api-Key", "k-1")
        .containsEntry("A", "b")
        .containsEntry("X-Scope-OrgID", "team-a");
    assertThat(headers.get(1))
        .containsEntry("Authorization", "Bearer from-file")
        .containsEntry("X-Scope-OrgID", "team-b");
    assertThat(requireNonNull(headers.get(2).get("Authorization"))).startsWith("Basic ");
    assertThat(console.out() + console.err()).doesNotContain("from-env", "from-file", "k-1");
  }

  @Test
  void aStoreIsAskedThroughGrafana() {
    on(
        "/g/api/datasources/name/MIMIR",
        "{\"uid\":\"u1\",\"name\":\"MIMIR\",\"type\":\"prometheus\"}");
    on("/g/api/datasources/proxy/uid/u1/api/v1/query", VECTOR);
    console.with(Map.of("GRAFANA_TOKEN", "glsa_x"));

    ok(
        "query",
        "up",
        "--grafana",
        url + "/g",
        "--grafana-token-env",
        "GRAFANA_TOKEN",
        "--datasource",
        "MIMIR");

    assertThat(asked).hasSize(2);
    assertThat(headers.get(1)).containsEntry("Authorization", "Bearer glsa_x");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "400|{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"1:5: parse error: x\"}"
            + "|bad query: 1:5: parse error: x (at 1:5)",
        "401|no org id|tenant required: the store wants a tenant: no org id",
        "200|<html>login</html>|protocol error: ",
        "404|404 page not found|not found: nothing at ",
        "500|boom|server error: boom"
      })
  void whatAStoreRefusesIsOneLine(int status, String body, String words) {
    replies.put("/api/v1/query", new Reply(status, body));

    assertThat(refused("query", "up{", "--url", url)).startsWith("sightline: " + words);
  }

  @Test
  void aStoreThatIsNotThereIsOneLine() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }

    assertThat(refused("query", "up", "--url", "http://127.0.0.1:" + free, "--timeout", "2s"))
        .startsWith("sightline: unreachable: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "query up",
        "query",
        "query up --url not-a-url",
        "query up --url http://h?x=1",
        "query up --url http://h --time yesterday",
        "query up --url http://h --timeout soon",
        "query up --url http://h --format xml",
        "query up --url http://h --user me",
        "query up --url http://h --token-env NOT_SET",
        "query up --url http://h --token-file /no/such/file",
        "query up --url http://h --header nothing",
        "query up --url http://h --header A=b\u0001",
        "query up --grafana http://g",
        "query up --grafana http://g --datasource x --url http://h",
        "query-range up --url http://h --start now --end now-1h",
        "query-range up --url http://h --start now-1h --since 1h",
        "query-range up --url http://h --step 0s",
        "query-range up --url http://h --limit 0",
        "cardinality --url http://h --label a-b",
        "cardinality --url http://h --match up{",
        "cardinality --url http://h --names --active",
        "cardinality --url http://h --names --label job",
        "query up --url http://h --client-cert a.pem",
        "query up --url http://h --ca-file /no/such/file",
        "query up --url http://h --proxy http://p --proxy-user me",
        "query up --url http://h --proxy ftp://p",
        "series --url http://h"
      })
  void misuseIsOneLineAndSendsNothing(String arguments) {
    assertThat(refused(arguments.split(" "))).doesNotContain("Exception", "internal error");
    assertThat(asked).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"query", "query-range", "labels", "series", "cardinality", "rules"})
  void eachHasItsHelp(String command) {
    assertThat(ok(command, "--help")).contains("--url", "--token-env", "--tenant", "--loki");
  }
}
