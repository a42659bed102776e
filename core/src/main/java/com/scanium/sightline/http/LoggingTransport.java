package com.scanium.sightline.http;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs one line per request and one per answer, joined by an id. */
final class LoggingTransport implements Transport {
  private static final Logger logger = LoggerFactory.getLogger(Transport.class);
  private static final AtomicLong IDS = new AtomicLong();

  private final Transport transport;

  LoggingTransport(Transport transport) {
    this.transport = Objects.requireNonNull(transport, "transport");
  }

  @Override
  public <T> T exchange(Request request, ResponseHandler<T> handler) throws TransportException {
    if (!logger.isDebugEnabled()) {
      return transport.exchange(request, handler);
    }
    Line line = new Line(request);
    try {
      T result = transport.exchange(request, line.noting(handler));
      line.done();
      return result;
    } catch (TransportException e) {
      line.failed(e);
      throw e;
    }
  }

  @Override
  public <T> CompletableFuture<T> exchangeAsync(Request request, ResponseHandler<T> handler) {
    if (!logger.isDebugEnabled()) {
      return transport.exchangeAsync(request, handler);
    }
    Line line = new Line(request);
    CompletableFuture<T> answer = transport.exchangeAsync(request, line.noting(handler));
    // a side branch: the caller keeps the future whose cancellation reaches the connection
    var unused =
        answer.whenComplete(
            (result, failure) -> {
              if (failure == null) {
                line.done();
              } else {
                line.failed(failure);
              }
            });
    return answer;
  }

  @Override
  public void close() {
    transport.close();
  }

  /** What is remembered between question and answer. */
  private static final class Line {
    private final long id = IDS.incrementAndGet();
    private final long start = System.nanoTime();
    private volatile int status;

    Line(Request request) {
      logger.debug("req-{} {}", id, request.line());
    }

    <T> ResponseHandler<T> noting(ResponseHandler<T> handler) {
      return response -> {
        status = response.status();
        return handler.handle(response);
      };
    }

    void done() {
      logger.debug("req-{} {} {} ms", id, status, elapsedMillis());
    }

    void failed(Throwable failure) {
      Throwable cause =
          failure instanceof CompletionException && failure.getCause() != null
              ? failure.getCause()
              : failure;
      String how =
          cause instanceof TransportException transportFailure
              ? transportFailure.kind() + " " + transportFailure.getMessage()
              : cause.getClass().getSimpleName();
      logger.debug("req-{} failed after {} ms: {}", id, elapsedMillis(), how);
    }

    private long elapsedMillis() {
      return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }
  }
}
