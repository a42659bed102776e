package com.scanium.sightline.testing;

import com.scanium.sightline.http.Request;
import com.scanium.sightline.http.Response;
import com.scanium.sightline.http.ResponseHandler;
import com.scanium.sightline.http.Transport;
import com.scanium.sightline.http.TransportException;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A transport without a network: a function answers each request, and all requests are remembered.
 * Safe for use by several threads when the function is.
 */
public final class FakeTransport implements Transport {
  private final Answering answering;
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private volatile boolean closed;

  private FakeTransport(Answering answering) {
    this.answering = Objects.requireNonNull(answering, "answering");
  }

  /** Answers requests. */
  @FunctionalInterface
  public interface Answering {
    /**
     * The answer to one request; a new one each time, for its body is read once.
     *
     * @throws IOException to let the exchange fail
     */
    Response answer(Request request) throws IOException;
  }

  /** A transport that answers with this function. */
  public static FakeTransport answering(Answering answering) {
    return new FakeTransport(answering);
  }

  /** A transport on which every exchange fails like this. */
  public static FakeTransport failing(TransportException.Kind kind) {
    return answering(
        request -> {
          throw new TransportException(kind, "fake failure " + kind + " of " + request.origin());
        });
  }

  /** What was sent so far, in its order. */
  public List<Request> requests() {
    return List.copyOf(requests);
  }

  /** Whether somebody closed it. */
  public boolean isClosed() {
    return closed;
  }

  @Override
  public <T> T exchange(Request request, ResponseHandler<T> handler) throws TransportException {
    requests.add(request);
    try {
      return handler.handle(answering.answer(request));
    } catch (TransportException e) {
      throw e;
    } catch (IOException e) {
      throw new TransportException(
          TransportException.Kind.HANDLER, String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public <T> CompletableFuture<T> exchangeAsync(Request request, ResponseHandler<T> handler) {
    try {
      return CompletableFuture.completedFuture(exchange(request, handler));
    } catch (TransportException | RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
