package com.scanium.sightline.http;

import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** No complete answer came back. The message names the origin and holds no credentials. */
public final class TransportException extends IOException {
  private static final long serialVersionUID = 1L;

  /** How it failed. */
  public enum Kind {
    /** The host name did not resolve. */
    DNS,
    /** Nobody listens on that port. */
    REFUSED,
    /** There is no way to that address. */
    NO_ROUTE,
    /** The TLS handshake failed: no TLS on that port, an untrusted or expired certificate. */
    TLS,
    /** A connect or response timeout, or the deadline of the request, passed. */
    TIMEOUT,
    /** The body is larger than allowed, before or after it was decompressed. */
    TOO_LARGE,
    /** The connection broke off. */
    RESET,
    /** What came back is not HTTP, or its compression is broken. */
    PROTOCOL,
    /** The handler could not read the body for a reason of its own. */
    HANDLER,
    /** The budget of requests is used up; nothing was sent. */
    BUDGET,
    /** The circuit breaker is open after earlier failures; nothing was sent. */
    CIRCUIT_OPEN,
    /** The caller cancelled or the thread was interrupted. */
    CANCELLED,
    /** The transport is closed. */
    CLOSED,
    /** Anything else. */
    OTHER
  }

  private final Kind kind;

  /** A failure of this kind; the message is one line without credentials. */
  public TransportException(Kind kind, String message) {
    this(kind, message, null);
  }

  /** A failure of this kind with what caused it. */
  public TransportException(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = Objects.requireNonNull(kind, "kind");
  }

  /** How it failed. */
  public Kind kind() {
    return kind;
  }
}
