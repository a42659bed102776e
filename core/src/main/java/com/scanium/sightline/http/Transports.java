package com.scanium.sightline.http;

import com.scanium.sightline.http.internal.BreakingTransport;
import com.scanium.sightline.http.internal.HttpClientTransport;
import com.scanium.sightline.http.internal.LimitedTransport;
import com.scanium.sightline.http.internal.MeasuringTransport;
import com.scanium.sightline.http.internal.RetryingTransport;
import java.net.URI;
import java.util.Objects;

/**
 * Makes transports: the one that talks to the network, and decorators around any other.
 *
 * <p>Closing a decorator closes what it decorates. Put credentials innermost, so that neither logs
 * nor retries see them: {@code logging(retrying(withCredentials(http(config), origin, token)))}.
 */
public final class Transports {
  private Transports() {}

  /** A transport that talks to the network; its machinery is loaded with the first request. */
  public static Transport http(HttpConfig config) {
    Objects.requireNonNull(config, "config");
    return new LazyTransport(() -> new HttpClientTransport(config));
  }

  /**
   * Tries again what is safe to repeat and may heal: idempotent requests that were refused, broke
   * off before an answer began, or got 502, 503, 504, or 429 with a {@code Retry-After}. The
   * handler sees the last answer only; once it reads a body nothing is repeated. No pause goes over
   * the deadline of the request.
   */
  public static Transport retrying(Transport transport, RetryConfig config) {
    return retrying(transport, config, TransportMetrics.NONE);
  }

  /** The same, counted. */
  public static Transport retrying(
      Transport transport, RetryConfig config, TransportMetrics metrics) {
    return new LazyTransport(
        () -> new RetryingTransport(transport, config, metrics.meters()), transport);
  }

  /** Bounds how many exchanges run at a time and how many start within a period; others wait. */
  public static Transport limited(Transport transport, LimitConfig config) {
    return limited(transport, config, TransportMetrics.NONE);
  }

  /** The same, counted. */
  public static Transport limited(
      Transport transport, LimitConfig config, TransportMetrics metrics) {
    return new LazyTransport(
        () -> new LimitedTransport(transport, config, metrics.meters()), transport);
  }

  /**
   * Stops asking for a while when too many exchanges failed (no answer, or 5xx): those that follow
   * fail at once with kind {@code CIRCUIT_OPEN}.
   */
  public static Transport breaking(Transport transport, BreakerConfig config) {
    return breaking(transport, config, TransportMetrics.NONE);
  }

  /** The same, counted. */
  public static Transport breaking(
      Transport transport, BreakerConfig config, TransportMetrics metrics) {
    return new LazyTransport(
        () -> new BreakingTransport(transport, config, metrics.meters()), transport);
  }

  /** Counts and times each request that goes through; without metrics the transport itself. */
  public static Transport measured(Transport transport, TransportMetrics metrics) {
    return metrics == TransportMetrics.NONE
        ? transport
        : new LazyTransport(() -> new MeasuringTransport(transport, metrics.meters()), transport);
  }

  /** Sends while the budget lasts; what follows fails with kind {@code BUDGET}. */
  public static Transport budgeted(Transport transport, RequestBudget budget) {
    return new BudgetedTransport(transport, budget);
  }

  /** The same with a budget of its own. */
  public static Transport budgeted(Transport transport, int requests) {
    return budgeted(transport, RequestBudget.of(requests));
  }

  /**
   * Adds credentials to requests to one origin, and only to those.
   *
   * @param origin an address whose scheme, host and port count
   */
  public static Transport withCredentials(
      Transport transport, URI origin, Credentials credentials) {
    return new CredentialedTransport(
        transport, Origins.of(Origins.requireHttp(origin)), credentials);
  }

  /** Logs a line for each request and one for each answer at DEBUG, without secrets. */
  public static Transport logging(Transport transport) {
    return new LazyTransport(() -> new LoggingTransport(transport), transport);
  }

  /** The same transport, whose {@code close()} does nothing: for one that was handed in. */
  public static Transport borrowed(Transport transport) {
    return new BorrowedTransport(transport);
  }
}
