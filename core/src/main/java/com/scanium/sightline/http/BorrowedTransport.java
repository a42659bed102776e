package com.scanium.sightline.http;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/** Passes everything on but {@code close()}, which is for the owner to call. */
final class BorrowedTransport implements Transport {
  private final Transport transport;

  BorrowedTransport(Transport transport) {
    this.transport = Objects.requireNonNull(transport, "transport");
  }

  @Override
  public <T> T exchange(Request request, ResponseHandler<T> handler) throws TransportException {
    return transport.exchange(request, handler);
  }

  @Override
  public <T> CompletableFuture<T> exchangeAsync(Request request, ResponseHandler<T> handler) {
    return transport.exchangeAsync(request, handler);
  }

  @Override
  public void close() {
    // the owner closes it
  }
}
