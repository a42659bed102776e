package com.scanium.sightline.http;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes the real transport when the first request comes, so that nothing is loaded before. */
final class LazyTransport implements Transport {
  private final ReentrantLock lock = new ReentrantLock();
  private final Supplier<Transport> maker;
  private final @Nullable Transport inner;
  private volatile @Nullable Transport made;
  private boolean closed;

  LazyTransport(Supplier<Transport> maker) {
    this.maker = maker;
    this.inner = null;
  }

  LazyTransport(Supplier<Transport> maker, Transport inner) {
    this.maker = maker;
    this.inner = inner;
  }

  private Transport delegate() throws TransportException {
    Transport there = made;
    if (there != null) {
      return there;
    }
    lock.lock();
    try {
      if (closed) {
        throw new TransportException(TransportException.Kind.CLOSED, "the transport is closed");
      }
      Transport first = made == null ? maker.get() : made;
      made = first;
      return first;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public <T> T exchange(Request request, ResponseHandler<T> handler) throws TransportException {
    return delegate().exchange(request, handler);
  }

  @Override
  public <T> CompletableFuture<T> exchangeAsync(Request request, ResponseHandler<T> handler) {
    try {
      return delegate().exchangeAsync(request, handler);
    } catch (TransportException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      Transport there = made;
      if (there != null) {
        there.close();
      } else if (inner != null) {
        inner.close();
      }
    } finally {
      lock.unlock();
    }
  }
}
