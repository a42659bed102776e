package com.scanium.sightline.http.internal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.DnsResolver;

/** The resolver of the system, which knows no time limit of its own, with one. */
final class BoundedDns implements DnsResolver {
  private static final int MAX_THREADS = 16;

  private final Duration limit;
  private final ThreadPoolExecutor threads;

  BoundedDns(Duration limit, ThreadFactory factory) {
    this.limit = limit;
    this.threads =
        new ThreadPoolExecutor(
            0, MAX_THREADS, 5, TimeUnit.SECONDS, new SynchronousQueue<>(), factory);
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    Future<InetAddress[]> lookup;
    try {
      lookup = threads.submit(() -> InetAddress.getAllByName(host));
    } catch (RejectedExecutionException e) {
      throw unknown(host + " (too many names wait for an answer)", e);
    }
    try {
      return lookup.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw unknown(host, e);
    } catch (TimeoutException e) {
      throw unknown(host + " (no answer within " + limit.toMillis() + " ms)", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unknown(host + " (interrupted)", e);
    } catch (CancellationException e) {
      throw unknown(host + " (the transport was closed)", e);
    } finally {
      lookup.cancel(true);
    }
  }

  private static UnknownHostException unknown(String what, Throwable cause) {
    UnknownHostException unknown = new UnknownHostException(what);
    unknown.initCause(cause);
    return unknown;
  }

  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }

  void close() {
    threads.shutdownNow();
  }
}
