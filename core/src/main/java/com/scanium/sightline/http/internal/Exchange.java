package com.scanium.sightline.http.internal;

import com.scanium.sightline.http.Headers;
import com.scanium.sightline.http.HttpConfig;
import com.scanium.sightline.http.ProxyConfig;
import com.scanium.sightline.http.Request;
import com.scanium.sightline.http.Response;
import com.scanium.sightline.http.ResponseHandler;
import com.scanium.sightline.http.TransportException;
import com.scanium.sightline.http.TransportException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Locale;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * One request with its redirects, its deadline and its answer. It runs on the thread that calls
 * {@link #run}; {@link #stop} may come from any other and closes the connection under it.
 */
final class Exchange<T> {
  private static final int MAX_REDIRECTS = 5;

  /** What may be read behind the handler to keep a connection for the next request. */
  private static final int MAX_LEFTOVER = 8 * 1024;

  private final CloseableHttpClient client;
  private final HttpConfig config;
  private final Request request;
  private final ResponseHandler<T> handler;
  private final AtomicReference<@Nullable Kind> stopped = new AtomicReference<>();
  private volatile @Nullable HttpUriRequestBase current;

  Exchange(
      CloseableHttpClient client, HttpConfig config, Request request, ResponseHandler<T> handler) {
    this.client = client;
    this.config = config;
    this.request = request;
    this.handler = handler;
  }

  /** Ends the exchange from outside; the first reason counts. */
  void stop(Kind why) {
    stopped.compareAndSet(null, why);
    HttpUriRequestBase message = current;
    if (message != null) {
      message.cancel();
    }
  }

  T run(ScheduledExecutorService alarms) throws TransportException {
    Instant now = Instant.now();
    Instant limit = now.plus(config.exchangeTimeout());
    Instant deadline = request.deadline().filter(limit::isAfter).orElse(limit);
    Duration left = Duration.between(now, deadline);
    if (left.isNegative() || left.isZero()) {
      throw new TransportException(
          Kind.TIMEOUT, "the deadline has passed before " + request.line());
    }
    ScheduledFuture<?> alarm;
    try {
      alarm = alarms.schedule(() -> stop(Kind.TIMEOUT), left.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      throw new TransportException(Kind.CLOSED, "the transport is closed", e);
    }
    try {
      return follow(left);
    } catch (IOException e) {
      throw Causes.explain(e, request, stopped.get());
    } catch (RuntimeException e) {
      // parsers wrap what a stream throws in exceptions of their own
      TransportException hidden = Causes.hiddenIn(e);
      if (hidden != null || stopped.get() != null) {
        throw Causes.explain(hidden == null ? new IOException(e) : hidden, request, stopped.get());
      }
      throw e;
    } finally {
      alarm.cancel(false);
    }
  }

  private T follow(Duration left) throws IOException {
    Request.Method method = request.method();
    URI uri = request.uri();
    for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
      HttpUriRequestBase message = message(method, uri, left);
      current = message;
      if (stopped.get() != null) {
        throw new IOException("stopped");
      }
      Outcome<T> outcome = send(message, method, uri);
      if (outcome instanceof Outcome.Moved<T> moved) {
        method = moved.method();
        uri = moved.to();
      } else if (outcome instanceof Outcome.Read<T> read) {
        return read.value();
      }
    }
    throw new TransportException(
        Kind.PROTOCOL, request.line() + " was redirected more than " + MAX_REDIRECTS + " times");
  }

  /** What one message led to. */
  private sealed interface Outcome<T> {
    record Read<T>(T value) implements Outcome<T> {}

    record Moved<T>(Request.Method method, URI to) implements Outcome<T> {}
  }

  private Outcome<T> send(HttpUriRequestBase message, Request.Method method, URI uri)
      throws IOException {
    HttpHost target = new HttpHost(uri.getScheme(), uri.getHost(), uri.getPort());
    ClassicHttpResponse response = client.executeOpen(target, message, HttpClientContext.create());
    boolean finished = false;
    InputStream body = InputStream.nullInputStream();
    try {
      Outcome.Moved<T> moved = redirect(response, method, uri);
      if (moved != null) {
        return moved;
      }
      InputStream wire = wireBody(response);
      Response answer = decoded(response, wire);
      body = answer.body();
      T value = handled(answer);
      finished = leftoverRead(body) && leftoverRead(wire);
      return new Outcome.Read<>(value);
    } finally {
      if (!finished) {
        // closing an unread body would first read it to its end
        message.cancel();
      }
      closeQuietly(response);
      if (body instanceof BoundedStream bounded) {
        bounded.release();
      }
    }
  }

  private T handled(Response answer) throws IOException {
    try {
      return handler.handle(answer);
    } catch (IOException e) {
      if (Causes.hiddenIn(e) != null) {
        throw e; // the body failed, not its reader
      }
      throw new TransportException(
          Kind.HANDLER, "the answer of " + request.origin() + " was not understood", e);
    }
  }

  private HttpUriRequestBase message(Request.Method method, URI uri, Duration left) {
    HttpUriRequestBase message = new HttpUriRequestBase(method.name(), uri);
    for (Headers.Field field : request.headers().fields()) {
      message.addHeader(field.name(), field.value());
    }
    if (request.headers().first("Accept-Encoding").isEmpty()) {
      message.addHeader("Accept-Encoding", Decoding.accepted());
    }
    byte[] body = request.body();
    boolean takesBody = method != Request.Method.GET && method != Request.Method.HEAD;
    if (takesBody && (body.length > 0 || method != Request.Method.DELETE)) {
      message.setEntity(new ByteArrayEntity(body, null));
    }
    Duration silence =
        config.responseTimeout().compareTo(left) < 0 ? config.responseTimeout() : left;
    message.setConfig(
        RequestConfig.custom()
            .setConnectionRequestTimeout(Timeout.of(left))
            .setResponseTimeout(Timeout.of(silence))
            .setRedirectsEnabled(false)
            // of a proxy only; what a server wants to know is sent with the request, or not at all
            .setAuthenticationEnabled(config.proxy().flatMap(ProxyConfig::user).isPresent())
            .setContentCompressionEnabled(false)
            .setProtocolUpgradeEnabled(false)
            .setExpectContinueEnabled(false)
            .build());
    return message;
  }

  /** Where the answer sends us, when that is the same origin and the request survives it. */
  private Outcome.@Nullable Moved<T> redirect(
      ClassicHttpResponse response, Request.Method method, URI from) {
    int status = response.getCode();
    Header location = response.getFirstHeader("Location");
    boolean moves =
        status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    if (!moves || location == null || location.getValue() == null) {
      return null;
    }
    boolean reads = method == Request.Method.GET || method == Request.Method.HEAD;
    if (!reads && status != 303 && status != 307 && status != 308) {
      return null;
    }
    try {
      URI to = from.resolve(location.getValue());
      Request next = Request.get(to);
      boolean sameOrigin = next.origin().equals(request.origin());
      boolean asGet = status == 303 && !reads;
      return sameOrigin ? new Outcome.Moved<>(asGet ? Request.Method.GET : method, to) : null;
    } catch (IllegalArgumentException e) {
      return null; // an address that we cannot read is the handler's to report
    }
  }

  private InputStream wireBody(ClassicHttpResponse response) throws IOException {
    HttpEntity entity = response.getEntity();
    InputStream content = entity == null ? null : entity.getContent();
    if (content == null) {
      return InputStream.nullInputStream();
    }
    long limit = config.maxResponseBytes();
    if (entity.getContentLength() > limit) {
      throw BoundedStream.tooLarge("body of " + entity.getContentLength() + " bytes", limit);
    }
    return new BoundedStream(
        content, limit, "body", e -> Causes.explain(e, request, stopped.get()));
  }

  private Response decoded(ClassicHttpResponse response, InputStream wire) throws IOException {
    Headers headers = Headers.EMPTY;
    Iterator<Header> all = response.headerIterator();
    while (all.hasNext()) {
      Header header = all.next();
      headers = withIfValid(headers, header.getName(), header.getValue());
    }
    String encodings = String.join(",", headers.all("Content-Encoding")).toLowerCase(Locale.ROOT);
    InputStream body = Decoding.decode(wire, encodings, config.maxResponseBytes());
    Headers seen =
        body == wire ? headers : headers.without("Content-Encoding").without("Content-Length");
    return Response.streaming(response.getCode(), seen, body);
  }

  /** A server may send what we would never send; such a field is of no use to anyone. */
  private static Headers withIfValid(Headers headers, String name, @Nullable String value) {
    try {
      return headers.with(name, value == null ? "" : value);
    } catch (IllegalArgumentException e) {
      return headers;
    }
  }

  private static boolean leftoverRead(InputStream body) {
    byte[] buffer = new byte[1024];
    int read = 0;
    try {
      while (read <= MAX_LEFTOVER) {
        int count = body.read(buffer);
        if (count < 0) {
          return true;
        }
        read += count;
      }
    } catch (IOException e) {
      return false; // the handler has what it wanted; only the connection is lost
    }
    return false;
  }

  private static void closeQuietly(ClassicHttpResponse response) {
    try {
      response.close();
    } catch (IOException e) {
      // the exchange is over either way
    }
  }
}
