package com.scanium.sightline.mimir.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.scanium.sightline.http.Headers;
import com.scanium.sightline.http.Request;
import com.scanium.sightline.http.Response;
import com.scanium.sightline.http.RetryConfig;
import com.scanium.sightline.http.TransportException;
import com.scanium.sightline.http.TransportException.Kind;
import com.scanium.sightline.mimir.model.RuleGroupConfig;
import com.scanium.sightline.port.Answer;
import com.scanium.sightline.port.Failure;
import com.scanium.sightline.testing.FakeTransport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is repeated, and what a second answer means when a first one was lost. */
class LostAnswerTest {
  /** The first answer to a request that changes something. */
  private interface First {
    Response answer() throws IOException;
  }

  private static FakeTransport server(First first, int second) {
    AtomicInteger changes = new AtomicInteger();
    return FakeTransport.answering(
        request -> {
          if (request.uri().getPath().endsWith("/status/buildinfo")) {
            return Response.json(
                200,
                "{\"status\":\"success\",\"data\":{\"application\":\"Grafana Mimir\","
                    + "\"version\":\"3.0.1\"}}");
          }
          return changes.incrementAndGet() == 1
              ? first.answer()
              : Response.text(second, "group does not exist");
        });
  }

  private static MimirClient client(FakeTransport server) {
    return MimirClient.builder("http://store/prometheus")
        .transport(server)
        .retry(new RetryConfig(3, Duration.ofMillis(1), Duration.ofMillis(5)))
        .build();
  }

  private static long changes(FakeTransport server) {
    return server.requests().stream()
        .filter(request -> request.method() != Request.Method.GET)
        .count();
  }

  private static Response broken() throws IOException {
    throw new TransportException(Kind.RESET, "broke off");
  }

  private static Response refused() throws IOException {
    throw new TransportException(Kind.REFUSED, "nobody");
  }

  private static Response tooMany() {
    return Response.of(
        429, Headers.of("Retry-After", "0"), "later".getBytes(StandardCharsets.UTF_8));
  }

  private static void isDeletedByTheLostOne(First first) {
    FakeTransport server = server(first, 404);
    Answer<Done> answer = client(server).ruler().delete("ns", "g");
    assertThat(answer).isInstanceOf(Answer.Known.class);
    assertThat(((Answer.Known<Done>) answer).warnings())
        .singleElement()
        .asString()
        .contains("the answer to a first request was lost");
    assertThat(changes(server)).isEqualTo(2);
  }

  private static void isNotThere(First first) {
    Answer<Done> answer = client(server(first, 404)).ruler().delete("ns", "g");
    assertThat(answer).isInstanceOf(Answer.Failed.class);
    assertThat(((Answer.Failed<Done>) answer).failure()).isInstanceOf(Failure.NotFound.class);
  }

  @Test
  void aGroupThatIsGoneAfterALostAnswerWasDeleted() {
    isDeletedByTheLostOne(LostAnswerTest::broken);
    isDeletedByTheLostOne(() -> Response.text(503, "upstream went away"));
    isDeletedByTheLostOne(() -> Response.text(502, "<html>bad gateway</html>"));
  }

  @Test
  void aGroupThatWasNeverThereIsNotFound() {
    isNotThere(() -> Response.text(404, "group does not exist"));
    isNotThere(LostAnswerTest::refused);
    isNotThere(LostAnswerTest::tooMany);
  }

  @Test
  void theConfigurationOfAnAlertmanagerIsTheSame() {
    FakeTransport server = server(LostAnswerTest::broken, 404);
    assertThat(client(server).alertmanager().delete()).isInstanceOf(Answer.Known.class);
  }

  @Test
  void whatChangesSomethingByPostIsSentOnce() {
    FakeTransport server = server(() -> Response.text(503, "upstream went away"), 200);
    MimirClient client = client(server);
    RuleGroupConfig group =
        RuleGroupConfig.of(
            "g", Map.of(), List.of(RuleGroupConfig.Rule.recording("a:b", "vector(1)", Map.of())));
    Answer<Done> set = client.ruler().set("ns", group);
    assertThat(((Answer.Failed<Done>) set).failure()).isInstanceOf(Failure.ServerError.class);
    assertThat(changes(server)).isEqualTo(1);
  }

  @Test
  void aLongQuestionByPostIsRepeatedAllTheSame() {
    AtomicInteger asked = new AtomicInteger();
    FakeTransport server =
        FakeTransport.answering(
            request ->
                asked.incrementAndGet() == 1
                    ? Response.text(503, "later")
                    : Response.json(200, "{\"status\":\"success\",\"data\":[]}"));
    String selector = "{a=~\"" + "x|".repeat(2000) + "\"}";
    assertThat(client(server).labelNames(List.of(selector)).orElseThrow()).isEmpty();
    assertThat(server.requests())
        .hasSize(2)
        .allMatch(request -> request.method() == Request.Method.POST);
  }
}
