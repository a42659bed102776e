package com.scanium.sightline.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.scanium.sightline.http.TransportException.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class HttpTransportTest {
  private final Transport http =
      Transports.http(
          HttpConfig.builder()
              .maxResponseBytes(1 << 20)
              .exchangeTimeout(Duration.ofSeconds(30))
              .build());

  @AfterEach
  void closeTransport() {
    http.close();
  }

  private static String text(Response response) throws IOException {
    return new String(response.bytes(), StandardCharsets.UTF_8);
  }

  private String get(URI uri) throws TransportException {
    return http.exchange(Request.get(uri), HttpTransportTest::text);
  }

  private Kind failureOf(URI uri) {
    return failureOf(Request.get(uri));
  }

  private Kind failureOf(Request request) {
    TransportException thrown =
        catchThrowableOfType(
            TransportException.class, () -> http.exchange(request, HttpTransportTest::text));
    assertThat(thrown).hasMessageNotContaining("\n");
    return thrown.kind();
  }

  @Test
  void statusHeadersAndBodyReachTheHandler() throws Exception {
    try (FaultServer server =
        FaultServer.sending(FaultServer.response("404 Not Found", "X-A: 1\r\nx-a: 2\r\n", "hm"))) {
      String seen =
          http.exchange(
              Request.get(server.uri("/x")),
              response -> response.status() + " " + response.headers().all("X-a") + text(response));
      assertThat(seen).isEqualTo("404 [1, 2]hm");
    }
  }

  @Test
  void connectionsAreKeptForTheNextRequestAlsoWhenTheHandlerReadsNothing() throws Exception {
    CountDownLatch connections = new CountDownLatch(2);
    try (FaultServer server =
        new FaultServer(
            (request, socket, out) -> {
              out.write(
                  FaultServer.ok("port " + socket.getPort()).getBytes(StandardCharsets.UTF_8));
              connections.countDown();
            })) {
      String first = get(server.uri("/1"));
      http.exchange(Request.get(server.uri("/2")), Response::status);
      assertThat(get(server.uri("/3"))).isEqualTo(first);
    }
  }

  @Test
  void a503IsNotRepeatedByTheTransportItself() throws Exception {
    try (FaultServer server =
        FaultServer.sending(
            FaultServer.response("503 Service Unavailable", "Retry-After: 1\r\n", ""))) {
      int status = http.exchange(Request.get(server.uri("/")), Response::status);
      assertThat(status).isEqualTo(503);
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void aRedirectToAnotherOriginIsNotFollowedSoNoHeaderReachesIt() throws Exception {
    try (FaultServer other = FaultServer.sending(FaultServer.ok("other"));
        FaultServer server =
            FaultServer.sending(
                FaultServer.response("302 Found", "Location: " + other.uri("/in") + "\r\n", ""))) {
      Request request =
          Request.builder(Request.Method.GET, server.uri("/"))
              .header("Authorization", "Bearer t0p")
              .header("X-Scope-OrgID", "team")
              .build();
      assertThat(http.<Integer>exchange(request, Response::status)).isEqualTo(302);
      assertThat(server.requests()).hasSize(1);
      assertThat(other.requests()).isEmpty();
    }
  }

  @Test
  void aRedirectWithinTheOriginIsFollowed() throws Exception {
    try (FaultServer server =
        new FaultServer(
            (request, socket, out) ->
                out.write(
                    (request.startsWith("GET /a ")
                            ? FaultServer.response("302 Found", "Location: /b?c=d\r\n", "")
                            : FaultServer.ok("there"))
                        .getBytes(StandardCharsets.UTF_8)))) {
      assertThat(get(server.uri("/a"))).isEqualTo("there");
      assertThat(server.requests().get(1)).startsWith("GET /b?c=d HTTP/1.1");
    }
  }

  @Test
  void aRedirectLoopEnds() throws Exception {
    try (FaultServer server =
        FaultServer.sending(FaultServer.response("302 Found", "Location: /again\r\n", ""))) {
      assertThat(failureOf(server.uri("/"))).isEqualTo(Kind.PROTOCOL);
      assertThat(server.requests()).hasSize(6);
    }
  }

  @Test
  void aPostIsNotTurnedIntoAGetByARedirect() throws Exception {
    try (FaultServer server =
        FaultServer.sending(FaultServer.response("302 Found", "Location: /login\r\n", ""))) {
      Request post =
          Request.builder(Request.Method.POST, server.uri("/"))
              .form(Form.EMPTY.with("query", "up"))
              .build();
      assertThat(http.<Integer>exchange(post, Response::status)).isEqualTo(302);
      assertThat(server.requests()).hasSize(1);
    }
  }

  static Stream<Encoded> encodings() throws IOException {
    return Stream.of(
        new Encoded("gzip", gzip("hello".getBytes(StandardCharsets.UTF_8))),
        new Encoded("x-gzip", gzip("hello".getBytes(StandardCharsets.UTF_8))),
        new Encoded("deflate", deflate(false)),
        new Encoded("deflate", deflate(true)),
        new Encoded("identity", "hello".getBytes(StandardCharsets.UTF_8)),
        new Encoded("gzip, gzip", gzip(gzip("hello".getBytes(StandardCharsets.UTF_8)))));
  }

  record Encoded(String name, List<Byte> bytes) {
    Encoded(String name, byte[] bytes) {
      this(name, boxed(bytes));
    }

    private static List<Byte> boxed(byte[] bytes) {
      Byte[] all = new Byte[bytes.length];
      for (int i = 0; i < bytes.length; i++) {
        all[i] = bytes[i];
      }
      return List.of(all);
    }

    byte[] raw() {
      byte[] raw = new byte[bytes.size()];
      for (int i = 0; i < raw.length; i++) {
        raw[i] = bytes.get(i);
      }
      return raw;
    }
  }

  @ParameterizedTest
  @MethodSource("encodings")
  void compressedBodiesAreDecoded(Encoded encoded) throws Exception {
    try (FaultServer server = serving(encoded.name(), encoded.raw())) {
      assertThat(get(server.uri("/"))).isEqualTo("hello");
      assertThat(server.requests().get(0)).contains("Accept-Encoding: gzip, deflate");
    }
  }

  @Test
  void anEmptyBodyMayCallItselfCompressed() throws Exception {
    try (FaultServer server = serving("gzip", new byte[0])) {
      assertThat(get(server.uri("/"))).isEmpty();
    }
  }

  @Test
  void aDecompressionBombIsCutOff() throws Exception {
    byte[] bomb = gzip(new byte[64 << 20]);
    assertThat(bomb.length).isLessThan(1 << 20);
    try (FaultServer server = serving("gzip", bomb)) {
      assertThat(failureOf(server.uri("/"))).isEqualTo(Kind.TOO_LARGE);
    }
  }

  @Test
  void aBombInABombIsCutOff() throws Exception {
    try (FaultServer server = serving("gzip, gzip", gzip(gzip(new byte[256 << 20])))) {
      assertThat(failureOf(server.uri("/"))).isEqualTo(Kind.TOO_LARGE);
    }
  }

  @Test
  void aBrokenCompressionIsAProtocolFailure() throws Exception {
    byte[] whole = gzip("hello".getBytes(StandardCharsets.UTF_8));
    byte[] half = java.util.Arrays.copyOf(whole, whole.length / 2);
    try (FaultServer cut = serving("gzip", half);
        FaultServer plain = serving("gzip", "hello".getBytes(StandardCharsets.UTF_8));
        FaultServer unknown = serving("br", "hello".getBytes(StandardCharsets.UTF_8))) {
      assertThat(failureOf(cut.uri("/"))).isEqualTo(Kind.PROTOCOL);
      assertThat(failureOf(plain.uri("/"))).isEqualTo(Kind.PROTOCOL);
      assertThat(failureOf(unknown.uri("/"))).isEqualTo(Kind.PROTOCOL);
    }
  }

  @Test
  void aBodyThatAnnouncesTooMuchIsNotRead() throws Exception {
    try (FaultServer server =
        FaultServer.sending("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\nx")) {
      assertThat(failureOf(server.uri("/"))).isEqualTo(Kind.TOO_LARGE);
    }
  }

  @Test
  void aBodyWithoutEndIsCutOff() throws Exception {
    try (FaultServer server =
        new FaultServer(
            (request, socket, out) -> {
              out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.UTF_8));
              byte[] block = new byte[8192];
              while (true) {
                out.write(block);
              }
            })) {
      assertThat(failureOf(server.uri("/"))).isEqualTo(Kind.TOO_LARGE);
    }
  }

  @Test
  void aHandlerMayStopReadingABodyWithoutEnd() throws Exception {
    try (FaultServer server =
        new FaultServer(
            (request, socket, out) -> {
              out.write(
                  "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                      .getBytes(StandardCharsets.UTF_8));
              while (true) {
                out.write("5\r\nabcde\r\n".getBytes(StandardCharsets.UTF_8));
              }
            })) {
      String start = http.exchange(Request.get(server.uri("/")), response -> response.head(5));
      assertThat(start).isEqualTo("abcde");
    }
  }

  @Test
  void aSlowBodyEndsAtTheDeadline() throws Exception {
    try (FaultServer server =
        new FaultServer(
            (request, socket, out) -> {
              out.write(
                  "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab"
                      .getBytes(StandardCharsets.UTF_8));
              out.flush();
              socketHeld(socket, out);
            })) {
      Request request =
          Request.builder(Request.Method.GET, server.uri("/"))
              .deadline(Instant.now().plusMillis(300))
              .build();
      assertThat(failureOf(request)).isEqualTo(Kind.TIMEOUT);
    }
  }

  /** Drips a byte now and then, so that no timeout of silence ends the exchange. */
  private static void socketHeld(java.net.Socket socket, OutputStream out) throws Exception {
    for (int i = 0; i < 5; i++) {
      TimeUnit.MILLISECONDS.sleep(200);
      out.write('x');
      out.flush();
    }
    socket.getInputStream().read();
  }

  @Test
  void aServerThatNeverAnswersEndsAtTheDeadline() throws Exception {
    try (FaultServer server =
        new FaultServer((request, socket, out) -> socket.getInputStream().read())) {
      Request request =
          Request.builder(Request.Method.GET, server.uri("/"))
              .deadline(Instant.now().plusMillis(200))
              .build();
      assertThat(failureOf(request)).isEqualTo(Kind.TIMEOUT);
    }
  }

  @Test
  void aDeadlineInThePastSendsNothing() throws Exception {
    try (FaultServer server = FaultServer.sending(FaultServer.ok(""))) {
      Request request =
          Request.builder(Request.Method.GET, server.uri("/"))
              .deadline(Instant.now().minusSeconds(1))
              .build();
      assertThat(failureOf(request)).isEqualTo(Kind.TIMEOUT);
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void silenceLongerThanTheResponseTimeoutIsATimeout() throws Exception {
    try (Transport hasty =
            Transports.http(HttpConfig.builder().responseTimeout(Duration.ofMillis(100)).build());
        FaultServer server =
            new FaultServer((request, socket, out) -> socket.getInputStream().read())) {
      TransportException thrown =
          catchThrowableOfType(
              TransportException.class,
              () -> hasty.exchange(Request.get(server.uri("/")), Response::status));
      assertThat(thrown.kind()).isEqualTo(Kind.TIMEOUT);
    }
  }

  @Test
  void aResetIsAReset() throws Exception {
    try (FaultServer server =
            new FaultServer(
                (request, socket, out) -> {
                  socket.setSoLinger(true, 0);
                  socket.close();
                });
        FaultServer midway =
            new FaultServer(
                (request, socket, out) -> {
                  out.write(
                      "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab"
                          .getBytes(StandardCharsets.UTF_8));
                  out.flush();
                  socket.close();
                })) {
      assertThat(failureOf(server.uri("/"))).isEqualTo(Kind.RESET);
      assertThat(failureOf(midway.uri("/"))).isEqualTo(Kind.RESET);
    }
  }

  @Test
  void aPortWithoutListenerIsRefused() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    assertThat(failureOf(URI.create("http://127.0.0.1:" + port + "/"))).isEqualTo(Kind.REFUSED);
  }

  @Test
  void anUnknownNameIsADnsFailure() {
    assertThat(failureOf(URI.create("http://no-such-host.invalid/"))).isEqualTo(Kind.DNS);
  }

  @Test
  void garbageInsteadOfTlsIsATlsFailure() throws Exception {
    try (ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread garbage =
          new Thread(
              () -> {
                try (var socket = listener.accept()) {
                  socket
                      .getOutputStream()
                      .write(
                          "this is not TLS at all\n"
                              .repeat(20)
                              .getBytes(StandardCharsets.US_ASCII));
                  socket.getOutputStream().flush();
                  socket.getInputStream().readAllBytes();
                } catch (IOException e) {
                  // the client hung up
                }
              });
      garbage.setDaemon(true);
      garbage.start();
      assertThat(failureOf(URI.create("https://127.0.0.1:" + listener.getLocalPort() + "/")))
          .isEqualTo(Kind.TLS);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SSH-2.0-OpenSSH_9.2\r\n\r\n",
        "HTTP/9.9 what\r\n\r\n",
        "HTTP/1.1 abc\r\n\r\n",
        "HTTP/1.1 200 OK\r\nno colon here\r\nContent-Length: x\r\n\r\n"
      })
  void whatIsNotHttpIsAProtocolFailure(String answer) throws Exception {
    try (FaultServer server =
        new FaultServer(
            (request, socket, out) -> {
              out.write(answer.getBytes(StandardCharsets.US_ASCII));
              out.flush();
              socket.close();
            })) {
      assertThat(failureOf(server.uri("/"))).isIn(Kind.PROTOCOL, Kind.RESET);
    }
  }

  @Test
  void anEndlessHeaderSectionIsAProtocolFailure() throws Exception {
    try (FaultServer server =
        new FaultServer(
            (request, socket, out) -> {
              out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII));
              for (int i = 0; i < 100_000; i++) {
                out.write(("X-" + i + ": y\r\n").getBytes(StandardCharsets.US_ASCII));
              }
            })) {
      assertThat(failureOf(server.uri("/"))).isIn(Kind.PROTOCOL, Kind.RESET);
    }
  }

  @Test
  void whatAHandlerThrowsComesOut() throws Exception {
    try (FaultServer server = FaultServer.sending(FaultServer.ok("x"))) {
      Request request = Request.get(server.uri("/"));
      assertThatThrownBy(
              () ->
                  http.exchange(
                      request,
                      response -> {
                        throw new IllegalStateException("a bug");
                      }))
          .isInstanceOf(IllegalStateException.class);
      TransportException thrown =
          catchThrowableOfType(
              TransportException.class,
              () ->
                  http.exchange(
                      request,
                      response -> {
                        throw new IOException("not what I expected");
                      }));
      assertThat(thrown.kind()).isEqualTo(Kind.HANDLER);
      assertThat(thrown).hasRootCauseMessage("not what I expected");
    }
  }

  @Test
  void asyncAnswersAndFailures() throws Exception {
    try (FaultServer server = FaultServer.sending(FaultServer.ok("hello"))) {
      assertThat(http.exchangeAsync(Request.get(server.uri("/")), HttpTransportTest::text).get())
          .isEqualTo("hello");
    }
    CompletableFuture<String> failing =
        http.exchangeAsync(
            Request.get(URI.create("http://no-such-host.invalid/")), HttpTransportTest::text);
    assertThatThrownBy(failing::get)
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOfSatisfying(
            TransportException.class, e -> assertThat(e.kind()).isEqualTo(Kind.DNS));
  }

  @Test
  void cancellingClosesTheConnection() throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    try (FaultServer server = holding(arrived)) {
      CompletableFuture<Integer> answer =
          Transports.retrying(http, RetryConfig.DEFAULT)
              .exchangeAsync(Request.get(server.uri("/")), Response::status);
      arrived.await();
      assertThat(answer.cancel(true)).isTrue();
      server.clientGone.await();
      assertThatThrownBy(answer::get).isInstanceOf(CancellationException.class);
    }
  }

  @Test
  void closingEndsWhatIsUnderWayAndWhatComesLater() throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    try (FaultServer server = holding(arrived)) {
      CompletableFuture<Integer> answer =
          http.exchangeAsync(Request.get(server.uri("/")), Response::status);
      arrived.await();
      http.close();
      http.close();
      assertThatThrownBy(answer::get)
          .cause()
          .isInstanceOfSatisfying(
              TransportException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CLOSED));
      assertThat(failureOf(server.uri("/"))).isEqualTo(Kind.CLOSED);
    }
  }

  private static FaultServer holding(CountDownLatch arrived) throws IOException {
    FaultServer[] self = new FaultServer[1];
    self[0] =
        new FaultServer(
            (request, socket, out) -> {
              arrived.countDown();
              self[0].awaitClientGone(socket);
            });
    return self[0];
  }

  private static FaultServer serving(String encoding, byte[] body) throws IOException {
    return new FaultServer(
        (request, socket, out) -> {
          out.write(
              ("HTTP/1.1 200 OK\r\nContent-Encoding: "
                      + encoding
                      + "\r\nContent-Length: "
                      + body.length
                      + "\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
          out.write(body);
        });
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(plain);
    }
    return out.toByteArray();
  }

  private static byte[] deflate(boolean raw) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflate =
        new DeflaterOutputStream(out, new Deflater(Deflater.BEST_SPEED, raw))) {
      deflate.write("hello".getBytes(StandardCharsets.UTF_8));
    }
    return out.toByteArray();
  }
}
