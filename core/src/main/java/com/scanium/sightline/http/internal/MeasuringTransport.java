package com.scanium.sightline.http.internal;

import com.scanium.sightline.http.LinkedFuture;
import com.scanium.sightline.http.Request;
import com.scanium.sightline.http.Response;
import com.scanium.sightline.http.ResponseHandler;
import com.scanium.sightline.http.Transport;
import com.scanium.sightline.http.TransportException;
import java.io.IOException;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Counts and times each exchange. */
public final class MeasuringTransport implements Transport {
  private final Transport transport;
  private final Meters meters;

  /** Meters around that transport. */
  public MeasuringTransport(Transport transport, Meters meters) {
    this.transport = Objects.requireNonNull(transport, "transport");
    this.meters = Objects.requireNonNull(meters, "meters");
  }

  @Override
  public <T> T exchange(Request request, ResponseHandler<T> handler) throws TransportException {
    Stopwatch<T> watch = new Stopwatch<>(request, handler);
    try {
      T value = transport.exchange(request, watch);
      watch.over(null);
      return value;
    } catch (TransportException | RuntimeException e) {
      watch.over(e);
      throw e;
    }
  }

  @Override
  public <T> CompletableFuture<T> exchangeAsync(Request request, ResponseHandler<T> handler) {
    Stopwatch<T> watch = new Stopwatch<>(request, handler);
    CompletableFuture<T> answer = transport.exchangeAsync(request, watch);
    // a side branch: the caller keeps the future whose cancellation reaches the connection
    var unused =
        answer.whenComplete(
            (value, failure) ->
                watch.over(failure == null ? null : LinkedFuture.unwrapped(failure)));
    return answer;
  }

  @Override
  public void close() {
    transport.close();
  }

  /** What is noted of one exchange. */
  private final class Stopwatch<T> implements ResponseHandler<T> {
    private final Request request;
    private final ResponseHandler<T> handler;
    private final long start = System.nanoTime();
    private volatile int status;

    Stopwatch(Request request, ResponseHandler<T> handler) {
      this.request = request;
      this.handler = handler;
    }

    @Override
    public T handle(Response response) throws IOException {
      status = response.status();
      return handler.handle(response);
    }

    void over(@Nullable Throwable failure) {
      meters.sent(request.method(), status, outcome(failure), System.nanoTime() - start);
    }

    private static String outcome(@Nullable Throwable failure) {
      if (failure == null) {
        return "answered";
      }
      TransportException.Kind kind =
          failure instanceof TransportException known
              ? known.kind()
              : failure instanceof java.util.concurrent.CancellationException
                  ? TransportException.Kind.CANCELLED
                  : TransportException.Kind.HANDLER;
      return kind.name().toLowerCase(Locale.ROOT);
    }
  }
}
