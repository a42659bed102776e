package com.scanium.sightline.http;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/** Adds credentials to requests to one origin. */
final class CredentialedTransport implements Transport {
  private final Transport transport;
  private final String origin;
  private final Credentials credentials;

  CredentialedTransport(Transport transport, String origin, Credentials credentials) {
    this.transport = Objects.requireNonNull(transport, "transport");
    this.origin = origin;
    this.credentials = Objects.requireNonNull(credentials, "credentials");
  }

  @Override
  public <T> T exchange(Request request, ResponseHandler<T> handler) throws TransportException {
    return transport.exchange(signed(request), handler);
  }

  @Override
  public <T> CompletableFuture<T> exchangeAsync(Request request, ResponseHandler<T> handler) {
    return transport.exchangeAsync(signed(request), handler);
  }

  private Request signed(Request request) {
    return request.origin().equals(origin)
        ? request.toBuilder().headers(credentials.addTo(request.headers())).build()
        : request;
  }

  @Override
  public void close() {
    transport.close();
  }
}
