package com.scanium.sightline.mimir.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.scanium.sightline.http.Headers;
import com.scanium.sightline.http.Request;
import com.scanium.sightline.http.Response;
import com.scanium.sightline.http.Secret;
import com.scanium.sightline.http.TransportException;
import com.scanium.sightline.http.Transports;
import com.scanium.sightline.mimir.model.Labels;
import com.scanium.sightline.mimir.model.NativeHistogram;
import com.scanium.sightline.mimir.model.QueryResult;
import com.scanium.sightline.port.Answer;
import com.scanium.sightline.port.Failure;
import com.scanium.sightline.port.SeriesStore;
import com.scanium.sightline.port.StoreException;
import com.scanium.sightline.testing.FakeTransport;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MimirClientTest {
  private static final Instant NOW = Instant.ofEpochMilli(1_795_403_536_250L);

  private static MimirClient client(FakeTransport transport) {
    return MimirClient.builder("http://mimir:9009/prometheus").transport(transport).build();
  }

  private static MimirClient answering(String data) {
    return client(
        FakeTransport.answering(
            request -> Response.json(200, "{\"status\":\"success\",\"data\":" + data + "}")));
  }

  private static Failure failure(int status, Headers headers, String body) {
    try (MimirClient client =
        client(
            FakeTransport.answering(
                request ->
                    Response.of(
                        status,
                        headers,
                        body.getBytes(java.nio.charset.StandardCharsets.UTF_8))))) {
      Answer<QueryResult> answer = client.query("up", NOW);
      assertThat(answer).isInstanceOf(Answer.Failed.class);
      return ((Answer.Failed<QueryResult>) answer).failure();
    }
  }

  private static Failure failure(int status, String body) {
    return failure(status, Headers.EMPTY, body);
  }

  @Test
  void aShortQueryIsAGetWithTenantAndTimeInSeconds() {
    FakeTransport store =
        FakeTransport.answering(
            request ->
                Response.json(
                    200,
                    "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[]}}"));
    try (MimirClient client =
        MimirClient.builder("http://mimir:9009/prometheus/")
            .tenant("a|b")
            .bearerToken(Secret.of("t0p"))
            .uncached()
            .transport(store)
            .build()) {
      assertThat(client.query("sum(up) > 1", NOW).orElseThrow().isEmpty()).isTrue();
      assertThat(client.tenant().ids()).containsExactly("a", "b");
      assertThat(client.requests()).isEqualTo(1);
    }
    Request request = store.requests().get(0);
    assertThat(request.method()).isEqualTo(Request.Method.GET);
    assertThat(request.uri())
        .isEqualTo(
            URI.create(
                "http://mimir:9009/prometheus/api/v1/query"
                    + "?query=sum%28up%29%20%3E%201&time=1795403536.25"));
    assertThat(request.headers().first("x-scope-orgid")).contains("a|b");
    assertThat(request.headers().first("authorization")).contains("Bearer t0p");
    assertThat(request.headers().first("cache-control")).contains("no-store");
    assertThat(request.deadline()).isPresent();
    assertThat(store.isClosed()).as("a transport that was handed in").isFalse();
  }

  @Test
  void aLongQueryIsAFormThatMayBeRepeated() {
    FakeTransport store =
        FakeTransport.answering(
            request -> Response.json(200, "{\"status\":\"success\",\"data\":[]}"));
    try (MimirClient client = client(store)) {
      client.series(List.of("x".repeat(3000)), NOW, NOW);
      client.labelValues("http.method", List.of("up"), NOW, NOW);
    }
    Request post = store.requests().get(0);
    assertThat(post.method()).isEqualTo(Request.Method.POST);
    assertThat(post.isIdempotent()).isTrue();
    assertThat(post.bodyText()).startsWith("match%5B%5D=xxx").contains("&start=1795403536.25&end=");
    assertThat(store.requests().get(1).uri().getRawPath())
        .endsWith("/label/U__http_2e_method/values");
  }

  @Test
  void scalarsAndStringsAreBarePairs() {
    QueryResult scalar =
        answering("{\"resultType\":\"scalar\",\"result\":[1795403536.5,\"-Inf\"]}")
            .query("x")
            .orElseThrow();
    assertThat(scalar.value())
        .isEqualTo(
            new QueryResult.Scalar(
                Instant.ofEpochMilli(1_795_403_536_500L), Double.NEGATIVE_INFINITY));
    QueryResult string =
        answering("{\"result\":[1,\"12\"],\"resultType\":\"string\"}").query("x").orElseThrow();
    assertThat(string.value()).isEqualTo(new QueryResult.Text(Instant.ofEpochSecond(1), "12"));
  }

  @ParameterizedTest
  @CsvSource({
    "NaN,NaN",
    "+Inf,Infinity",
    "-Inf,-Infinity",
    "0,0.0",
    "-0,-0.0",
    "1e+21,1e21",
    "1.5e-09,1.5e-9",
    "100000000000000000000,1e20",
    "0.000001,1e-6",
    "4.9e-324,4.9e-324",
    "1.7976931348623157e+308,1.7976931348623157e308"
  })
  void sampleValuesAreExact(String written, double value) {
    SeriesStore.Sample sample =
        answering(
                "{\"resultType\":\"vector\",\"result\":[{\"metric\":{},\"value\":[1,\""
                    + written
                    + "\"]}]}")
            .instant("x", NOW)
            .orElseThrow()
            .get(0);
    assertThat(Double.compare(sample.value(), value)).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "1795403536,1795403536000",
    "1795403536.5,1795403536500",
    "1795403536.0005,1795403536001",
    "1795403536.4994999,1795403536499",
    "1.795403536e9,1795403536000",
    "0,0",
    "-1.5,-1500",
    "1e-400,0"
  })
  void timesAreSecondsRoundedToMilliseconds(String written, long millis) {
    assertThat(Numbers.millis(written)).isEqualTo(millis);
  }

  @Test
  void aMatrixHasColumnsAndHistograms() {
    String data =
        "{\"resultType\":\"matrix\",\"result\":[{\"metric\":{\"b\":\"2\",\"__name__\":\"m\"},"
            + "\"values\":[[1,\"1\"],[16,\"2.5\"]],"
            + "\"histograms\":[[2,{\"count\":\"3\",\"sum\":\"4\",\"buckets\":[[0,\"1\",\"2\",\"3\"]]}]]}]}";
    QueryResult.Matrix matrix =
        (QueryResult.Matrix)
            answering(data).queryRange("m", NOW, NOW, Duration.ofSeconds(15)).orElseThrow().value();
    assertThat(matrix.series()).hasSize(1);
    assertThat(matrix.series().get(0).labels())
        .isEqualTo(Labels.ofPairs("__name__", "m", "b", "2"));
    assertThat(matrix.series().get(0).labels()).hasToString("m{b=\"2\"}");
    assertThat(matrix.series().get(0).values()).containsExactly(1.0, 2.5);
    assertThat(matrix.series().get(0).histograms().get(0).histogram().buckets())
        .containsExactly(new NativeHistogram.Bucket(NativeHistogram.Bounds.OPEN_LEFT, 1, 2, 3));
    SeriesStore.Series series =
        answering(data).range("m", NOW, NOW, Duration.ofSeconds(15)).orElseThrow().get(0);
    assertThat(series.labels()).isEqualTo(Map.of("__name__", "m", "b", "2"));
    assertThat(series.points()).extracting(SeriesStore.Point::value).containsExactly(1.0, 3.0, 2.5);
  }

  @Test
  void anEmptyMatrixMayAnswerAnInstantQuery() {
    assertThat(
            answering("{\"resultType\":\"matrix\",\"result\":[]}").instant("x", NOW).orElseThrow())
        .isEmpty();
  }

  @Test
  void warningsAndInfosStayApart() {
    MimirClient client =
        client(
            FakeTransport.answering(
                request ->
                    Response.json(
                        200,
                        "{\"status\":\"success\",\"infos\":[\"i\"],\"data\":{\"resultType\":"
                            + "\"vector\",\"result\":null},\"errorType\":\"\",\"error\":\"\","
                            + "\"warnings\":[\"w\"]}")));
    Answer.Known<QueryResult> known = (Answer.Known<QueryResult>) client.query("x");
    assertThat(known.warnings()).containsExactly("w");
    assertThat(known.value().infos()).containsExactly("i");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"resultType\":\"vector\",\"result\":[{\"metric\":{},\"value\":[1,2]}]}",
        "{\"resultType\":\"vector\",\"result\":[{\"metric\":{},\"value\":[1,\"one\"]}]}",
        "{\"resultType\":\"vector\",\"result\":[{\"metric\":{},\"value\":[1e99,\"1\"]}]}",
        "{\"resultType\":\"vector\",\"result\":[{\"metric\":{},\"value\":[1,\"1\",2]}]}",
        "{\"resultType\":\"vector\",\"result\":[{\"metric\":[],\"value\":[1,\"1\"]}]}",
        "{\"resultType\":\"vector\",\"result\":[{\"metric\":{}}]}",
        "{\"resultType\":\"vector\",\"result\":[7]}",
        "{\"resultType\":\"vector\",\"result\":{}}",
        "{\"resultType\":\"wonder\",\"result\":[]}",
        "{\"resultType\":\"scalar\",\"result\":[]}",
        "{}",
        "[]",
        "7",
        "null",
        "{\"resultType\":\"vector\",\"result\":[",
        "{\"resultType\":\"vector\",\"result\":[{\"metric\":{},\"histogram\":[1,{\"count\":\"x\"}]}]}"
      })
  void whatCannotBeReadIsAProtocolErrorWithTheFirstBytes(String data) {
    Answer<QueryResult> answer = answering(data).query("x");
    assertThat(answer).isInstanceOf(Answer.Failed.class);
    Failure failure = ((Answer.Failed<QueryResult>) answer).failure();
    assertThat(failure).isInstanceOf(Failure.ProtocolError.class);
    assertThat(((Failure.ProtocolError) failure).firstBytes()).startsWith("{\"status\"");
  }

  @Test
  void deepNestingIsAProtocolErrorAndNoStackOverflow() {
    String deep = "[".repeat(100_000);
    assertThat(answering(deep).query("x")).isInstanceOf(Answer.Failed.class);
    assertThat(answering("{\"x\":" + deep).rules()).isInstanceOf(Answer.Failed.class);
  }

  @Test
  void aLoginPageIsAProtocolErrorThatShowsItButNoSecret() {
    try (MimirClient client =
        MimirClient.builder("http://mimir:9009/prometheus")
            .bearerToken(Secret.of("t0p-s3cret"))
            .transport(
                FakeTransport.answering(
                    request ->
                        Response.of(
                            200,
                            Headers.of("Content-Type", "text/html"),
                            "<!DOCTYPE html>\n<title>Log in</title> t0p-s3cret"
                                .getBytes(java.nio.charset.StandardCharsets.UTF_8))))
            .build()) {
      Failure.ProtocolError error =
          (Failure.ProtocolError) ((Answer.Failed<QueryResult>) client.query("up")).failure();
      assertThat(error.firstBytes()).isEqualTo("<!DOCTYPE html> <title>Log in</title> ***");
      assertThat(error.message()).contains("http://mimir:9009/prometheus/api/v1/query");
    }
  }

  @Test
  void aRedirectToALoginPageIsAProtocolErrorThatNamesIt() {
    Failure failure =
        failure(302, Headers.of("Location", "https://me:pw@login.example/in?token=x"), "");
    assertThat(failure).isInstanceOf(Failure.ProtocolError.class);
    assertThat(failure.message()).endsWith("redirects to https://***@login.example/in");
  }

  @Test
  void failuresKeepWhatTheStoreSaid() {
    assertThat(failure(401, "no org id\n"))
        .isInstanceOfSatisfying(
            Failure.TenantRequired.class,
            f -> assertThat(f.problem()).isEqualTo(Failure.TenantProblem.MISSING));
    assertThat(failure(401, "tenant ID 'a b' contains unsupported character ' '"))
        .isInstanceOfSatisfying(
            Failure.TenantRequired.class,
            f -> assertThat(f.problem()).isEqualTo(Failure.TenantProblem.MALFORMED));
    assertThat(failure(401, "<html>who are you</html>"))
        .isEqualTo(new Failure.Unauthorized("HTTP 401", 401));
    assertThat(
            failure(
                400,
                "{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":"
                    + "\"invalid parameter \\\"query\\\": 1:7: parse error: unexpected end\"}"))
        .isInstanceOfSatisfying(
            Failure.BadQuery.class, f -> assertThat(f.at()).contains(new Failure.Position(1, 7)));
    assertThat(
            failure(
                422,
                "{\"status\":\"error\",\"errorType\":\"execution\",\"error\":\"expanding series: the"
                    + " query exceeded the maximum number of chunks"
                    + " (err-mimir-max-chunks-per-query)\"}"))
        .isInstanceOfSatisfying(
            Failure.LimitExceeded.class,
            f -> assertThat(f.limitName()).contains("max-chunks-per-query"));
    assertThat(failure(429, Headers.of("Retry-After", "7"), "too many outstanding requests"))
        .isEqualTo(
            new Failure.TooManyRequests("too many outstanding requests", Duration.ofSeconds(7)));
    assertThat(
            failure(
                503,
                "{\"status\":\"error\",\"errorType\":\"timeout\",\"error\":\"query timed out\"}"))
        .isEqualTo(new Failure.QueryTimeout("query timed out"));
    assertThat(failure(502, "<html>Bad Gateway</html>"))
        .isEqualTo(new Failure.ServerError("HTTP 502", 502));
    assertThat(failure(404, "404 page not found\n"))
        .isEqualTo(
            new Failure.NotFound(
                "nothing at http://mimir:9009/prometheus/api/v1/query (404 page not found)"));
    assertThat(failure(200, "")).isInstanceOf(Failure.ProtocolError.class);
    assertThat(failure(200, "{\"status\":\"error\",\"errorType\":\"canceled\",\"error\":\"gone\"}"))
        .isEqualTo(new Failure.Cancelled("gone"));
  }

  @Test
  void whatOnlySomeServersHaveIsNotSupportedByTheOthers() {
    try (MimirClient client =
        client(FakeTransport.answering(request -> Response.text(404, "404 page not found\n")))) {
      assertThat(client.targets())
          .isInstanceOfSatisfying(
              Answer.Failed.class,
              failed -> assertThat(failed.failure().kind()).isEqualTo(Failure.Kind.NOT_SUPPORTED));
      assertThat(client.product().orElseThrow()).isEqualTo(new SeriesStore.Product("unknown", ""));
    }
  }

  @ParameterizedTest
  @EnumSource(TransportException.Kind.class)
  void everyTransportFailureIsAnAnswer(TransportException.Kind kind) {
    Answer<QueryResult> answer = client(FakeTransport.failing(kind)).query("up");
    switch (kind) {
      case BUDGET -> assertThat(answer).isInstanceOf(Answer.NotAsked.class);
      case CANCELLED, TOO_LARGE -> assertThat(answer).isInstanceOf(Answer.Failed.class);
      default ->
          assertThat(((Answer.Failed<QueryResult>) answer).failure())
              .isInstanceOfSatisfying(
                  Failure.Unreachable.class, f -> assertThat(f.reason()).isEqualTo(kind));
    }
  }

  @Test
  void aFailureCanBeThrown() {
    Answer<QueryResult> answer =
        client(FakeTransport.failing(TransportException.Kind.DNS)).query("x");
    assertThatThrownBy(answer::orElseThrow)
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> assertThat(e.failure().kind()).isEqualTo(Failure.Kind.UNREACHABLE));
  }

  @Test
  void anEmptyBudgetMeansNotAsked() {
    try (MimirClient client =
        MimirClient.builder("http://mimir:9009/prometheus")
            .transport(
                Transports.budgeted(
                    FakeTransport.answering(request -> Response.json(200, "{}")), 0))
            .build()) {
      assertThat(client.query("up")).isInstanceOf(Answer.NotAsked.class);
    }
  }

  @Test
  void metadataIsLookedForUnderTheFamilyNameToo() {
    FakeTransport store =
        FakeTransport.answering(
            request ->
                Response.json(
                    200,
                    request.uri().toString().endsWith("metric=requests_total")
                        ? "{\"status\":\"success\",\"data\":{}}"
                        : "{\"status\":\"success\",\"data\":{\"requests\":[{\"type\":\"counter\","
                            + "\"help\":\"h\",\"unit\":\"\"}]}}"));
    assertThat(client(store).metadata("requests_total").orElseThrow())
        .containsExactly(new SeriesStore.Metadata("counter", "h", ""));
    assertThat(store.requests()).hasSize(2);
  }

  @Test
  void asyncAnswersAreAnswersToo() throws Exception {
    assertThat(
            answering("{\"resultType\":\"vector\",\"result\":[]}")
                .queryAsync("x", NOW)
                .get()
                .orElseThrow()
                .isEmpty())
        .isTrue();
    assertThat(
            client(FakeTransport.failing(TransportException.Kind.RESET))
                .queryRangeAsync("x", NOW, NOW, Duration.ofSeconds(1))
                .get())
        .isInstanceOf(Answer.Failed.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost:9009",
        "ftp://x",
        "http://u:t0p@h/p",
        "http://h/?a=b",
        "http://a b"
      })
  void anAddressThatIsNoneIsRefusedWithoutShowingAPassword(String url) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MimirClient.builder(url).build())
        .withMessageNotContaining("t0p");
  }

  @Test
  void aTenantThatCouldBecomeAnotherHeaderIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MimirClient.builder("http://h").tenant("a\r\nX-Evil: 1"));
  }
}
