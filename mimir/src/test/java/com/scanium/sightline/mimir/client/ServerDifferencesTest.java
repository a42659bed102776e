package com.scanium.sightline.mimir.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.scanium.sightline.http.Headers;
import com.scanium.sightline.http.Request;
import com.scanium.sightline.http.Response;
import com.scanium.sightline.http.TransportException;
import com.scanium.sightline.mimir.client.QueryOptions.Statistics;
import com.scanium.sightline.mimir.model.AlertmanagerConfig;
import com.scanium.sightline.mimir.model.BuildInfo;
import com.scanium.sightline.mimir.model.CardinalityQuery;
import com.scanium.sightline.mimir.model.Labels;
import com.scanium.sightline.mimir.model.QueryResult;
import com.scanium.sightline.mimir.model.RuleFilter;
import com.scanium.sightline.mimir.model.RuleGroupConfig;
import com.scanium.sightline.mimir.model.RuleState;
import com.scanium.sightline.mimir.model.Series;
import com.scanium.sightline.mimir.model.ServiceState;
import com.scanium.sightline.port.Answer;
import com.scanium.sightline.port.Failure;
import com.scanium.sightline.testing.FakeTransport;
import com.scanium.sightline.text.Doc;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked of which server, where servers differ without saying so. */
class ServerDifferencesTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_795_403_536);
  private static final String PROMETHEUS_35 = "{\"version\":\"3.5.3\"}";
  private static final String PROMETHEUS_242 = "{\"version\":\"2.42.0+ds\"}";
  private static final String MIMIR_3 = "{\"application\":\"Grafana Mimir\",\"version\":\"3.0.1\"}";
  private static final String MIMIR_2 =
      "{\"application\":\"Grafana Mimir\",\"version\":\"2.11.0\"}";
  private static final String MIMIR_X =
      "{\"application\":\"Grafana Mimir\",\"version\":\"unknown\"}";
  private static final String CORTEX = "{\"version\":\"1.21.1-dev\"}";
  private static final String TWO =
      "{\"resultType\":\"vector\",\"result\":[{\"metric\":{\"a\":\"1\"},\"value\":[1,\"1\"]},"
          + "{\"metric\":{\"a\":\"2\"},\"value\":[1,\"2\"]}]}";

  private static FakeTransport server(String build, String data) {
    return FakeTransport.answering(
        request ->
            request.uri().getPath().endsWith("/status/buildinfo")
                ? success(build)
                : request.uri().getPath().endsWith("/active_native_histogram_metrics")
                    ? Response.text(404, "404 page not found\n")
                    : success(data));
  }

  private static Response success(String data) {
    return Response.json(200, "{\"status\":\"success\",\"data\":" + data + "}");
  }

  private static MimirClient client(FakeTransport transport) {
    return MimirClient.builder("http://store/prometheus").transport(transport).build();
  }

  private static String lastQuery(FakeTransport transport) {
    return String.valueOf(last(transport).uri().getRawQuery());
  }

  private static Request last(FakeTransport transport) {
    return transport.requests().get(transport.requests().size() - 1);
  }

  @Test
  void anOrdinaryQuestionDoesNotAskWhoAnswers() {
    FakeTransport store = server(MIMIR_3, TWO);
    client(store).query("x", NOW);
    client(store).query("x", NOW, QueryOptions.builder().timeout(Duration.ofSeconds(5)).build());
    assertThat(store.requests()).hasSize(2);
    assertThat(lastQuery(store)).isEqualTo("query=x&time=1795403536&timeout=5");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {PROMETHEUS_35 + ";all", CORTEX + ";all", MIMIR_3 + ";true", MIMIR_2 + ";true"})
  void statsByStepAreNeverAskedOfMimir(String build, String stats) {
    FakeTransport store = server(build, TWO);
    MimirClient client = client(store);
    QueryOptions options = QueryOptions.builder().statistics(Statistics.PER_STEP).build();
    Answer<QueryResult> answer = client.query("x", NOW, options);
    assertThat(lastQuery(store)).endsWith("stats=" + stats);
    assertThat(((Answer.Known<?>) answer).warnings().isEmpty()).isEqualTo(stats.equals("all"));
    client.query("x", NOW, options);
    assertThat(store.requests()).as("the server is asked for its name once").hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {PROMETHEUS_35, PROMETHEUS_242, CORTEX, MIMIR_3, MIMIR_2})
  void aLimitIsKeptBySomebody(String build) throws Exception {
    FakeTransport store = server(build, TWO);
    QueryOptions one = QueryOptions.builder().limit(1).build();
    Answer.Known<QueryResult> answer =
        (Answer.Known<QueryResult>) client(store).query("x", NOW, one);
    assertThat(((QueryResult.Vector) answer.value().value()).samples()).hasSize(1);
    assertThat(answer.warnings()).hasSize(1);
    assertThat(lastQuery(store).contains("limit=1")).isEqualTo(build.equals(PROMETHEUS_35));
    assertThat(client(store).queryAsync("x", NOW, one).get()).isEqualTo(answer);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        PROMETHEUS_35 + ";true",
        PROMETHEUS_242 + ";false",
        CORTEX + ";true",
        MIMIR_3 + ";true",
        MIMIR_2 + ";false",
        MIMIR_X + ";false"
      })
  void aLimitOnLabelsIsSentOnlyWhereItIsHonoured(String build, boolean sent) {
    FakeTransport store = server(build, "[\"a\",\"b\"]");
    Answer<List<String>> names = client(store).labelNames(List.of(), NOW, NOW, 1);
    assertThat(lastQuery(store).contains("limit=1")).isEqualTo(sent);
    assertThat(names.orElseThrow()).hasSize(sent ? 2 : 1); // this fake keeps no limit itself
    assertThat(client(store).labelValues("a", List.of("x"), NOW, NOW, 1).orElseThrow())
        .hasSize(sent ? 2 : 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> client(store).series(List.of("x"), NOW, NOW, 0));
  }

  @Test
  void aLookbackThatIsIgnoredIsSaid() {
    QueryOptions options = QueryOptions.builder().lookbackDelta(Duration.ofMinutes(1)).build();
    FakeTransport mimir = server(MIMIR_3, TWO);
    Answer.Known<QueryResult> answer =
        (Answer.Known<QueryResult>) client(mimir).query("x", NOW, options);
    assertThat(answer.warnings().get(0)).contains("lookback_delta").contains("Mimir 3.0.1");
    assertThat(lastQuery(mimir)).doesNotContain("lookback");
    FakeTransport prometheus = server(PROMETHEUS_35, TWO);
    client(prometheus).query("x", NOW, options);
    assertThat(lastQuery(prometheus)).contains("lookback_delta=60");
  }

  @Test
  void aGatewayThatHidesItsNameGetsNothingSpecial() {
    FakeTransport gateway =
        FakeTransport.answering(
            request ->
                request.uri().getPath().endsWith("/buildinfo")
                    ? Response.text(404, "404 page not found")
                    : success(TWO));
    QueryOptions all = QueryOptions.builder().limit(1).statistics(Statistics.PER_STEP).build();
    assertThat(client(gateway).query("x", NOW, all)).isInstanceOf(Answer.Known.class);
    assertThat(lastQuery(gateway)).isEqualTo("query=x&time=1795403536&stats=true");
  }

  @Test
  void aServerThatDoesNotAnswerIsAFailureAndAskedAgainLater() {
    FakeTransport down = FakeTransport.failing(TransportException.Kind.REFUSED);
    MimirClient client = client(down);
    QueryOptions one = QueryOptions.builder().limit(1).build();
    assertThat(client.query("x", NOW, one)).isInstanceOf(Answer.Failed.class);
    assertThat(client.query("x", NOW, one)).isInstanceOf(Answer.Failed.class);
    assertThat(down.requests()).hasSize(2);
  }

  @Test
  void aMimirThatDoesNotSayItsVersionIsToldByWhatItHas() {
    FakeTransport three =
        FakeTransport.answering(
            request ->
                request.uri().getPath().endsWith("/buildinfo")
                    ? success(MIMIR_X)
                    : Response.text(400, "missing 'selector' parameter"));
    assertThat(client(three).capabilities().orElseThrow().limitsLabels()).isTrue();
    assertThat(client(server(MIMIR_X, "[]")).capabilities().orElseThrow().limitsLabels()).isFalse();
  }

  @Test
  void filtersOfRulesAreNamedAsTheServerKnowsThem() {
    RuleFilter filter =
        RuleFilter.builder()
            .rule("r")
            .group("g")
            .file("f")
            .type(RuleState.Type.ALERTING)
            .withoutAlerts()
            .build();
    FakeTransport mimir = server(MIMIR_2, "{\"groups\":[]}");
    client(mimir).rules(filter);
    assertThat(lastQuery(mimir))
        .isEqualTo("rule_name=r&rule_group=g&file=f&type=alert&exclude_alerts=true");
    FakeTransport prometheus = server(PROMETHEUS_35, "{\"groups\":[]}");
    client(prometheus).rules(filter);
    assertThat(lastQuery(prometheus)).startsWith("rule_name%5B%5D=r&rule_group%5B%5D=g");
  }

  @Test
  void rulesComeInPagesUntilThereIsNoMore() {
    FakeTransport store =
        FakeTransport.answering(
            request ->
                success(
                    request.uri().toString().contains("group_next_token=t")
                        ? "{\"groups\":[{\"name\":\"b\",\"file\":\"f\",\"rules\":[]}]}"
                        : "{\"groups\":[{\"name\":\"a\",\"file\":\"f\",\"rules\":[]}],"
                            + "\"groupNextToken\":\"t\"}"));
    assertThat(client(store).rules(RuleFilter.builder().pageSize(1).build()).orElseThrow())
        .extracting(group -> group.name())
        .containsExactly("a", "b");
    assertThat(lastQuery(store)).isEqualTo("group_limit=1&group_next_token=t");
  }

  private static RuleGroupConfig group() {
    return RuleGroupConfig.of(
        "a/b",
        Map.of("interval", Doc.string("1m"), "limit", Doc.number(5)),
        List.of(
            RuleGroupConfig.Rule.recording("job:up:sum", "sum by (job) (up)", Map.of("x", "y")),
            RuleGroupConfig.Rule.alerting(
                "Down",
                "up == 0",
                Map.of("for", Doc.string("5m")),
                Map.of("severity", "critical"),
                Map.of("summary", "{{ $labels.instance }}: \"down\""))));
  }

  @Test
  void aRuleGroupComesBackAsItWasSet() {
    FakeTransport set = server(MIMIR_3, "null");
    assertThat(client(set).ruler().set("ns/one", group()).orElseThrow()).isEqualTo(Done.DONE);
    Request post = last(set);
    assertThat(post.line()).isEqualTo("POST http://store/prometheus/config/v1/rules/ns%2Fone");
    assertThat(post.headers().first("Content-Type")).contains("application/yaml");
    assertThat(post.isIdempotent()).isFalse();
    FakeTransport get =
        FakeTransport.answering(
            request ->
                request.uri().getPath().endsWith("/buildinfo")
                    ? success(MIMIR_3)
                    : Response.text(200, post.bodyText()));
    assertThat(client(get).ruler().group("ns/one", "a/b").orElseThrow()).isEqualTo(group());
    assertThat(last(get).uri().getRawPath()).endsWith("/config/v1/rules/ns%2Fone/a%2Fb");
    client(set).ruler().setProtected("ns", group());
    assertThat(last(set).headers().first("X-Mimir-Ruler-Override-Namespace-Protection"))
        .contains("ns");
    client(set).ruler().delete("ns", "a");
    assertThat(last(set).line()).isEqualTo("DELETE http://store/prometheus/config/v1/rules/ns/a");
    client(set).ruler().deleteNamespace("ns");
    assertThat(last(set).line()).isEqualTo("DELETE http://store/prometheus/config/v1/rules/ns");
  }

  @Test
  void noRuleGroupIsAnEmptyListInBothSpellings() {
    FakeTransport mimir =
        FakeTransport.answering(
            request ->
                request.uri().getPath().endsWith("/buildinfo")
                    ? success(MIMIR_3)
                    : Response.text(200, "{}\n"));
    assertThat(client(mimir).ruler().groups().orElseThrow()).isEmpty();
    assertThat(client(mimir).ruler().groups("ns").orElseThrow()).isEmpty();
    FakeTransport cortex =
        FakeTransport.answering(
            request ->
                request.uri().getPath().endsWith("/buildinfo")
                    ? success(CORTEX)
                    : Response.text(404, "no rule groups found\n"));
    assertThat(client(cortex).ruler().groups().orElseThrow()).isEmpty();
    assertThat(last(cortex).line()).isEqualTo("GET http://store/api/v1/rules");
  }

  @Test
  void aPrometheusHasNoRulerAndNoAlertmanagerAndIsNotEvenAskedForThem() {
    FakeTransport store = server(PROMETHEUS_35, "{\"groups\":[]}");
    MimirClient client = client(store);
    assertThat(kind(client.ruler().groups())).isEqualTo(Failure.Kind.NOT_SUPPORTED);
    assertThat(kind(client.ruler().set("ns", group()))).isEqualTo(Failure.Kind.NOT_SUPPORTED);
    assertThat(kind(client.alertmanager().config())).isEqualTo(Failure.Kind.NOT_SUPPORTED);
    assertThat(store.requests()).hasSize(1);
  }

  @Test
  void whatAServerDoesNotHaveIsNotSupported() {
    MimirClient client =
        client(FakeTransport.answering(request -> Response.text(404, "404 page not found\n")));
    assertThat(
            List.of(
                kind(client.cardinality().labelNames(CardinalityQuery.ALL)),
                kind(client.cardinality().labelValues(List.of("a"), CardinalityQuery.ALL)),
                kind(client.cardinality().activeSeries("x")),
                kind(client.cardinality().activeNativeHistograms("x")),
                kind(client.parseQuery("x")),
                kind(client.formatQuery("x")),
                kind(client.server().userLimits()),
                kind(client.server().userStats()),
                kind(client.server().services()),
                kind(client.server().headStats()),
                kind(client.server().ready())))
        .containsOnly(Failure.Kind.NOT_SUPPORTED);
    MimirClient off =
        client(
            FakeTransport.answering(
                request ->
                    Response.text(400, "cardinality analysis is disabled for the tenant: x")));
    assertThat(kind(off.cardinality().activeSeries("x"))).isEqualTo(Failure.Kind.NOT_SUPPORTED);
  }

  private static Failure.Kind kind(Answer<?> answer) {
    return ((Answer.Failed<?>) answer).failure().kind();
  }

  @Test
  void anAlertmanagerConfigurationIsWrappedAndUnwrapped() {
    AlertmanagerConfig config =
        AlertmanagerConfig.of("route: {receiver: none}\n", Map.of("a.tmpl", "{{ define }}"));
    FakeTransport set = server(MIMIR_3, "null");
    client(set).alertmanager().set(config);
    String body = last(set).bodyText();
    assertThat(last(set).line()).isEqualTo("POST http://store/api/v1/alerts");
    FakeTransport get =
        FakeTransport.answering(
            request ->
                request.uri().getPath().endsWith("/buildinfo")
                    ? success(MIMIR_3)
                    : Response.text(200, body));
    assertThat(client(get).alertmanager().config().orElseThrow()).isEqualTo(config);
    assertThat(config.toString()).doesNotContain("receiver");
    FakeTransport none =
        FakeTransport.answering(
            request ->
                request.uri().getPath().endsWith("/buildinfo")
                    ? success(MIMIR_3)
                    : Response.text(404, "alertmanager storage object not found"));
    assertThat(kind(client(none).alertmanager().config())).isEqualTo(Failure.Kind.NOT_FOUND);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"services\":[{\"name\":\"querier\",\"status\":\"Running\"}]}",
        "querier => Running\n",
        "<html><tr><th>Service</th></tr><tr><td>querier</td>\n<td>Running</td></tr></html>"
      })
  void servicesAreReadInAllTheirForms(String page) {
    MimirClient client =
        client(
            FakeTransport.answering(
                request -> Response.of(200, Headers.EMPTY, page.getBytes(StandardCharsets.UTF_8))));
    assertThat(client.server().services().orElseThrow())
        .containsExactly(new ServiceState("querier", "Running"));
  }

  @Test
  void aServerThatStartsIsKnownNotToBeReady() {
    MimirClient starting =
        client(
            FakeTransport.answering(
                request -> Response.text(503, "Some services are not Running: Starting: 1")));
    assertThat(starting.server().ready().orElseThrow().isReady()).isFalse();
    FakeTransport prometheus =
        FakeTransport.answering(
            request ->
                request.uri().getPath().endsWith("/-/ready")
                    ? Response.text(200, "Prometheus Server is Ready.\n")
                    : Response.text(404, "404 page not found"));
    assertThat(client(prometheus).server().ready().orElseThrow().isReady()).isTrue();
    assertThat(last(prometheus).uri().getPath()).isEqualTo("/prometheus/-/ready");
  }

  @Test
  void readConsistencyGoesIntoAHeader() {
    FakeTransport store = server(MIMIR_3, TWO);
    MimirClient client =
        MimirClient.builder("http://store/prometheus")
            .consistency(ReadConsistency.EVENTUAL)
            .transport(store)
            .build();
    client.query("x", NOW);
    assertThat(last(store).headers().all("X-Read-Consistency")).containsExactly("eventual");
    client.query("x", NOW, QueryOptions.builder().consistency(ReadConsistency.STRONG).build());
    assertThat(last(store).headers().all("X-Read-Consistency")).containsExactly("strong");
  }

  @Test
  void oneClientReadsAsSeveralTenants() {
    FakeTransport store = server(MIMIR_3, TWO);
    MimirClient both =
        MimirClient.builder("http://store/prometheus")
            .tenants(List.of("a", "b"))
            .transport(store)
            .build();
    both.query("x", NOW);
    both.asTenant("c").query("x", NOW);
    assertThat(store.requests())
        .extracting(request -> request.headers().first("X-Scope-OrgID").orElse(""))
        .containsExactly("a|b", "c");
    assertThat(both.requests()).isEqualTo(2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MimirClient.builder("http://s").tenants(List.of("a|b")));
    assertThatIllegalArgumentException().isThrownBy(() -> both.asTenant("a\r\nX-Evil: 1"));
  }

  @Test
  void figuresOfTheEvaluationComeFromBodyOrHeader() {
    MimirClient client =
        client(
            FakeTransport.answering(
                request ->
                    Response.of(
                        200,
                        Headers.of(
                            "Server-Timing",
                            "querier_wall_time;dur=1.5, fetched_series_count;val=0, odd"),
                        ("{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[],"
                                + "\"stats\":{\"timings\":{\"evalTotalTime\":0.5,\"odd\":\"x\"},"
                                + "\"samples\":{\"totalQueryableSamples\":110,"
                                + "\"totalQueryableSamplesPerStep\":[[1.5,7]]}}}}")
                            .getBytes(StandardCharsets.UTF_8))));
    QueryResult result =
        client
            .query("x", NOW, QueryOptions.builder().statistics(Statistics.TOTALS).build())
            .orElseThrow();
    assertThat(result.stats().timings()).isEqualTo(Map.of("evalTotalTime", 0.5));
    assertThat(result.stats().totalQueryableSamples()).hasValue(110);
    assertThat(result.stats().perStep().get(0).atMillis()).isEqualTo(1500);
    assertThat(result.stats().serverTiming("fetched_series_count")).hasValue(0);
    assertThat(result.stats().serverTiming("querier_wall_time")).hasValue(1.5);
  }

  private static List<Series> oneSample() {
    return List.of(
        Series.of(
            Labels.ofPairs("__name__", "probe"), new long[] {1000}, new double[] {1}, List.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        MIMIR_3 + ";/api/v1/push;2.0.0",
        MIMIR_2 + ";/api/v1/push;0.1.0",
        CORTEX + ";/api/v1/push;0.1.0",
        PROMETHEUS_35 + ";/prometheus/api/v1/write;0.1.0"
      })
  void aWriteGoesWhereAndHowThisServerStoresIt(String build, String path, String version) {
    FakeTransport store =
        FakeTransport.answering(
            request ->
                request.uri().getPath().endsWith("/buildinfo")
                    ? success(build)
                    : Response.of(
                        200,
                        Headers.of("X-Prometheus-Remote-Write-Samples-Written", "1"),
                        new byte[0]));
    assertThat(client(store).writer().write(oneSample()).orElseThrow().samples()).hasValue(1);
    assertThat(last(store).uri().getPath()).isEqualTo(path);
    assertThat(last(store).headers().first("X-Prometheus-Remote-Write-Version")).contains(version);
  }

  @Test
  void aWriteThatIsTakenAndNotStoredIsNoSuccess() {
    FakeTransport store = server(MIMIR_3, "null");
    assertThat(kind(client(store).writer().write(oneSample())))
        .isEqualTo(Failure.Kind.NOT_SUPPORTED);
  }

  @ParameterizedTest
  @CsvSource({
    "up,up",
    "http.method,U__http_2e_method",
    "a_b.c,U__a__b_2e_c",
    "1a,U___31_a",
    "ö,U___f6_",
    "a/b,U__a_2f_b"
  })
  void namesBeyondTheClassicOnesAreEscapedInPaths(String name, String escaped) {
    assertThat(Calls.escapedName(name)).isEqualTo(escaped);
  }

  @ParameterizedTest
  @CsvSource({"2.11.0,false", "3.0.0,true", "weekly-r300,false", "v3.1.2,true", "r10,false"})
  void versionsOfMimirDecide(String version, boolean limits) {
    assertThat(Capabilities.of(BuildInfo.of("Grafana Mimir", version, "", Map.of())).limitsLabels())
        .isEqualTo(limits);
  }
}
