package com.scanium.sightline.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.scanium.sightline.http.TransportException.Kind;
import com.scanium.sightline.testing.FakeTransport;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TransportsTest {
  private static final URI STORE = URI.create("http://store.example:9009/prometheus/api/v1/query");
  private static final RetryConfig QUICK =
      new RetryConfig(3, Duration.ofMillis(1), Duration.ofMillis(20));

  private static Request post() {
    return Request.builder(Request.Method.POST, STORE).form(Form.EMPTY.with("query", "up")).build();
  }

  private static TransportException failure(Transport transport, Request request) {
    return catchThrowableOfType(
        TransportException.class, () -> transport.exchange(request, Response::status));
  }

  private static FakeTransport statuses(Headers headers, int... statuses) {
    AtomicInteger next = new AtomicInteger();
    return FakeTransport.answering(
        request ->
            Response.of(
                statuses[Math.min(next.getAndIncrement(), statuses.length - 1)],
                headers,
                new byte[0]));
  }

  @Test
  void a503IsAskedAgainAsOftenAsConfiguredAndThenHandedOn() throws Exception {
    FakeTransport store = statuses(Headers.EMPTY, 503);
    int status = Transports.retrying(store, QUICK).exchange(Request.get(STORE), Response::status);
    assertThat(status).isEqualTo(503);
    assertThat(store.requests()).hasSize(3);
  }

  @Test
  void aServerThatHealsIsAskedNoFurther() throws Exception {
    FakeTransport store = statuses(Headers.EMPTY, 502, 200);
    Transport retrying = Transports.retrying(store, QUICK);
    assertThat(retrying.<Integer>exchange(Request.get(STORE), Response::status)).isEqualTo(200);
    assertThat(store.requests()).hasSize(2);
  }

  @Test
  void aPostIsRepeatedOnlyWhenItSaysThatItMayBe() throws Exception {
    FakeTransport store = statuses(Headers.EMPTY, 503);
    Transport retrying = Transports.retrying(store, QUICK);
    retrying.exchange(post(), Response::status);
    assertThat(store.requests()).hasSize(1);
    retrying.exchange(post().toBuilder().idempotent().build(), Response::status);
    assertThat(store.requests()).hasSize(4);
  }

  @Test
  void a429IsRepeatedOnlyWithRetryAfter() throws Exception {
    FakeTransport silent = statuses(Headers.EMPTY, 429);
    Transports.retrying(silent, QUICK).exchange(Request.get(STORE), Response::status);
    assertThat(silent.requests()).hasSize(1);
    FakeTransport asking = statuses(Headers.of("Retry-After", "0"), 429);
    Transports.retrying(asking, QUICK).exchange(Request.get(STORE), Response::status);
    assertThat(asking.requests()).hasSize(3);
  }

  @Test
  void whoAsksForALongPauseIsNotAskedAgain() throws Exception {
    FakeTransport store = statuses(Headers.of("Retry-After", "3600"), 503);
    Transports.retrying(store, QUICK).exchange(Request.get(STORE), Response::status);
    assertThat(store.requests()).hasSize(1);
  }

  @Test
  void noPauseGoesOverTheDeadline() throws Exception {
    FakeTransport store = statuses(Headers.of("Retry-After", "30"), 503);
    Request request =
        Request.builder(Request.Method.GET, STORE).deadline(Instant.now().plusSeconds(10)).build();
    Transport patient = Transports.retrying(store, QUICK.withMaxPause(Duration.ofMinutes(1)));
    assertThat(patient.<Integer>exchange(request, Response::status)).isEqualTo(503);
    assertThat(store.requests()).hasSize(1);
  }

  @Test
  void refusedAndResetAreRepeatedOthersAreNot() {
    for (Kind kind : Kind.values()) {
      FakeTransport store = FakeTransport.failing(kind);
      assertThat(failure(Transports.retrying(store, QUICK), Request.get(STORE)).kind())
          .isEqualTo(kind);
      boolean heals = kind == Kind.REFUSED || kind == Kind.RESET;
      assertThat(store.requests()).as(kind.name()).hasSize(heals ? 3 : 1);
    }
  }

  @Test
  void nothingIsRepeatedOnceTheHandlerReads() {
    FakeTransport store = FakeTransport.answering(request -> Response.text(200, "half"));
    TransportException thrown =
        catchThrowableOfType(
            TransportException.class,
            () ->
                Transports.retrying(store, QUICK)
                    .exchange(
                        Request.get(STORE),
                        response -> {
                          throw new TransportException(Kind.RESET, "broke off");
                        }));
    assertThat(thrown.kind()).isEqualTo(Kind.RESET);
    assertThat(store.requests()).hasSize(1);
  }

  @Test
  void asyncRetriesToo() throws Exception {
    FakeTransport store = statuses(Headers.EMPTY, 503, 503, 200);
    assertThat(
            Transports.retrying(store, QUICK)
                .exchangeAsync(Request.get(STORE), Response::status)
                .get())
        .isEqualTo(200);
  }

  @Test
  void aBudgetEndsTheQuestions() throws Exception {
    FakeTransport store = statuses(Headers.EMPTY, 200);
    RequestBudget budget = RequestBudget.of(2);
    Transport budgeted = Transports.budgeted(store, budget);
    budgeted.exchange(Request.get(STORE), Response::status);
    budgeted.exchangeAsync(Request.get(STORE), Response::status).get();
    assertThat(failure(budgeted, Request.get(STORE)).kind()).isEqualTo(Kind.BUDGET);
    assertThat(budget.used()).isEqualTo(2);
    assertThat(store.requests()).hasSize(2);
  }

  @Test
  void credentialsGoToTheirOriginOnly() throws Exception {
    FakeTransport fake = statuses(Headers.EMPTY, 200);
    Transport signed =
        Transports.withCredentials(
            fake, URI.create("http://STORE.example:9009"), Credentials.bearer(Secret.of("t0p")));
    signed.exchange(Request.get(STORE), Response::status);
    signed.exchange(
        Request.get(URI.create("http://store.example:9010/prometheus")), Response::status);
    signed.exchange(
        Request.get(URI.create("https://store.example:9009/prometheus")), Response::status);
    List<Boolean> had = new ArrayList<>();
    fake.requests()
        .forEach(request -> had.add(request.headers().first("authorization").isPresent()));
    assertThat(had).containsExactly(true, false, false);
  }

  @Test
  void atMostAsManyExchangesAsAllowedRunAtATime() throws Exception {
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch twoIn = new CountDownLatch(2);
    FakeTransport slow =
        FakeTransport.answering(
            request -> {
              most.accumulateAndGet(now.incrementAndGet(), Math::max);
              twoIn.countDown();
              try {
                twoIn.await();
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
              now.decrementAndGet();
              return Response.text(200, "");
            });
    Transport limited =
        Transports.limited(
            slow, LimitConfig.DEFAULT.withConcurrency(2).withRate(1000, Duration.ofSeconds(1)));
    ExecutorService callers = Executors.newFixedThreadPool(8);
    try {
      List<Future<Integer>> answers = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        answers.add(callers.submit(() -> limited.exchange(Request.get(STORE), Response::status)));
      }
      for (Future<Integer> answer : answers) {
        assertThat(answer.get()).isEqualTo(200);
      }
    } finally {
      callers.shutdownNow();
    }
    assertThat(most).hasValue(2);
    List<CompletableFuture<Integer>> later = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      later.add(limited.exchangeAsync(Request.get(STORE), Response::status));
    }
    for (CompletableFuture<Integer> answer : later) {
      assertThat(answer.get()).isEqualTo(200);
    }
    assertThat(most).hasValue(2);
  }

  @Test
  void aServerThatFailsIsLeftAlone() {
    FakeTransport dead = FakeTransport.failing(Kind.REFUSED);
    Transport breaking = Transports.breaking(dead, new BreakerConfig(2, 4, Duration.ofMinutes(10)));
    for (int i = 0; i < 4; i++) {
      assertThat(failure(breaking, Request.get(STORE)).kind()).isEqualTo(Kind.REFUSED);
    }
    assertThat(failure(breaking, Request.get(STORE)).kind()).isEqualTo(Kind.CIRCUIT_OPEN);
    assertThat(dead.requests()).hasSize(4);
  }

  @Test
  void closingADecoratorClosesWhatItDecorates() {
    FakeTransport inner = statuses(Headers.EMPTY, 200);
    Transports.logging(Transports.retrying(Transports.limited(inner, LimitConfig.DEFAULT), QUICK))
        .close();
    assertThat(inner.isClosed()).isTrue();
    FakeTransport kept = statuses(Headers.EMPTY, 200);
    Transports.borrowed(kept).close();
    assertThat(kept.isClosed()).isFalse();
  }
}
