package com.scanium.sightline.grafana.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.scanium.sightline.http.Request;
import com.scanium.sightline.http.Response;
import com.scanium.sightline.http.RetryConfig;
import com.scanium.sightline.http.TransportException;
import com.scanium.sightline.http.TransportException.Kind;
import com.scanium.sightline.port.Answer;
import com.scanium.sightline.port.Failure;
import com.scanium.sightline.testing.FakeTransport;
import java.time.Duration;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What is repeated, and what a second answer means when a first one was lost. */
class LostAnswerTest {
  private static final String FOLDER = "{\"id\":1,\"uid\":\"f\",\"title\":\"Shop\",\"version\":2}";

  /** Breaks off at the first change and finds nothing at the second. */
  private static FakeTransport server() {
    FakeTransport[] server = new FakeTransport[1];
    server[0] =
        FakeTransport.answering(
            request -> {
              if (request.method() == Request.Method.GET) {
                return Response.json(200, FOLDER);
              }
              if (changes(server[0]) == 1) {
                throw new TransportException(Kind.RESET, "broke off");
              }
              return Response.json(404, "{\"message\":\"not found\"}");
            });
    return server[0];
  }

  private static long changes(FakeTransport server) {
    return server.requests().stream()
        .filter(request -> request.method() != Request.Method.GET)
        .count();
  }

  private static GrafanaClient client(FakeTransport server) {
    return GrafanaClient.builder("http://grafana")
        .transport(server)
        .retry(new RetryConfig(3, Duration.ofMillis(1), Duration.ofMillis(5)))
        .build();
  }

  private static void isDeleted(Function<GrafanaClient, Answer<String>> deletion) {
    Answer<String> answer = deletion.apply(client(server()));
    assertThat(answer).isInstanceOf(Answer.Known.class);
    assertThat(((Answer.Known<String>) answer).warnings())
        .singleElement()
        .asString()
        .contains("the answer to a first request was lost");
  }

  @Test
  void whatIsGoneAfterALostAnswerWasDeleted() {
    isDeleted(grafana -> grafana.deleteDashboard("d"));
    isDeleted(grafana -> grafana.deleteFolder("f"));
    isDeleted(grafana -> grafana.deleteAlertRule("r"));
    isDeleted(grafana -> grafana.deleteAnnotation(9));
  }

  @Test
  void aFolderIsNotRenamedTwiceForItsVersionWouldNotBeThereAnyMore() {
    FakeTransport server = server();
    GrafanaClient grafana = client(server);
    Answer<Folder> renamed = grafana.renameFolder(grafana.folder("f").orElseThrow(), "New");
    assertThat(((Answer.Failed<Folder>) renamed).failure()).isInstanceOf(Failure.Unreachable.class);
    assertThat(changes(server)).isEqualTo(1);
  }
}
