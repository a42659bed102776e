package com.scanium.sightline.http.internal;

import com.scanium.sightline.http.Request;
import com.scanium.sightline.http.TransportException;
import com.scanium.sightline.http.TransportException.Kind;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.jspecify.annotations.Nullable;

/** Tells from what the network throws what went wrong. */
final class Causes {
  private static final int MAX_DEPTH = 20;

  private Causes() {}

  /** The transport's own exception in the causes of another one. */
  static @Nullable TransportException hiddenIn(Throwable thrown) {
    Throwable at = thrown;
    for (int depth = 0; at != null && depth < MAX_DEPTH; depth++) {
      if (at instanceof TransportException found) {
        return found;
      }
      at = at.getCause();
    }
    return null;
  }

  /**
   * A failure in words.
   *
   * @param stopped why the exchange was ended from outside, or null when it was not
   */
  static TransportException explain(IOException thrown, Request request, @Nullable Kind stopped) {
    TransportException own = hiddenIn(thrown);
    if (own != null && (stopped == null || own.kind() == stopped || own.kind() == Kind.TOO_LARGE)) {
      return own;
    }
    String origin = request.origin();
    if (stopped != null) {
      return new TransportException(stopped, stoppedText(stopped, origin), thrown);
    }
    if (Thread.currentThread().isInterrupted()) {
      return new TransportException(Kind.CANCELLED, "interrupted while asking " + origin, thrown);
    }
    Kind kind = kindOf(thrown);
    return new TransportException(kind, text(kind, origin, thrown), thrown);
  }

  private static String stoppedText(Kind stopped, String origin) {
    if (stopped == Kind.TIMEOUT) {
      return origin + " did not answer in full before the deadline";
    }
    return stopped == Kind.CLOSED
        ? "the transport was closed while " + origin + " was asked"
        : "the question to " + origin + " was cancelled";
  }

  private static Kind kindOf(IOException thrown) {
    if (thrown instanceof UnknownHostException) {
      return Kind.DNS;
    }
    if (thrown instanceof SSLException) {
      return Kind.TLS;
    }
    if (thrown instanceof SocketTimeoutException
        || thrown instanceof ConnectionRequestTimeoutException) {
      return Kind.TIMEOUT;
    }
    if (thrown instanceof ConnectException) {
      return refused(thrown) ? Kind.REFUSED : Kind.NO_ROUTE;
    }
    if (thrown instanceof NoRouteToHostException) {
      return Kind.NO_ROUTE;
    }
    if (thrown instanceof SocketException
        || thrown instanceof NoHttpResponseException
        || thrown instanceof ConnectionClosedException) {
      return Kind.RESET;
    }
    if (thrown instanceof EOFException
        || thrown instanceof ZipException
        || thrown instanceof MessageConstraintException) {
      return Kind.PROTOCOL;
    }
    if (thrown instanceof InterruptedIOException) {
      return Kind.CANCELLED;
    }
    return thrown.getCause() instanceof HttpException ? Kind.PROTOCOL : Kind.OTHER;
  }

  private static boolean refused(Throwable thrown) {
    Throwable at = thrown;
    for (int depth = 0; at != null && depth < MAX_DEPTH; depth++) {
      String message = at.getMessage();
      if (message != null && message.toLowerCase(Locale.ROOT).contains("refused")) {
        return true;
      }
      at = at.getCause();
    }
    return false;
  }

  private static String text(Kind kind, String origin, IOException thrown) {
    return switch (kind) {
      case DNS -> "the host name in " + origin + " does not resolve";
      case TLS -> "no TLS connection to " + origin + ": " + oneLine(thrown);
      case TIMEOUT -> origin + " did not answer in time";
      case REFUSED -> "nobody listens at " + origin + " (connection refused)";
      case NO_ROUTE -> "no way to " + origin + ": " + oneLine(thrown);
      case RESET -> origin + " broke the connection off";
      case PROTOCOL -> "what " + origin + " sent is not HTTP: " + oneLine(thrown);
      default -> "no answer from " + origin + ": " + oneLine(thrown);
    };
  }

  private static String oneLine(Throwable thrown) {
    String message = thrown.getMessage();
    String text = message == null ? thrown.getClass().getSimpleName() : message;
    String flat = text.replaceAll("\\s+", " ").strip();
    return flat.length() > 200 ? flat.substring(0, 200) + "…" : flat;
  }
}
