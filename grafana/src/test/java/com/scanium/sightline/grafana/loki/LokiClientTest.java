package com.scanium.sightline.grafana.loki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.scanium.sightline.grafana.internal.LocalServer;
import com.scanium.sightline.http.Headers;
import com.scanium.sightline.http.Request;
import com.scanium.sightline.http.Response;
import com.scanium.sightline.http.Secret;
import com.scanium.sightline.http.TransportException;
import com.scanium.sightline.port.Answer;
import com.scanium.sightline.port.Failure;
import com.scanium.sightline.testing.FakeTransport;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LokiClientTest {
  private static final Instant END = Instant.parse("2026-11-24T12:00:00.123456789Z");
  private static final Instant START = END.minusSeconds(3600);

  private final List<Request> requests = new ArrayList<>();

  private LokiClient answering(int status, String body) {
    return LokiClient.builder("http://loki:3100/")
        .transport(
            FakeTransport.answering(
                request -> {
                  requests.add(request);
                  return Response.text(status, body);
                }))
        .build();
  }

  private static Failure failure(Answer<?> answer) {
    assertThat(answer).isInstanceOf(Answer.Failed.class);
    return ((Answer.Failed<?>) answer).failure();
  }

  private static String streams(String values) {
    return "{\"status\":\"success\",\"data\":{\"resultType\":\"streams\",\"result\":[{\"stream\":"
        + "{\"app\":\"shop\"},\"values\":["
        + values
        + "]}]}}";
  }

  @Test
  void parametersGoOutInLokisOwnUnits() {
    LokiClient loki = answering(200, streams(""));

    LogResult result =
        loki.queryRange(
                LogQuery.of("{app=\"shop\"}")
                    .over(START, END)
                    .limit(5)
                    .direction(Direction.FORWARD)
                    .step(Duration.ofMillis(1500))
                    .interval(Duration.ofSeconds(60)))
            .orElseThrow();

    assertThat(requests.get(0).uri().toString())
        .isEqualTo(
            "http://loki:3100/loki/api/v1/query_range?query=%7Bapp%3D%22shop%22%7D"
                + "&start=1795518000123456789&end=1795521600123456789&limit=5&direction=forward"
                + "&step=1.5&interval=60");
    assertThat(requests.get(0).headers().first("X-Loki-Response-Encoding-Flags"))
        .contains("categorize-labels");
    assertThat(result.entries()).isEmpty();
    assertThat(result.stats().isKnown()).isFalse();
  }

  @Test
  void longQueriesGoOutAsAForm() {
    answering(200, streams("")).queryRange(LogQuery.of("{a=\"" + "x".repeat(3000) + "\"}"));

    assertThat(requests.get(0).method()).isEqualTo(Request.Method.POST);
    assertThat(requests.get(0).isIdempotent()).isTrue();
    assertThat(requests.get(0).bodyText()).startsWith("query=%7Ba%3D%22xxx");
  }

  @Test
  void timesKeepTheirNanoseconds() {
    LogResult result =
        answering(
                200,
                streams(
                    "[\"1795407091000000001\",\"a\"],[\"1795407091000000002\",\"\"],"
                        + "[\"-1\",\"before 1970\"]"))
            .queryRange(LogQuery.of("{app=\"shop\"}"))
            .orElseThrow();

    assertThat(result.entries())
        .extracting(entry -> entry.at() + " " + entry.line())
        .containsExactly(
            "2026-11-23T04:11:31.000000001Z a",
            "2026-11-23T04:11:31.000000002Z ",
            "1969-12-31T23:59:59.999999999Z before 1970");
  }

  @Test
  void categorizedLinesTellMetadataFromWhatWasParsed() {
    LogResult result =
        answering(
                200,
                streams(
                    "[\"1\",\"a\",{\"structuredMetadata\":{\"trace_id\":\"t\"},"
                        + "\"parsed\":{\"level\":\"info\"}}],[\"2\",\"b\",{}],"
                        + "[\"3\",\"c\",{\"pod\":\"p\"}]"))
            .queryRange(LogQuery.of("{app=\"shop\"}"))
            .orElseThrow();

    assertThat(result.entries().get(0).metadata()).isEqualTo(Map.of("trace_id", "t"));
    assertThat(result.entries().get(0).parsed()).isEqualTo(Map.of("level", "info"));
    assertThat(result.entries().get(1).metadata()).isEmpty();
    assertThat(result.entries().get(2).metadata()).isEqualTo(Map.of("pod", "p"));
  }

  @Test
  void aScalarIsInMillisecondsAndAVectorInSeconds() {
    String scalar =
        "{\"data\":{\"resultType\":\"scalar\",\"result\":[1795407096000,\"2\"]},"
            + "\"status\":\"success\"}";
    String vector =
        "{\"status\":\"success\",\"data\":{\"result\":[{\"value\":[1795407094.211,\"+Inf\"],"
            + "\"metric\":{\"b\":\"2\",\"a\":\"1\"}}],\"resultType\":\"vector\"}}";

    assertThat(answering(200, scalar).query("1+1").orElseThrow().value())
        .isEqualTo(new LogResult.Scalar(Instant.ofEpochSecond(1795407096), 2));
    assertThat(answering(200, vector).query("x").orElseThrow().value())
        .isEqualTo(
            new LogResult.Vector(
                List.of(
                    new LogResult.Sample(
                        Map.of("a", "1", "b", "2"),
                        Instant.ofEpochMilli(1795407094211L),
                        Double.POSITIVE_INFINITY))));
  }

  @Test
  void labelsThatComeBehindTheLinesBelongToThemAllTheSame() {
    String body =
        "{\"status\":\"success\",\"data\":{\"resultType\":\"streams\",\"result\":[{\"values\":"
            + "[[\"1\",\"a\"]],\"stream\":{\"app\":\"shop\"}}]}}";
    List<Map<String, String>> seen = new ArrayList<>();

    answering(200, body).queryRange(LogQuery.of("x"), (labels, entry) -> seen.add(labels));

    assertThat(seen).containsExactly(Map.of("app", "shop"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"status\":\"success\"}",
        "{\"status\":\"success\",\"data\":null}",
        "{\"status\":\"success\",\"data\":[]}"
      })
  void anAbsentListIsAnEmptyOne(String body) {
    assertThat(answering(200, body).labels().orElseThrow()).isEmpty();
    assertThat(answering(200, body).labelValues("app", START, END).orElseThrow()).isEmpty();
    assertThat(answering(200, body).streams("{a=\"b\"}", START, END).orElseThrow()).isEmpty();
  }

  @ParameterizedTest(name = "body {index}")
  @ValueSource(
      strings = {
        "",
        "ok",
        "[]",
        "{}",
        "{\"status\":\"success\",\"data\":{\"resultType\":\"streams\",\"result\":[{",
        "{\"status\":\"success\",\"data\":{\"resultType\":\"cube\",\"result\":[]}}",
        "{\"status\":\"success\",\"data\":{\"resultType\":\"streams\",\"result\":[{}]}}",
        "{\"status\":\"success\",\"data\":{\"resultType\":\"streams\",\"result\":[1,2]}}",
        "{\"status\":\"success\",\"data\":{\"resultType\":\"streams\",\"result\":[{\"stream\":"
            + "{},\"values\":[[\"x\",\"line\"]]}]}}",
        "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[{\"metric\":"
            + "{},\"values\":[[1e999,\"1\"]]}]}}",
        "<html>Sign in</html>",
        "\u0000\u0001\u0002"
      })
  void whatIsNoAnswerIsAProtocolError(String body) {
    Failure failure = failure(answering(200, body).queryRange(LogQuery.of("x")));

    assertThat(failure).isInstanceOf(Failure.ProtocolError.class);
    assertThat(failure.message()).contains("http://loki:3100/loki/api/v1/query_range");
  }

  @Test
  void deepNestingIsAProtocolError() {
    String body = "{\"data\":" + "[".repeat(100_000);

    assertThat(failure(answering(200, body).queryRange(LogQuery.of("x"))).kind())
        .isEqualTo(Failure.Kind.PROTOCOL_ERROR);
    assertThat(failure(answering(200, body).labels()).kind())
        .isEqualTo(Failure.Kind.PROTOCOL_ERROR);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "401|no org id|TENANT_REQUIRED",
        "401|invalid token|UNAUTHORIZED",
        "403|<html>Forbidden</html>|UNAUTHORIZED",
        "400|parse error at line 1, col 12: syntax error|BAD_QUERY",
        "400|maximum number of series (50) reached for a single query|LIMIT_EXCEEDED",
        "404|404 page not found|NOT_FOUND",
        "429|too many outstanding requests|TOO_MANY_REQUESTS",
        "500|found duplicate series;many-to-many matching not allowed|BAD_QUERY",
        "502|<html>bad gateway</html>|SERVER_ERROR",
        "502|{\"message\":\"bad gateway\"}|SERVER_ERROR",
        "504|request timed out, decrease the duration of the request|QUERY_TIMEOUT",
        "302||PROTOCOL_ERROR"
      })
  void statusAndWordsTellWhatFailed(int status, String body, Failure.Kind kind) {
    String text = body == null ? "" : body;

    assertThat(failure(answering(status, text).queryRange(LogQuery.of("x"))).kind())
        .isEqualTo(kind);
  }

  @Test
  void aSyntaxErrorHasItsPlace() {
    String words = "parse error at line 1, col 12: syntax error: unexpected $end";
    String lexer = "parse error at line 0, col 20: missing closing ']' in duration";

    assertThat(failure(answering(400, words).query("{app=\"shop\"")))
        .isEqualTo(new Failure.BadQuery(words, new Failure.Position(1, 12)));
    assertThat(failure(answering(400, lexer).query("rate({a=\"b\"}[5m)")))
        .isEqualTo(new Failure.BadQuery(lexer, new Failure.Position(1, 20)));
    assertThat(failure(answering(400, lexer).query("sum(\n rate({a=\"b\"}[5m))")))
        .as("the lexer's line 0 says nothing about a query of several lines")
        .isEqualTo(new Failure.BadQuery(lexer, null));
  }

  @Test
  void whatOnlySomeServersHaveIsNotSupportedByOthers() {
    assertThat(failure(answering(404, "404 page not found").limits()).kind())
        .isEqualTo(Failure.Kind.NOT_SUPPORTED);
    assertThat(failure(answering(404, "not found").volume("{a=\"b\"}", START, END, List.of(), 0)))
        .isInstanceOf(Failure.NotSupported.class);
  }

  @Test
  void patternsLimitsAndRulesAreTyped() {
    String patterns =
        "{\"status\":\"success\",\"data\":[{\"pattern\":\"GET <_>\",\"level\":\"info\","
            + "\"samples\":[[1,2],[3,40]]}]}";
    String limits = "{\"limits\":{\"max_query_series\":500},\"version\":\"3.5\"}";
    String rules =
        "{\"status\":\"success\",\"data\":{\"groups\":[{\"name\":\"g\",\"file\":\"f\",\"rules\":[{"
            + "\"name\":\"TooMany\",\"query\":\"sum(rate({a=\\\"b\\\"}[1m])) > 1\","
            + "\"type\":\"alerting\",\"health\":\"ok\",\"state\":\"firing\"}]}]}}";

    assertThat(answering(200, patterns).patterns("{a=\"b\"}", START, END).orElseThrow())
        .containsExactly(new LogPattern("GET <_>", "info", 42));
    assertThat(answering(200, limits).limits().orElseThrow())
        .isEqualTo(Map.of("max_query_series", "500"));
    LogRule rule = answering(200, rules).rules().orElseThrow().get(0);
    assertThat(rule.state()).contains("firing");
    assertThat(rule.lastError()).isEmpty();
    assertThat(rule).hasToString("TooMany = sum(rate({a=\"b\"}[1m])) > 1 (ok)");
  }

  @Test
  void pushedLinesKeepTheirNanosecondsAndMetadata() {
    LokiClient loki = answering(204, "");

    Answer<Integer> sent =
        loki.push(
            List.of(
                new LogStream(
                    Map.of("app", "shop"),
                    List.of(
                        new LogEntry(END, "a \"b\"\n", Map.of(), Map.of()),
                        new LogEntry(END, "", Map.of("trace_id", "t"), Map.of())))));

    assertThat(sent.orElseThrow()).isEqualTo(2);
    assertThat(requests.get(0).isIdempotent()).isFalse();
    assertThat(requests.get(0).bodyText())
        .isEqualTo(
            "{\"streams\":[{\"stream\":{\"app\":\"shop\"},\"values\":"
                + "[[\"1795521600123456789\",\"a \\\"b\\\"\\n\"],"
                + "[\"1795521600123456789\",\"\",{\"trace_id\":\"t\"}]]}]}");
  }

  @Test
  void misuseIsRefusedBeforeAnythingIsSent() {
    assertThatThrownBy(() -> LogQuery.of("x").over(END, END))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> LogQuery.of("x").limit(0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> LogQuery.of("x").step(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> LokiClient.builder("loki:3100").build())
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> LokiClient.builder("http://user:secret@loki").build())
        .hasMessageNotContaining("secret");
    assertThatThrownBy(() -> LokiClient.builder("http://loki").tenant("a\r\nX-Evil: 1"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void secretsOfTheClientAreInNoFailure() {
    LokiClient loki =
        LokiClient.builder("http://loki")
            .basicAuth("team", Secret.of("hunter2"))
            .transport(
                FakeTransport.answering(
                    request -> Response.text(500, "cannot log in with password hunter2")))
            .build();

    assertThat(failure(loki.labels()).message()).isEqualTo("cannot log in with password ***");
  }

  @Test
  void aLongAnswerStreamsInConstantMemory() {
    long lines = 400_000;
    String line = "[\"1795407091000000001\",\"" + "x".repeat(200) + "\"]";
    LokiClient loki =
        LokiClient.builder("http://loki")
            .transport(
                FakeTransport.answering(
                    request ->
                        Response.streaming(200, Headers.EMPTY, new RepeatedLines(line, lines))))
            .build();
    AtomicLong seen = new AtomicLong();
    AtomicLong most = new AtomicLong();
    long before = usedAfterCollection();

    Answer<QueryStats> answer =
        loki.queryRange(
            LogQuery.of("x"),
            (labels, entry) -> {
              if (seen.incrementAndGet() % 100_000 == 0) {
                most.accumulateAndGet(usedAfterCollection() - before, Math::max);
              }
            });

    assertThat(answer).isInstanceOf(Answer.Known.class);
    assertThat(seen).hasValue(lines);
    assertThat(most.get()).as("bytes kept of an answer of 88 MB").isLessThan(8L << 20);
  }

  private static long usedAfterCollection() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  /** An answer that is made while it is read. */
  private static final class RepeatedLines extends InputStream {
    private final byte[] line;
    private long left;
    private byte[] part = streams("").replace("]}]}}", "").getBytes(StandardCharsets.UTF_8);
    private int at;
    private boolean ended;

    RepeatedLines(String line, long lines) {
      this.line = (line + ",").getBytes(StandardCharsets.UTF_8);
      this.left = lines;
    }

    @Override
    public int read() {
      while (at == part.length) {
        if (ended) {
          return -1;
        }
        at = 0;
        if (left > 1) {
          part = line;
        } else if (left == 1) {
          part =
              new String(line, StandardCharsets.UTF_8)
                  .replaceFirst(",$", "")
                  .getBytes(StandardCharsets.UTF_8);
        } else {
          part = "]}]}}".getBytes(StandardCharsets.UTF_8);
          ended = true;
        }
        left--;
      }
      return part[at++];
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      if (length == 0) {
        return 0;
      }
      int first = read();
      if (first < 0) {
        return -1;
      }
      buffer[offset] = (byte) first;
      int count = Math.min(length - 1, part.length - at);
      System.arraycopy(part, at, buffer, offset + 1, count);
      at += count;
      return count + 1;
    }
  }

  @Test
  void aServerThatIsGoneOrSilentIsUnreachable() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    try (LokiClient gone = LokiClient.builder("http://127.0.0.1:" + free).build()) {
      assertThat(failure(gone.labels()))
          .isInstanceOfSatisfying(
              Failure.Unreachable.class,
              it -> assertThat(it.reason()).isEqualTo(TransportException.Kind.REFUSED));
    }
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        LokiClient waiting =
            LokiClient.builder("http://127.0.0.1:" + silent.getLocalPort())
                .timeout(Duration.ofMillis(300))
                .build()) {
      assertThat(failure(waiting.labels()))
          .isInstanceOfSatisfying(
              Failure.Unreachable.class,
              it -> assertThat(it.reason()).isEqualTo(TransportException.Kind.TIMEOUT));
    }
  }

  @Test
  void aServerThatIsStartingIsAskedAgain() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    try (LocalServer server =
            new LocalServer(
                request ->
                    asked.incrementAndGet() == 1
                        ? new LocalServer.Reply(503, "", "Ingester not ready", 0)
                        : new LocalServer.Reply(200, "", "ready\n", 0));
        LokiClient loki = LokiClient.builder(server.url()).build()) {
      assertThat(loki.ready().orElseThrow()).isTrue();
      assertThat(loki.requests()).isEqualTo(2);
    }
  }

  @Test
  void cancellingAQuestionEndsIt() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        LokiClient loki = LokiClient.builder("http://127.0.0.1:" + silent.getLocalPort()).build()) {
      var answer = loki.queryRangeAsync(LogQuery.of("{a=\"b\"}"));
      try (var connection = silent.accept()) {
        connection.setSoTimeout(5000);
        assertThat(connection.getInputStream().read()).isPositive();
        answer.cancel(true);
        assertThat(isClosedByOtherSide(connection)).isTrue();
      }
      assertThat(answer).isCancelled();
    }
  }

  private static boolean isClosedByOtherSide(Socket connection) throws IOException {
    try {
      connection.getInputStream().readAllBytes();
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (SocketException e) {
      return true; // reset
    }
  }
}
