package com.scanium.sightline.http;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is sent: method, absolute URI, headers, body, and until when an answer is of use. Immutable.
 */
public final class Request {
  private static final Set<String> FRAMING =
      Set.of("host", "content-length", "transfer-encoding", "connection", "upgrade", "expect");
  private static final byte[] NO_BODY = new byte[0];

  /** The methods that clients here need. */
  public enum Method {
    /** Reads. */
    GET,
    /** Reads only the header section. */
    HEAD,
    /** Creates or asks with a body. */
    POST,
    /** Stores under a known name. */
    PUT,
    /** Changes parts. */
    PATCH,
    /** Removes. */
    DELETE
  }

  private final Method method;
  private final URI uri;
  private final Headers headers;
  private final byte[] body;
  private final @Nullable Instant deadline;
  private final boolean idempotent;

  private Request(Builder builder) {
    this.method = builder.method;
    this.uri = builder.uri;
    this.headers = builder.headers;
    this.body = builder.body;
    this.deadline = builder.deadline;
    this.idempotent = builder.idempotent;
  }

  /** A GET without headers. */
  public static Request get(URI uri) {
    return builder(Method.GET, uri).build();
  }

  /**
   * Starts a request.
   *
   * @param uri absolute, http or https, without user information
   * @throws IllegalArgumentException for another kind of URI
   */
  public static Builder builder(Method method, URI uri) {
    return new Builder(method, uri);
  }

  /** A builder that starts from this request. */
  public Builder toBuilder() {
    Builder builder = new Builder(method, uri);
    builder.headers = headers;
    builder.body = body;
    builder.deadline = deadline;
    builder.idempotent = idempotent;
    return builder;
  }

  /** The method. */
  public Method method() {
    return method;
  }

  /** Where to. */
  public URI uri() {
    return uri;
  }

  /** What goes along. */
  public Headers headers() {
    return headers;
  }

  /** A copy of the body; empty when there is none. */
  public byte[] body() {
    return body.clone();
  }

  /** The body as UTF-8 text. */
  public String bodyText() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** When to give up; empty when the transport's own limit is enough. */
  public Optional<Instant> deadline() {
    return Optional.ofNullable(deadline);
  }

  /** Whether sending it twice does no more than sending it once. */
  public boolean isIdempotent() {
    return idempotent;
  }

  /** Scheme, host and port in one spelling, for instance {@code http://localhost:9009}. */
  public String origin() {
    return Origins.of(uri);
  }

  /** Method and address for logs and evidence, with everything that looks like a secret masked. */
  public String line() {
    return method + " " + Origins.masked(uri);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Request that
        && method == that.method
        && uri.equals(that.uri)
        && headers.equals(that.headers)
        && Arrays.equals(body, that.body)
        && Objects.equals(deadline, that.deadline)
        && idempotent == that.idempotent;
  }

  @Override
  public int hashCode() {
    return Objects.hash(method, uri, headers, Arrays.hashCode(body));
  }

  /** Like {@link #line()}, with the names of the headers and the size of the body. */
  @Override
  public String toString() {
    return line() + " " + headers + " " + body.length + " bytes";
  }

  /** Collects the parts of a request; not safe for use by several threads. */
  public static final class Builder {
    private final Method method;
    private final URI uri;
    private Headers headers = Headers.EMPTY;
    private byte[] body = NO_BODY;
    private @Nullable Instant deadline;
    private boolean idempotent;

    private Builder(Method method, URI uri) {
      this.method = Objects.requireNonNull(method, "method");
      this.uri = Origins.requireHttp(uri);
      this.idempotent = method != Method.POST && method != Method.PATCH;
    }

    /**
     * Adds a header value.
     *
     * @throws IllegalArgumentException when it is not valid or belongs to the framing of messages
     */
    public Builder header(String name, String value) {
      return headers(headers.with(name, value));
    }

    /** Replaces all headers. */
    public Builder headers(Headers headers) {
      for (String name : headers.names()) {
        if (FRAMING.contains(name)) {
          throw new IllegalArgumentException("the transport sets header \"" + name + "\" itself");
        }
      }
      this.headers = headers;
      return this;
    }

    /** Sets the body and its type. */
    public Builder body(String contentType, byte[] bytes) {
      this.body = bytes.clone();
      this.headers = headers.replacing("Content-Type", contentType);
      return this;
    }

    /** Sets the body to a form. */
    public Builder form(Form form) {
      return body(
          "application/x-www-form-urlencoded", form.encoded().getBytes(StandardCharsets.US_ASCII));
    }

    /** When to give up. */
    public Builder deadline(Instant deadline) {
      this.deadline = Objects.requireNonNull(deadline, "deadline");
      return this;
    }

    /** Says that repeating it does no harm although its method does not promise that. */
    public Builder idempotent() {
      this.idempotent = true;
      return this;
    }

    /**
     * Says that it must not be repeated although its method promises that it may, for instance
     * because it names the version that it changes.
     */
    public Builder notIdempotent() {
      this.idempotent = false;
      return this;
    }

    /**
     * The request.
     *
     * @throws IllegalArgumentException for a GET or HEAD with a body
     */
    public Request build() {
      if (body.length > 0 && (method == Method.GET || method == Method.HEAD)) {
        throw new IllegalArgumentException(
            method.name().toUpperCase(Locale.ROOT) + " takes no body");
      }
      return new Request(this);
    }
  }
}
