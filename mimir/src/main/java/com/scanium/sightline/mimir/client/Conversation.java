package com.scanium.sightline.mimir.client;

import com.scanium.sightline.http.Headers;
import com.scanium.sightline.http.LinkedFuture;
import com.scanium.sightline.http.Request;
import com.scanium.sightline.http.Response;
import com.scanium.sightline.http.Secret;
import com.scanium.sightline.http.Transport;
import com.scanium.sightline.http.TransportException;
import com.scanium.sightline.mimir.client.Call.Payload;
import com.scanium.sightline.port.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Puts questions to one server, and makes answers of what comes back. */
final class Conversation {
  private static final int MAX_GET = 2000;
  private static final int MAX_ERROR_BYTES = 64 * 1024;

  /** Beside the answer of a deletion that was sent twice. */
  private static final String LOST =
      "the answer to a first request was lost; a second one found nothing to delete any more";

  private final String url;
  private final String root;
  private final Headers headers;
  private final Duration timeout;
  private final List<Secret> secrets;
  private final Transport transport;
  private final InstantSource clock;
  private final @Nullable Instant deadline;

  Conversation(
      String url,
      String root,
      Headers headers,
      Duration timeout,
      List<Secret> secrets,
      Transport transport,
      InstantSource clock) {
    this(url, root, headers, timeout, secrets, transport, clock, null);
  }

  private Conversation(
      String url,
      String root,
      Headers headers,
      Duration timeout,
      List<Secret> secrets,
      Transport transport,
      InstantSource clock,
      @Nullable Instant deadline) {
    this.url = url;
    this.root = root;
    this.headers = headers;
    this.timeout = timeout;
    this.secrets = List.copyOf(secrets);
    this.transport = transport;
    this.clock = clock;
    this.deadline = deadline;
  }

  /** The same for one question of several requests, all of which are to end in its time. */
  Conversation once() {
    return deadline != null
        ? this
        : new Conversation(
            url, root, headers, timeout, secrets, transport, clock, clock.instant().plus(timeout));
  }

  /** The same with another header. */
  Conversation with(String name, String value) {
    return new Conversation(
        url, root, headers.replacing(name, value), timeout, secrets, transport, clock, deadline);
  }

  Headers headers() {
    return headers;
  }

  Instant now() {
    return clock.instant();
  }

  <T> Answer<T> ask(Call<T> call) {
    Request request = request(call);
    try {
      return transport.exchange(request, response -> decode(call, request, response));
    } catch (TransportException e) {
      return Failures.of(e);
    }
  }

  <T> CompletableFuture<Answer<T>> askAsync(Call<T> call) {
    Request request = request(call);
    CompletableFuture<Answer<T>> sent =
        transport.exchangeAsync(request, response -> decode(call, request, response));
    return LinkedFuture.after(
        sent,
        (answer, failure) -> {
          if (answer != null) {
            return answer;
          }
          if (failure instanceof TransportException known) {
            return Failures.of(known);
          }
          if (failure instanceof RuntimeException bug) {
            throw bug;
          }
          throw new IllegalStateException("a question ended without an answer", failure);
        });
  }

  /** Asks a second question that depends on the answer to a first one. */
  static <A, B> CompletableFuture<B> then(
      CompletableFuture<A> first, Function<A, CompletableFuture<B>> second) {
    LinkedFuture<B> result = new LinkedFuture<>();
    result.worksOn(first);
    var unused =
        first.whenComplete(
            (value, failure) -> {
              if (failure != null) {
                result.completeExceptionally(LinkedFuture.unwrapped(failure));
                return;
              }
              CompletableFuture<B> next = second.apply(value);
              result.worksOn(next);
              var ignored =
                  next.whenComplete(
                      (answer, thrown) -> {
                        if (thrown == null) {
                          result.complete(answer);
                        } else {
                          result.completeExceptionally(LinkedFuture.unwrapped(thrown));
                        }
                      });
            });
    return result;
  }

  private Request request(Call<?> call) {
    String base =
        switch (call.base()) {
          case API -> url + "/api/v1";
          case URL -> url;
          case ROOT -> root;
        };
    URI plain = URI.create(base + call.path());
    URI full = call.parameters().appendTo(plain);
    Request.Builder request = builder(call, plain, full);
    Headers all = request.build().headers();
    for (Headers.Field field : headers.fields()) {
      all = all.with(field.name(), field.value());
    }
    for (Headers.Field field : call.headers().fields()) {
      all = all.replacing(field.name(), field.value());
    }
    Instant end = deadline == null ? clock.instant().plus(timeout) : deadline;
    return request.headers(all).deadline(end).build();
  }

  private static Request.Builder builder(Call<?> call, URI plain, URI full) {
    boolean tooLong = full.toString().length() > MAX_GET;
    return switch (call.method()) {
      case GET -> Request.builder(Request.Method.GET, full);
      case DELETE -> Request.builder(Request.Method.DELETE, full);
      case POST -> withPayload(Request.builder(Request.Method.POST, full), call.payload());
      case GET_OR_POST ->
          tooLong
              ? Request.builder(Request.Method.POST, plain).form(call.parameters()).idempotent()
              : Request.builder(Request.Method.GET, full);
    };
  }

  private static Request.Builder withPayload(Request.Builder request, @Nullable Payload payload) {
    Payload body = Objects.requireNonNull(payload, "payload");
    return request.body(body.type(), body.bytes());
  }

  /** What an answer says; for the transport, and for answers that were recorded elsewhere. */
  <T> Answer<T> decode(Call<T> call, Request request, Response response) throws IOException {
    String where = request.origin() + request.uri().getRawPath();
    if (call.gone() != null && response.status() == 404 && response.followsLostAnswer()) {
      return new Answer.Known<>(call.gone(), List.of(LOST));
    }
    if (!response.isSuccess()) {
      String body = masked(response.head(MAX_ERROR_BYTES));
      return Answer.failed(
          Failures.of(response.status(), masked(response.headers()), body, call.presence(), where));
    }
    Reader.Body body =
        new Reader.Body(
            response.status(),
            response.headers(),
            response.body(),
            where,
            call.presence(),
            this::masked);
    try {
      return call.reader().read(body);
    } catch (UnexpectedAnswer e) {
      return body.notUnderstood(masked(String.valueOf(e.getMessage())));
    }
  }

  /** A redirect may carry a secret that was sent, in any spelling that an address knows. */
  private Headers masked(Headers headers) {
    Optional<String> location = headers.first("Location");
    return location.isEmpty()
        ? headers
        : headers.replacing("Location", maskedAddress(location.get()));
  }

  private String maskedAddress(String address) {
    try {
      String plain = URLDecoder.decode(address.replace("+", "%2B"), StandardCharsets.UTF_8);
      String masked = masked(plain);
      return masked.equals(plain)
          ? masked(address)
          : masked.replaceAll("[^ -~]", "?"); // no header holds what an escape may hold
    } catch (IllegalArgumentException e) {
      return masked(address); // escapes that are none
    }
  }

  private String masked(String text) {
    String masked = text;
    for (Secret secret : secrets) {
      masked = secret.maskIn(masked);
    }
    return masked;
  }

  void close() {
    transport.close();
  }
}
