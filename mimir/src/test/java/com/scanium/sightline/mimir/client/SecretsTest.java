package com.scanium.sightline.mimir.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.scanium.sightline.http.Form;
import com.scanium.sightline.http.Headers;
import com.scanium.sightline.http.Request;
import com.scanium.sightline.http.Response;
import com.scanium.sightline.http.Secret;
import com.scanium.sightline.http.TransportException;
import com.scanium.sightline.mimir.model.QueryResult;
import com.scanium.sightline.port.Answer;
import com.scanium.sightline.testing.FakeTransport;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No secret comes back out of a client, whatever a server does with it. */
class SecretsTest {
  private static final String SECRET = "s3cr+t/pä";
  private static final String TOKEN = "t0p-s3cret+/=";
  private static final String PAIR =
      Base64.getEncoder().encodeToString(("me:" + SECRET).getBytes(StandardCharsets.UTF_8));

  /** A server that answers with what it got, in every place where it could. */
  private static FakeTransport echo(int status, String contentType, String pattern) {
    return FakeTransport.answering(
        request -> {
          String key = request.headers().first("X-Api-Key").orElse("none");
          String got = request.headers().first("Authorization").orElse(key) + " " + SECRET;
          String last = got.split(" ")[got.startsWith("B") ? 1 : 0];
          String body = pattern.replace("%", got);
          return Response.of(
              status,
              Headers.of("Content-Type", contentType)
                  .with("Location", "https://login.example/" + Form.encode(last) + "?a=b"),
              body.getBytes(StandardCharsets.UTF_8));
        });
  }

  static Stream<FakeTransport> echoes() {
    List<String> patterns =
        List.of(
            "%",
            "<html>%</html>",
            "{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"%\"}",
            "{\"status\":\"success\",\"data\":{\"resultType\":\"%\",\"result\":[]}}",
            "{\"status\":\"success\",\"data\":[\"%\"",
            "{%");
    return Stream.of(200, 302, 400, 401, 403, 404, 406, 413, 422, 429, 499, 500, 503, 504)
        .flatMap(status -> patterns.stream().map(pattern -> echo(status, "text/plain", pattern)));
  }

  private static List<MimirClient> clients(FakeTransport transport) {
    return List.of(
        MimirClient.builder("http://store")
            .bearerToken(Secret.of(TOKEN))
            .transport(transport)
            .build(),
        MimirClient.builder("http://store")
            .basicAuth("me", Secret.of(SECRET))
            .transport(transport)
            .build(),
        MimirClient.builder("http://store")
            .secretHeader("X-Api-Key", Secret.of(TOKEN))
            .transport(transport)
            .build());
  }

  private static void assertNoSecret(MimirClient client, String text) {
    if (!client.toString().isEmpty()) {
      assertThat(text).doesNotContain(TOKEN, PAIR).doesNotContain("t0p-s3cret");
    }
  }

  @ParameterizedTest
  @MethodSource("echoes")
  void whatAServerRepeatsIsMasked(FakeTransport transport) {
    for (MimirClient client : clients(transport)) {
      Answer<QueryResult> answer = client.query("up", Instant.EPOCH);
      assertNoSecret(client, answer.toString());
      if (answer instanceof Answer.Failed<QueryResult>) {
        StringWriter trace = new StringWriter();
        catchThrowable(answer::orElseThrow).printStackTrace(new PrintWriter(trace));
        assertNoSecret(client, trace.toString());
      }
      Answer<StreamSummary> streamed =
          client.queryRange(
              "up", Instant.EPOCH, Instant.EPOCH, Duration.ofSeconds(1), series -> {});
      assertNoSecret(client, streamed.toString());
    }
  }

  @Test
  void aPasswordThatComesBackByItselfIsMaskedToo() {
    MimirClient client =
        MimirClient.builder("http://store")
            .basicAuth("me", Secret.of(SECRET))
            .transport(echo(400, "text/plain", "you said %"))
            .build();
    assertThat(client.query("up").toString()).contains("***").doesNotContain(SECRET, PAIR);
  }

  @ParameterizedTest
  @ValueSource(strings = {"DNS", "REFUSED", "TLS", "TIMEOUT", "OTHER"})
  void aTransportThatFailsShowsNoSecret(String kind) {
    for (MimirClient client :
        clients(FakeTransport.failing(TransportException.Kind.valueOf(kind)))) {
      assertNoSecret(client, client.query("up").toString());
      assertNoSecret(client, client.toString());
    }
  }

  @Test
  void requestsAndTheirHeadersPrintWithoutValues() {
    FakeTransport transport = echo(200, "text/plain", "");
    for (MimirClient client : clients(transport)) {
      client.query("up");
    }
    for (Request request : transport.requests()) {
      assertThat(request.toString() + request.headers() + request.headers().fields())
          .doesNotContain(TOKEN, PAIR, SECRET);
    }
    assertThat(Secret.of(TOKEN)).hasToString("***");
  }

  @Test
  void aSecretInAnAddressIsRefusedWithoutShowingIt() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MimirClient.builder("http://me:" + "t0p-s3cret" + "@store").build())
        .withMessageNotContaining("t0p-s3cret");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MimirClient.builder("http://store?token=t0p-s3cret").build())
        .withMessageNotContaining("t0p-s3cret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\r\nX-Evil: 1", "a\nb", "a\u0000b", "a\rb"})
  void noValueFromAConfigurationAddsAHeader(String evil) {
    MimirClientBuilder builder = MimirClient.builder("http://store");
    assertThatIllegalArgumentException().isThrownBy(() -> builder.tenant(evil));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.header("X-A", evil));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.header(evil, "a"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.bearerToken(Secret.of(evil)))
        .withMessageNotContaining("Evil");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.secretHeader("X-A", Secret.of(evil)))
        .withMessageNotContaining("Evil");
  }

  @Test
  void noNameOfALabelOrNamespaceLeavesItsPlaceInThePath() {
    FakeTransport transport = echo(200, "text/plain", "");
    MimirClient client = MimirClient.builder("http://store").transport(transport).build();
    client.labelValues("a/../../x?y#z\r\n", List.of());
    client.ruler().group("../a?b", "#c\r\n");
    for (Request request : transport.requests()) {
      assertThat(List.of(request.uri().getRawPath().split("/"))).doesNotContain("..", ".");
      assertThat(request.uri().getRawQuery()).isNull();
    }
    assertThatIllegalArgumentException().isThrownBy(() -> client.ruler().deleteNamespace(".."));
    assertThatIllegalArgumentException().isThrownBy(() -> client.ruler().delete("ns", "."));
  }
}
