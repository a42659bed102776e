package com.scanium.sightline.http.internal;

import com.scanium.sightline.http.LinkedFuture;
import com.scanium.sightline.http.Request;
import com.scanium.sightline.http.Response;
import com.scanium.sightline.http.ResponseHandler;
import com.scanium.sightline.http.RetryAfter;
import com.scanium.sightline.http.RetryConfig;
import com.scanium.sightline.http.Transport;
import com.scanium.sightline.http.TransportException;
import com.scanium.sightline.http.TransportException.Kind;
import io.github.resilience4j.core.IntervalFunction;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Tries again what is safe to repeat and may heal. */
public final class RetryingTransport implements Transport {
  private final Transport transport;
  private final RetryConfig config;
  private final IntervalFunction pauses;
  private final Pacer pacer;

  /** Retries around that transport. */
  public RetryingTransport(Transport transport, RetryConfig config) {
    this(transport, config, Pacer.SYSTEM);
  }

  /** The same in the time of that pacer. */
  public RetryingTransport(Transport transport, RetryConfig config, Pacer pacer) {
    this.pacer = Objects.requireNonNull(pacer, "pacer");
    this.transport = Objects.requireNonNull(transport, "transport");
    this.config = Objects.requireNonNull(config, "config");
    this.pauses =
        IntervalFunction.ofExponentialRandomBackoff(
            config.pause().toMillis(), 2.0, 0.5, config.maxPause().toMillis());
  }

  @Override
  public <T> T exchange(Request request, ResponseHandler<T> handler) throws TransportException {
    for (int number = 1; ; number++) {
      Attempt<T> attempt = new Attempt<>(request, handler, number);
      try {
        return transport.exchange(request, attempt);
      } catch (TransportException e) {
        Duration pause = attempt.pauseAfter(e);
        if (pause == null) {
          throw e;
        }
        sleep(pause, request);
      }
    }
  }

  private void sleep(Duration pause, Request request) throws TransportException {
    try {
      pacer.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TransportException(
          Kind.CANCELLED, "interrupted before asking " + request.origin() + " again", e);
    }
  }

  @Override
  public <T> CompletableFuture<T> exchangeAsync(Request request, ResponseHandler<T> handler) {
    LinkedFuture<T> answer = new LinkedFuture<>();
    attemptAsync(request, handler, 1, answer);
    return answer;
  }

  private <T> void attemptAsync(
      Request request, ResponseHandler<T> handler, int number, LinkedFuture<T> answer) {
    if (answer.isDone()) {
      return;
    }
    Attempt<T> attempt = new Attempt<>(request, handler, number);
    CompletableFuture<T> sent = transport.exchangeAsync(request, attempt);
    answer.worksOn(sent);
    var unused =
        sent.whenComplete(
            (value, failure) -> {
              if (failure == null) {
                answer.complete(value);
                return;
              }
              Throwable cause = LinkedFuture.unwrapped(failure);
              Duration pause =
                  cause instanceof TransportException thrown ? attempt.pauseAfter(thrown) : null;
              if (pause == null) {
                answer.completeExceptionally(cause);
              } else {
                pacer.later(pause, () -> attemptAsync(request, handler, number + 1, answer));
              }
            });
  }

  @Override
  public void close() {
    transport.close();
  }

  /** Turns an answer that is not worth handing on into an exception. */
  private static final class TryAgain extends IOException {
    private static final long serialVersionUID = 1L;

    TryAgain(int status) {
      super("HTTP " + status);
    }
  }

  /** One sending of a request. */
  private final class Attempt<T> implements ResponseHandler<T> {
    private final Request request;
    private final ResponseHandler<T> handler;
    private final int number;
    private volatile @Nullable Duration pause;
    private volatile boolean handedOn;

    Attempt(Request request, ResponseHandler<T> handler, int number) {
      this.request = request;
      this.handler = handler;
      this.number = number;
    }

    @Override
    public T handle(Response response) throws IOException {
      pause = pauseAfter(response);
      if (pause != null) {
        throw new TryAgain(response.status());
      }
      handedOn = true;
      return handler.handle(response);
    }

    private @Nullable Duration pauseAfter(Response response) {
      Duration wish =
          response
              .headers()
              .first("Retry-After")
              .flatMap(value -> RetryAfter.read(value, pacer.now()))
              .orElse(null);
      return switch (response.status()) {
        case 429 -> wish == null ? null : bounded(wish);
        case 502, 503, 504 -> bounded(wish == null ? backoff() : wish);
        default -> null;
      };
    }

    /** How long to wait before the next attempt, or null when there shall be none. */
    @Nullable Duration pauseAfter(TransportException failure) {
      if (handedOn) {
        return null;
      }
      if (failure.getCause() instanceof TryAgain) {
        return pause;
      }
      boolean mayHeal = failure.kind() == Kind.REFUSED || failure.kind() == Kind.RESET;
      return mayHeal ? bounded(backoff()) : null;
    }

    private Duration backoff() {
      return Duration.ofMillis(pauses.apply(number));
    }

    private @Nullable Duration bounded(Duration wish) {
      boolean may =
          number < config.attempts()
              && request.isIdempotent()
              && wish.compareTo(config.maxPause()) <= 0;
      boolean inTime =
          request.deadline().map(end -> pacer.now().plus(wish).isBefore(end)).orElse(true);
      return may && inTime ? wish : null;
    }
  }
}
