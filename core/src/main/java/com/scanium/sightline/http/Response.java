package com.scanium.sightline.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * What came back: status, headers, and the body as a stream that is bounded and already
 * decompressed. It lives as long as the handler that it is given to.
 */
public final class Response {
  private final int status;
  private final Headers headers;
  private final InputStream body;
  private final boolean followsLostAnswer;

  private Response(int status, Headers headers, InputStream body) {
    this(status, headers, body, false);
  }

  private Response(int status, Headers headers, InputStream body, boolean followsLostAnswer) {
    if (status < 100 || status > 999) {
      throw new IllegalArgumentException("not an HTTP status: " + status);
    }
    this.status = status;
    this.headers = Objects.requireNonNull(headers, "headers");
    this.body = Objects.requireNonNull(body, "body");
    this.followsLostAnswer = followsLostAnswer;
  }

  /**
   * An answer whose body is read from the stream; whoever makes it bounds and closes the stream.
   */
  public static Response streaming(int status, Headers headers, InputStream body) {
    return new Response(status, headers, body);
  }

  /** An answer from memory. */
  public static Response of(int status, Headers headers, byte[] body) {
    return new Response(status, headers, new ByteArrayInputStream(body));
  }

  /** A JSON answer from memory. */
  public static Response json(int status, String json) {
    return of(
        status,
        Headers.of("Content-Type", "application/json"),
        json.getBytes(StandardCharsets.UTF_8));
  }

  /** A plain text answer from memory. */
  public static Response text(int status, String text) {
    return of(
        status,
        Headers.of("Content-Type", "text/plain; charset=utf-8"),
        text.getBytes(StandardCharsets.UTF_8));
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** Whether the status is 2xx. */
  public boolean isSuccess() {
    return status / 100 == 2;
  }

  /**
   * Whether the request was sent before, and may have been carried out although its answer was lost
   * (the connection broke, or a gateway answered 502, 503 or 504). A deletion that finds nothing
   * then may have deleted it itself.
   */
  public boolean followsLostAnswer() {
    return followsLostAnswer;
  }

  /** The same, said to follow a lost answer; the body is the same stream. */
  public Response afterLostAnswer() {
    return new Response(status, headers, body, true);
  }

  /** The headers. */
  public Headers headers() {
    return headers;
  }

  /** The body; the same stream each time. Reading it fails when it grows over the limit. */
  public InputStream body() {
    return body;
  }

  /**
   * At most that many bytes of what is left of the body, as UTF-8 text; for error bodies.
   *
   * @throws IOException when the body cannot be read
   */
  public String head(int maxBytes) throws IOException {
    return new String(body.readNBytes(maxBytes), StandardCharsets.UTF_8);
  }

  /**
   * What is left of the body.
   *
   * @throws IOException when the body cannot be read or is too large
   */
  public byte[] bytes() throws IOException {
    return body.readAllBytes();
  }

  @Override
  public String toString() {
    return "HTTP " + status + " " + headers;
  }
}
