package com.scanium.sightline.grafana.internal;

import com.scanium.sightline.grafana.internal.Call.Trait;
import com.scanium.sightline.http.Headers;
import com.scanium.sightline.http.LinkedFuture;
import com.scanium.sightline.http.Request;
import com.scanium.sightline.http.RequestBudget;
import com.scanium.sightline.http.Response;
import com.scanium.sightline.http.Secret;
import com.scanium.sightline.http.Transport;
import com.scanium.sightline.http.TransportException;
import com.scanium.sightline.port.Answer;
import com.scanium.sightline.port.Failure;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** An HTTP interface behind one base address: puts questions, makes answers. */
public final class Api implements AutoCloseable {
  private static final int HEAD_BYTES = 512;
  private static final int MAX_ERROR_BYTES = 64 * 1024;
  private static final int SHOWN = 300;

  /** Beside the answer of a deletion that was sent twice. */
  private static final String LOST =
      "the answer to a first request was lost; a second one found nothing to delete any more";

  private final URI base;
  private final Headers headers;
  private final Duration timeout;
  private final List<Secret> secrets;
  private final Transport transport;
  private final RequestBudget sent;
  private final FailureReader failures;

  Api(
      URI base,
      Headers headers,
      Duration timeout,
      List<Secret> secrets,
      Transport transport,
      RequestBudget sent,
      FailureReader failures) {
    this.base = base;
    this.headers = headers;
    this.timeout = timeout;
    this.secrets = List.copyOf(secrets);
    this.transport = transport;
    this.sent = sent;
    this.failures = failures;
  }

  /** The base address. */
  public URI base() {
    return base;
  }

  /** What carries the requests, credentials included; closed with this. */
  public Transport transport() {
    return transport;
  }

  /** The headers of every request. */
  public Headers headers() {
    return headers;
  }

  /** How many requests were sent, retries included. */
  public int requests() {
    return sent.used();
  }

  /** Puts a question and waits. */
  public <T> Answer<T> ask(Call<T> call) {
    Request request = request(call);
    try {
      return transport.exchange(request, response -> decode(call, request, response));
    } catch (TransportException e) {
      return failed(e);
    }
  }

  /** Puts a question; cancelling the future closes the connection. */
  public <T> CompletableFuture<Answer<T>> askAsync(Call<T> call) {
    Request request = request(call);
    CompletableFuture<Answer<T>> exchange =
        transport.exchangeAsync(request, response -> decode(call, request, response));
    return LinkedFuture.after(
        exchange,
        (answer, failure) -> {
          if (answer != null) {
            return answer;
          }
          if (failure instanceof TransportException known) {
            return failed(known);
          }
          throw new IllegalStateException("a question ended without an answer", failure);
        });
  }

  private Request request(Call<?> call) {
    URI plain = URI.create(base + call.path());
    URI full = call.parameters().appendTo(plain);
    Request.Builder request;
    if (call.has(Trait.FORM_WHEN_LONG) && full.toString().length() > Call.LONGEST_ADDRESS) {
      request = Request.builder(Request.Method.POST, plain).form(call.parameters()).idempotent();
    } else {
      request = Request.builder(call.method(), full);
    }
    if (call.json() != null) {
      request.body("application/json", call.json().getBytes(StandardCharsets.UTF_8));
    }
    if (call.has(Trait.IDEMPOTENT)) {
      request.idempotent();
    }
    if (call.has(Trait.ONCE)) {
      request.notIdempotent();
    }
    Headers all = request.build().headers();
    for (Headers.Field field : headers.fields()) {
      all = all.with(field.name(), field.value());
    }
    for (Headers.Field field : call.headers().fields()) {
      all = all.replacing(field.name(), field.value());
    }
    return request.headers(all).deadline(Instant.now().plus(timeout)).build();
  }

  private <T> Answer<T> decode(Call<T> call, Request request, Response response)
      throws IOException {
    String where = request.origin() + request.uri().getRawPath();
    int status = response.status();
    if (call.gone() != null && status == 404 && response.followsLostAnswer()) {
      return new Answer.Known<>(call.gone(), List.of(LOST));
    }
    byte[] head = response.body().readNBytes(HEAD_BYTES);
    String start = new String(head, StandardCharsets.UTF_8).stripLeading();
    boolean json = start.startsWith("{") || start.startsWith("[");
    if (!response.isSuccess() && !(json && call.answers().contains(status))) {
      return Answer.failed(failure(call, response, head, where));
    }
    if (start.startsWith("<") && !call.has(Trait.ANY_TEXT)) {
      return protocolError(status, "an HTML page came back from " + where, start);
    }
    try (InputStream body =
        new SequenceInputStream(new ByteArrayInputStream(head), response.body())) {
      return Answer.known(call.reader().read(body));
    } catch (UnexpectedAnswer e) {
      String what =
          start.isEmpty()
              ? "an empty body came back from " + where
              : "the answer of " + where + " was not understood: " + e.getMessage();
      return protocolError(status, what, start);
    }
  }

  private Failure failure(Call<?> call, Response response, byte[] head, String where)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(head);
    bytes.write(response.body().readNBytes(MAX_ERROR_BYTES));
    String text = masked(bytes.toString(StandardCharsets.UTF_8)).strip();
    int status = response.status();
    if (status / 100 == 3) {
      String to = response.headers().first("Location").map(Api::withoutQuery).orElse("nowhere");
      return new Failure.ProtocolError(where + " redirects to " + to, status, oneLine(text));
    }
    if (text.startsWith("<")) {
      boolean speaksForItself = status == 401 || status == 403 || status == 404 || status >= 500;
      return speaksForItself
          ? failures.read(call, status, response.headers(), "", where)
          : new Failure.ProtocolError(
              "an HTML page came back from " + where, status, oneLine(text));
    }
    return failures.read(call, status, response.headers(), text, where);
  }

  private <T> Answer<T> protocolError(int status, String message, String body) {
    return Answer.failed(new Failure.ProtocolError(message, status, oneLine(masked(body))));
  }

  private static <T> Answer<T> failed(TransportException thrown) {
    String message = String.valueOf(thrown.getMessage());
    return switch (thrown.kind()) {
      case BUDGET -> Answer.notAsked(message);
      case CANCELLED -> Answer.failed(new Failure.Cancelled(message));
      case TOO_LARGE -> Answer.failed(new Failure.LimitExceeded(message, null));
      default -> Answer.failed(new Failure.Unreachable(message, thrown.kind()));
    };
  }

  /** A text of a server as one line that is not too long. */
  public static String oneLine(String text) {
    String flat = text.strip().replaceAll("\\s+", " ");
    return flat.length() > SHOWN ? flat.substring(0, SHOWN) + "…" : flat;
  }

  private static String withoutQuery(String location) {
    int query = location.indexOf('?');
    String path = query < 0 ? location : location.substring(0, query);
    return path.replaceFirst("//[^/@]*@", "//***@");
  }

  private String masked(String text) {
    String masked = text;
    for (Secret secret : secrets) {
      masked = secret.maskIn(masked);
    }
    return masked;
  }

  @Override
  public void close() {
    transport.close();
  }
}
