package com.scanium.sightline.http.internal;

import com.scanium.sightline.http.BreakerConfig;
import com.scanium.sightline.http.LinkedFuture;
import com.scanium.sightline.http.Request;
import com.scanium.sightline.http.Response;
import com.scanium.sightline.http.ResponseHandler;
import com.scanium.sightline.http.Transport;
import com.scanium.sightline.http.TransportException;
import com.scanium.sightline.http.TransportException.Kind;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Leaves a server alone that does not answer. */
public final class BreakingTransport implements Transport {
  private final Transport transport;
  private final CircuitBreaker breaker;
  private final Runnable unwatch;

  /** A breaker around that transport. */
  public BreakingTransport(Transport transport, BreakerConfig config, Meters meters) {
    this.transport = Objects.requireNonNull(transport, "transport");
    this.breaker =
        CircuitBreaker.of(
            meters.client(),
            CircuitBreakerConfig.custom()
                .slidingWindow(
                    config.window(),
                    config.window(),
                    CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                .failureRateThreshold(100f * config.failures() / config.window())
                .waitDurationInOpenState(config.pause())
                .permittedNumberOfCallsInHalfOpenState(1)
                .build());
    this.unwatch = meters.watch(breaker);
  }

  @Override
  public <T> T exchange(Request request, ResponseHandler<T> handler) throws TransportException {
    Watch<T> watch = watch(request, handler);
    try {
      T value = transport.exchange(request, watch);
      watch.done();
      return value;
    } catch (TransportException | RuntimeException e) {
      watch.failed(e);
      throw e;
    }
  }

  @Override
  public <T> CompletableFuture<T> exchangeAsync(Request request, ResponseHandler<T> handler) {
    Watch<T> watch;
    try {
      watch = watch(request, handler);
    } catch (TransportException e) {
      return CompletableFuture.failedFuture(e);
    }
    CompletableFuture<T> answer = transport.exchangeAsync(request, watch);
    var unused =
        answer.whenComplete(
            (value, failure) -> {
              if (failure == null) {
                watch.done();
              } else {
                watch.failed(LinkedFuture.unwrapped(failure));
              }
            });
    return answer;
  }

  private <T> Watch<T> watch(Request request, ResponseHandler<T> handler)
      throws TransportException {
    if (!breaker.tryAcquirePermission()) {
      throw new TransportException(
          Kind.CIRCUIT_OPEN, request.origin() + " is left alone for a while after its failures");
    }
    return new Watch<>(handler);
  }

  @Override
  public void close() {
    unwatch.run();
    transport.close();
  }

  /** What the breaker learns from one exchange. */
  private final class Watch<T> implements ResponseHandler<T> {
    private final ResponseHandler<T> handler;
    private final long start = System.nanoTime();
    private volatile int status;

    Watch(ResponseHandler<T> handler) {
      this.handler = handler;
    }

    @Override
    public T handle(Response response) throws IOException {
      status = response.status();
      return handler.handle(response);
    }

    void done() {
      if (status / 100 == 5) {
        breaker.onError(elapsed(), TimeUnit.NANOSECONDS, new IOException("HTTP " + status));
      } else {
        breaker.onSuccess(elapsed(), TimeUnit.NANOSECONDS);
      }
    }

    void failed(Throwable failure) {
      boolean says =
          failure instanceof TransportException thrown
              && thrown.kind() != Kind.HANDLER
              && thrown.kind() != Kind.TOO_LARGE
              && thrown.kind() != Kind.CANCELLED
              && thrown.kind() != Kind.BUDGET;
      if (says) {
        breaker.onError(elapsed(), TimeUnit.NANOSECONDS, failure);
      } else {
        breaker.releasePermission(); // it tells nothing about the server
      }
    }

    private long elapsed() {
      return System.nanoTime() - start;
    }
  }
}
