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
import io.github.resilience4j.retry.Retry;
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
  private final Retry retry;
  private final Runnable unwatch;

  /** Retries around that transport. */
  public RetryingTransport(Transport transport, RetryConfig config, Meters meters) {
    this(transport, config, meters, Pacer.SYSTEM);
  }

  /** The same in the time of that pacer. */
  public RetryingTransport(Transport transport, RetryConfig config, Meters meters, Pacer pacer) {
    this.pacer = Objects.requireNonNull(pacer, "pacer");
    this.transport = Objects.requireNonNull(transport, "transport");
    this.config = Objects.requireNonNull(config, "config");
    this.pauses =
        IntervalFunction.ofExponentialRandomBackoff(
            config.pause().toMillis(), 2.0, 0.5, config.maxPause().toMillis());
    this.retry =
        Retry.of(
            meters.client(),
            io.github.resilience4j.retry.RetryConfig.custom()
                .maxAttempts(config.attempts())
                .retryOnException(failure -> failure instanceof Healing)
                .intervalBiFunction(
                    (attempt, outcome) ->
                        outcome.isLeft() && outcome.getLeft() instanceof Healing healing
                            ? healing.pause.toMillis()
                            : 0L)
                .build());
    this.unwatch = meters.watch(retry);
  }

  /**
   * A failure that may be gone after a pause. What is safe to repeat is decided here, with the
   * deadline in view; Resilience4j counts the attempts and what came of them.
   */
  private static final class Healing extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Duration pause;

    Healing(Throwable failure, Duration pause) {
      super("may heal", failure, false, false);
      this.pause = pause;
    }
  }

  /** How long to wait before the next attempt, or null when there shall be none. */
  private static @Nullable Duration counted(
      Retry.AsyncContext<?> attempts, Throwable failure, @Nullable Duration pause) {
    long wait = attempts.onError(pause == null ? failure : new Healing(failure, pause));
    return wait < 0 ? null : pause;
  }

  @Override
  public <T> T exchange(Request request, ResponseHandler<T> handler) throws TransportException {
    Retry.AsyncContext<T> attempts = retry.asyncContext();
    boolean lost = false;
    for (int number = 1; ; number++) {
      Attempt<T> attempt = new Attempt<>(request, handler, number, lost);
      try {
        T value = transport.exchange(request, attempt);
        count(attempts, attempt);
        return value;
      } catch (TransportException e) {
        Duration pause = counted(attempts, e, attempt.pauseAfter(e));
        if (pause == null) {
          throw e;
        }
        lost |= attempt.mayHaveActed(e);
        sleep(pause, request);
      }
    }
  }

  /** The last answer of a server is handed on whatever it says; it counts as what it is. */
  private void count(Retry.AsyncContext<?> attempts, Attempt<?> last) {
    boolean healthy = last.status != 429 && (last.status < 502 || last.status > 504);
    if (healthy) {
      attempts.onComplete();
      return;
    }
    IOException answer = new TryAgain(last.status);
    boolean spent = last.number > 1 && last.number >= config.attempts();
    var unused = attempts.onError(spent ? new Healing(answer, Duration.ZERO) : answer);
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
    attemptAsync(new Attempt<>(request, handler, 1, false), retry.asyncContext(), answer);
    return answer;
  }

  private <T> void attemptAsync(
      Attempt<T> attempt, Retry.AsyncContext<T> attempts, LinkedFuture<T> answer) {
    if (answer.isDone()) {
      return;
    }
    Request request = attempt.request;
    CompletableFuture<T> sent = transport.exchangeAsync(request, attempt);
    answer.worksOn(sent);
    var unused =
        sent.whenComplete(
            (value, failure) -> {
              if (failure == null) {
                count(attempts, attempt);
                answer.complete(value);
                return;
              }
              Throwable cause = LinkedFuture.unwrapped(failure);
              TransportException thrown = cause instanceof TransportException known ? known : null;
              Duration pause =
                  counted(attempts, cause, thrown == null ? null : attempt.pauseAfter(thrown));
              if (pause == null || thrown == null) {
                answer.completeExceptionally(cause);
              } else {
                Attempt<T> next = attempt.next(attempt.mayHaveActed(thrown));
                pacer.later(pause, () -> attemptAsync(next, attempts, answer));
              }
            });
  }

  @Override
  public void close() {
    unwatch.run();
    transport.close();
  }

  /** Turns an answer that is not worth handing on into an exception. */
  private static final class TryAgain extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;

    TryAgain(int status) {
      super("HTTP " + status);
      this.status = status;
    }
  }

  /** One sending of a request. */
  private final class Attempt<T> implements ResponseHandler<T> {
    private final Request request;
    private final ResponseHandler<T> handler;
    private final int number;
    private final boolean lost;
    private volatile @Nullable Duration pause;
    private volatile boolean handedOn;
    private volatile int status;

    Attempt(Request request, ResponseHandler<T> handler, int number, boolean lost) {
      this.lost = lost;
      this.request = request;
      this.handler = handler;
      this.number = number;
    }

    @Override
    public T handle(Response response) throws IOException {
      status = response.status();
      pause = pauseAfter(response);
      if (pause != null) {
        throw new TryAgain(status);
      }
      handedOn = true;
      return handler.handle(lost ? response.afterLostAnswer() : response);
    }

    Attempt<T> next(boolean lostNow) {
      return new Attempt<>(request, handler, number + 1, lost || lostNow);
    }

    /** Whether the server may have done what was asked although its answer did not come. */
    boolean mayHaveActed(TransportException failure) {
      boolean gateway = failure.getCause() instanceof TryAgain again && again.status != 429;
      return gateway || failure.kind() == Kind.RESET;
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
