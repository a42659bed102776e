package com.scanium.sightline.http.internal;

import com.scanium.sightline.http.LimitConfig;
import com.scanium.sightline.http.LinkedFuture;
import com.scanium.sightline.http.Request;
import com.scanium.sightline.http.ResponseHandler;
import com.scanium.sightline.http.Transport;
import com.scanium.sightline.http.TransportException;
import com.scanium.sightline.http.TransportException.Kind;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Bounds how many exchanges run at a time and how many start within a period. */
public final class LimitedTransport implements Transport {
  /** How long a request without a deadline waits for its turn. */
  private static final Duration MAX_WAIT = Duration.ofMinutes(1);

  private final Transport transport;
  private final Gate gate;
  private final RateLimiter rate;
  private final Pacer pacer;
  private final Runnable unwatch;

  /** Limits around that transport. */
  public LimitedTransport(Transport transport, LimitConfig config, Meters meters) {
    this(transport, config, meters, Pacer.SYSTEM);
  }

  /** The same in the time of that pacer. */
  public LimitedTransport(Transport transport, LimitConfig config, Meters meters, Pacer pacer) {
    this.pacer = Objects.requireNonNull(pacer, "pacer");
    this.transport = Objects.requireNonNull(transport, "transport");
    this.gate = new Gate(config.concurrency());
    this.rate =
        RateLimiter.of(
            meters.client(),
            RateLimiterConfig.custom()
                .limitForPeriod(config.requests())
                .limitRefreshPeriod(config.period())
                .timeoutDuration(MAX_WAIT)
                .build());
    this.unwatch = meters.watch(rate);
  }

  @Override
  public <T> T exchange(Request request, ResponseHandler<T> handler) throws TransportException {
    CompletableFuture<Void> turn = gate.enter();
    try {
      turn.get(patience(request).toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException | InterruptedException | ExecutionException e) {
      if (!turn.cancel(false)) {
        gate.leave(); // it came in at the very last moment
      }
      throw gaveUp(request, e);
    }
    try {
      pacer.sleep(Duration.ofNanos(reserve(request)));
      return transport.exchange(request, handler);
    } catch (InterruptedException e) {
      throw gaveUp(request, e);
    } finally {
      gate.leave();
    }
  }

  @Override
  public <T> CompletableFuture<T> exchangeAsync(Request request, ResponseHandler<T> handler) {
    LinkedFuture<T> answer = new LinkedFuture<>();
    CompletableFuture<Void> turn = gate.enter();
    answer.worksOn(turn);
    var unused =
        turn.whenComplete(
            (in, cancelled) -> {
              if (cancelled == null) {
                sendAsync(request, handler, answer);
              } else {
                answer.cancel(true);
              }
            });
    return answer;
  }

  private <T> void sendAsync(Request request, ResponseHandler<T> handler, LinkedFuture<T> answer) {
    long wait;
    try {
      wait = reserve(request);
    } catch (TransportException e) {
      gate.leave();
      answer.completeExceptionally(e);
      return;
    }
    Runnable send =
        () -> {
          CompletableFuture<T> sent = transport.exchangeAsync(request, handler);
          answer.worksOn(sent);
          var unused =
              sent.whenComplete(
                  (value, failure) -> {
                    gate.leave();
                    if (failure == null) {
                      answer.complete(value);
                    } else {
                      answer.completeExceptionally(LinkedFuture.unwrapped(failure));
                    }
                  });
        };
    if (wait == 0) {
      send.run();
    } else {
      pacer.later(Duration.ofNanos(wait), send);
    }
  }

  /** How many nanoseconds to wait before sending. */
  private long reserve(Request request) throws TransportException {
    long wait = rate.reservePermission();
    if (wait < 0 || wait > patience(request).toNanos()) {
      throw new TransportException(
          Kind.TIMEOUT, "the rate limit has no room for " + request.line() + " in time");
    }
    return wait;
  }

  private Duration patience(Request request) {
    Duration left =
        request.deadline().map(end -> Duration.between(pacer.now(), end)).orElse(MAX_WAIT);
    return left.isNegative() ? Duration.ZERO : left.compareTo(MAX_WAIT) < 0 ? left : MAX_WAIT;
  }

  private static TransportException gaveUp(Request request, Exception cause) {
    boolean interrupted = cause instanceof InterruptedException;
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return new TransportException(
        interrupted ? Kind.CANCELLED : Kind.TIMEOUT,
        "gave up waiting for a free connection to " + request.origin(),
        cause);
  }

  @Override
  public void close() {
    unwatch.run();
    transport.close();
  }
}
