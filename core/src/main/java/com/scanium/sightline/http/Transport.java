package com.scanium.sightline.http;

import java.util.concurrent.CompletableFuture;

/**
 * Sends requests: the lowest of the layers that a client is made of.
 *
 * <p>An implementation is safe for use by several threads. It follows no redirect to another origin
 * and repeats nothing on its own; what a status means is for the handler to say. Decorators are
 * made by {@link Transports}.
 */
public interface Transport extends AutoCloseable {
  /**
   * Sends, and lets the handler read the body as a bounded stream; returns when the body is
   * consumed or closed.
   *
   * @param <T> what the handler makes of the answer
   * @throws TransportException when no complete answer came back; its kind says how. What the
   *     handler throws as an {@link java.io.IOException} of its own comes wrapped in one
   */
  <T> T exchange(Request request, ResponseHandler<T> handler) throws TransportException;

  /**
   * The same without waiting. The future fails with what {@link #exchange} would throw; cancelling
   * it closes the connection.
   *
   * @param <T> what the handler makes of the answer
   */
  <T> CompletableFuture<T> exchangeAsync(Request request, ResponseHandler<T> handler);

  /** Gives connections and threads back; requests under way fail. Closing twice does nothing. */
  @Override
  void close();
}
