package com.scanium.sightline.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.luben.zstd.Zstd;
import com.scanium.sightline.http.TransportException.Kind;
import com.scanium.sightline.http.internal.LimitedTransport;
import com.scanium.sightline.http.internal.Meters;
import com.scanium.sightline.http.internal.RetryingTransport;
import com.scanium.sightline.testing.FakeTransport;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pauses, limits and bounds, in a time of their own. */
@Timeout(60)
class ResilienceTest {
  private static final URI STORE = URI.create("http://store.example/api");
  private static final RetryConfig FIVE =
      new RetryConfig(5, Duration.ofMillis(100), Duration.ofSeconds(20));

  private final ManualPacer pacer = new ManualPacer();

  private static FakeTransport answering(int status, String name, String value) {
    return FakeTransport.answering(
        request -> Response.of(status, Headers.of(name, value), new byte[0]));
  }

  private static int status(Transport transport, Request request) throws TransportException {
    return transport.exchange(request, Response::status);
  }

  private Transport retrying(Transport transport) {
    return new RetryingTransport(transport, FIVE, Meters.NONE, pacer);
  }

  @Test
  void pausesDoubleAndVaryByHalf() throws Exception {
    assertThat(status(retrying(answering(503, "X", "y")), Request.get(STORE))).isEqualTo(503);
    assertThat(pacer.pauses()).hasSize(4);
    for (int i = 0; i < 4; i++) {
      assertThat(pacer.pauses().get(i).toMillis()).isBetween(50L << i, 150L << i);
    }
  }

  @Test
  void jitterMakesTwoClientsDiffer() throws Exception {
    for (int i = 0; i < 10; i++) {
      status(retrying(answering(503, "X", "y")), Request.get(STORE));
    }
    assertThat(pacer.pauses().stream().distinct().count()).isGreaterThan(20);
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 502, 503, 504})
  void whatTheServerAsksForIsWaited(int status) throws Exception {
    status(retrying(answering(status, "Retry-After", "7")), Request.get(STORE));
    assertThat(pacer.pauses()).hasSize(4).containsOnly(Duration.ofSeconds(7));
  }

  @Test
  void aDateToRetryAfterCountsFromNow() throws Exception {
    FakeTransport store = answering(503, "Retry-After", "Fri, 02 Jan 2026 03:04:15 GMT");
    status(retrying(store), Request.get(STORE));
    assertThat(pacer.pauses().get(0)).isEqualTo(Duration.ofSeconds(10));
    assertThat(pacer.pauses().get(1)).as("the date is past by then").isEqualTo(Duration.ZERO);
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "-1", "", "99999999999", "7.5"})
  void aRetryAfterThatIsNoneIsNoPause(String value) throws Exception {
    FakeTransport store = answering(429, "Retry-After", value);
    status(retrying(store), Request.get(STORE));
    assertThat(store.requests()).hasSize(1);
  }

  @Test
  void theOverallDeadlineEndsTheRetries() throws Exception {
    FakeTransport store = answering(503, "Retry-After", "7");
    Request request =
        Request.builder(Request.Method.GET, STORE)
            .deadline(pacer.now().plus(Duration.ofSeconds(15)))
            .build();
    assertThat(status(retrying(store), request)).isEqualTo(503);
    assertThat(store.requests()).as("at 0, 7 and 14 seconds").hasSize(3);
  }

  @ParameterizedTest
  @EnumSource(Request.Method.class)
  void onlyWhatIsSafeToRepeatIsRepeated(Request.Method method) throws Exception {
    FakeTransport store = answering(503, "X", "y");
    status(retrying(store), Request.builder(method, STORE).build());
    boolean safe = method != Request.Method.POST && method != Request.Method.PATCH;
    assertThat(store.requests()).hasSize(safe ? 5 : 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 204, 301, 400, 401, 403, 404, 405, 413, 422, 429, 500, 501, 505, 529})
  void otherStatusesAreNotRepeated(int status) throws Exception {
    FakeTransport store = answering(status, "X", "y");
    assertThat(status(retrying(store), Request.get(STORE))).isEqualTo(status);
    assertThat(store.requests()).hasSize(1);
    assertThat(pacer.pauses()).isEmpty();
  }

  @Test
  void asyncRetriesWaitInTheSameWay() throws Exception {
    FakeTransport store = answering(503, "Retry-After", "3");
    assertThat(retrying(store).exchangeAsync(Request.get(STORE), Response::status).get())
        .isEqualTo(503);
    assertThat(pacer.pauses()).hasSize(4).containsOnly(Duration.ofSeconds(3));
  }

  @Test
  void theRateLimitMakesLaterRequestsWait() throws Exception {
    Transport limited =
        new LimitedTransport(
            answering(200, "X", "y"),
            new LimitConfig(1, 2, Duration.ofSeconds(50)),
            Meters.NONE,
            pacer);
    for (int i = 0; i < 4; i++) {
      status(limited, Request.get(STORE));
    }
    assertThat(pacer.pauses().subList(0, 2)).containsOnly(Duration.ZERO);
    assertThat(pacer.pauses().get(2)).isGreaterThan(Duration.ofSeconds(20));
  }

  @Test
  void aRequestThatCannotHaveItsTurnInTimeFailsAtOnce() throws Exception {
    Transport limited =
        new LimitedTransport(
            answering(200, "X", "y"),
            new LimitConfig(1, 1, Duration.ofSeconds(50)),
            Meters.NONE,
            pacer);
    Request soon =
        Request.builder(Request.Method.GET, STORE)
            .deadline(pacer.now().plus(Duration.ofSeconds(1)))
            .build();
    status(limited, soon);
    TransportException thrown =
        catchThrowableOfType(TransportException.class, () -> status(limited, soon));
    assertThat(thrown.kind()).isEqualTo(Kind.TIMEOUT);
  }

  @Test
  void theBreakerLetsATrialThroughAndClosesWhenItGoesWell() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    FakeTransport healing =
        FakeTransport.answering(
            request -> {
              if (asked.incrementAndGet() <= 2) {
                throw new TransportException(Kind.RESET, "broke off");
              }
              return Response.text(200, "");
            });
    Transport breaking =
        Transports.breaking(healing, new BreakerConfig(2, 2, Duration.ofMillis(1)));
    for (int i = 0; i < 2; i++) {
      var unused =
          catchThrowableOfType(
              TransportException.class, () -> status(breaking, Request.get(STORE)));
    }
    Kind last = Kind.CIRCUIT_OPEN;
    while (last == Kind.CIRCUIT_OPEN) {
      TransportException thrown =
          catchThrowableOfType(
              TransportException.class, () -> status(breaking, Request.get(STORE)));
      last = thrown == null ? Kind.OTHER : thrown.kind();
    }
    assertThat(last).isEqualTo(Kind.OTHER);
    assertThat(status(breaking, Request.get(STORE))).isEqualTo(200);
  }

  @Test
  void a4xxIsNoFailureOfTheServerForTheBreaker() throws Exception {
    FakeTransport refusing = answering(400, "X", "y");
    Transport breaking =
        Transports.breaking(refusing, new BreakerConfig(1, 1, Duration.ofMinutes(10)));
    for (int i = 0; i < 5; i++) {
      assertThat(status(breaking, Request.get(STORE))).isEqualTo(400);
    }
    FakeTransport failing = answering(500, "X", "y");
    Transport open = Transports.breaking(failing, new BreakerConfig(1, 1, Duration.ofMinutes(10)));
    status(open, Request.get(STORE));
    TransportException thrown =
        catchThrowableOfType(TransportException.class, () -> status(open, Request.get(STORE)));
    assertThat(thrown.kind()).isEqualTo(Kind.CIRCUIT_OPEN);
    assertThat(failing.requests()).hasSize(1);
  }

  @Test
  void noMoreConnectionsThanConfiguredAreOpened() throws Exception {
    CountDownLatch twoIn = new CountDownLatch(2);
    FaultServer[] self = new FaultServer[1];
    HttpConfig two = HttpConfig.builder().maxConnections(2).maxConnectionsPerOrigin(2).build();
    try (FaultServer server =
            new FaultServer(
                (request, socket, out) -> {
                  twoIn.countDown();
                  self[0].over.await();
                });
        Transport http = Transports.http(two)) {
      self[0] = server;
      List<CompletableFuture<Integer>> held =
          Stream.of("/1", "/2")
              .map(path -> http.exchangeAsync(Request.get(server.uri(path)), Response::status))
              .toList();
      twoIn.await();
      Request third =
          Request.builder(Request.Method.GET, server.uri("/3"))
              .deadline(Instant.now().plusMillis(200))
              .build();
      TransportException thrown =
          catchThrowableOfType(TransportException.class, () -> status(http, third));
      assertThat(thrown.kind()).isEqualTo(Kind.TIMEOUT);
      assertThat(server.requests()).hasSize(2);
      held.forEach(answer -> answer.cancel(true));
    }
  }

  private static FaultServer zstd(byte[] body) throws IOException {
    return new FaultServer(
        (request, socket, out) -> {
          out.write(
              ("HTTP/1.1 200 OK\r\nContent-Encoding: zstd\r\nContent-Length: "
                      + body.length
                      + "\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
          out.write(body);
        });
  }

  @Test
  void zstdIsAskedForAndDecodedWhenItsLibraryIsThere() throws Exception {
    byte[] plain = new byte[300_000];
    new Random(42).nextBytes(plain);
    try (FaultServer server = zstd(Zstd.compress(plain));
        Transport http = Transports.http(HttpConfig.DEFAULT)) {
      byte[] body = http.exchange(Request.get(server.uri("/")), Response::bytes);
      assertThat(body).isEqualTo(plain);
      assertThat(server.requests().get(0)).contains("Accept-Encoding: gzip, deflate, zstd\r\n");
    }
  }

  @Test
  void aBombOfZstdAndAHalfOneAreCutOff() throws Exception {
    HttpConfig small = HttpConfig.builder().maxResponseBytes(1 << 20).build();
    byte[] bomb = Zstd.compress(new byte[64 << 20]);
    byte[] half = Arrays.copyOf(Zstd.compress(new byte[1000]), 12);
    try (FaultServer large = zstd(bomb);
        FaultServer cut = zstd(half);
        Transport http = Transports.http(small)) {
      TransportException thrown =
          catchThrowableOfType(
              TransportException.class,
              () -> http.exchange(Request.get(large.uri("/")), Response::bytes));
      assertThat(thrown.kind()).isEqualTo(Kind.TOO_LARGE);
      thrown =
          catchThrowableOfType(
              TransportException.class,
              () -> http.exchange(Request.get(cut.uri("/")), Response::bytes));
      assertThat(thrown.kind()).isEqualTo(Kind.PROTOCOL);
    }
  }

  @Test
  void noMonitorIsHeldAroundInputAndOutput() throws IOException {
    // a virtual thread of JDK 21 would pin its carrier within one
    Path sources = Path.of("src/main/java/com/scanium/sightline/http");
    try (Stream<Path> files = Files.walk(sources)) {
      List<Path> java = files.filter(file -> file.toString().endsWith(".java")).toList();
      assertThat(java).hasSizeGreaterThan(30);
      for (Path file : java) {
        assertThat(Files.readString(file))
            .as(file.toString())
            .doesNotContainPattern("\\bsynchronized\\b");
      }
    }
  }
}
