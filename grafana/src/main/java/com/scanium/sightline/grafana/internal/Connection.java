package com.scanium.sightline.grafana.internal;

import com.scanium.sightline.http.BreakerConfig;
import com.scanium.sightline.http.Credentials;
import com.scanium.sightline.http.Headers;
import com.scanium.sightline.http.HttpConfig;
import com.scanium.sightline.http.LimitConfig;
import com.scanium.sightline.http.Request;
import com.scanium.sightline.http.RequestBudget;
import com.scanium.sightline.http.RetryConfig;
import com.scanium.sightline.http.Secret;
import com.scanium.sightline.http.Transport;
import com.scanium.sightline.http.TransportMetrics;
import com.scanium.sightline.http.Transports;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a client needs to know before it asks; not safe for use by several threads. */
public final class Connection {
  private final String what;
  private final String url;
  private Headers headers = Headers.of("Accept", "application/json");
  private Duration timeout = Duration.ofSeconds(30);
  private HttpConfig config = HttpConfig.DEFAULT;
  private final List<Secret> secrets = new ArrayList<>();
  private @Nullable Credentials credentials;
  private @Nullable Transport transport;
  private @Nullable RetryConfig retry;
  private @Nullable LimitConfig limit;
  private @Nullable BreakerConfig breaker;
  private TransportMetrics metrics = TransportMetrics.NONE;

  /**
   * Starts a connection.
   *
   * @param what whose address it is, for messages
   */
  public Connection(String what, String url) {
    this.what = what;
    this.url = Objects.requireNonNull(url, "url");
  }

  /** Credentials, and the secret in them that no message may show. */
  public void credentials(Credentials more, Secret secret) {
    this.credentials = credentials == null ? more : credentials.and(more);
    secrets.add(secret);
  }

  /** A user name and password; what is sent of them is as secret as the password. */
  public void basicAuth(String user, Secret password) {
    credentials(Credentials.basic(user, password), password);
    byte[] pair = (user + ":" + password.reveal()).getBytes(StandardCharsets.UTF_8);
    secrets.add(Secret.of(Base64.getEncoder().encodeToString(pair)));
  }

  /** A header of every request. */
  public void header(String name, String value) {
    this.headers = headers.replacing(name, value);
  }

  /** How long one question may take. */
  public void timeout(Duration timeout) {
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("a timeout must be positive, was " + timeout);
    }
    this.timeout = timeout;
  }

  /** Limits, trust and proxy of the transport that is made here. */
  public void config(HttpConfig config) {
    this.config = Objects.requireNonNull(config, "config");
    config.proxy().ifPresent(proxy -> secrets.addAll(proxy.secrets()));
  }

  /** How often to try again. */
  public void retry(RetryConfig config) {
    this.retry = Objects.requireNonNull(config, "config");
  }

  /** How hard the server may be worked. */
  public void limit(LimitConfig config) {
    this.limit = Objects.requireNonNull(config, "config");
  }

  /** When to leave the server alone. */
  public void breaker(BreakerConfig config) {
    this.breaker = Objects.requireNonNull(config, "config");
  }

  /** Where requests are counted. */
  public void metrics(TransportMetrics metrics) {
    this.metrics = Objects.requireNonNull(metrics, "metrics");
  }

  /** A transport that stays the caller's. */
  public void transport(Transport transport) {
    this.transport = Objects.requireNonNull(transport, "transport");
  }

  /**
   * The address without a slash at its end.
   *
   * @throws IllegalArgumentException when it is not an absolute one of http or https, or holds
   *     credentials, a query or a fragment
   */
  public URI base() {
    URI base;
    try {
      base = URI.create(url.strip().replaceFirst("/+$", ""));
    } catch (IllegalArgumentException e) {
      // the cause would show the address, and so a password in it
      throw new IllegalArgumentException("not an address: " + what + "'s url must be a URL");
    }
    Request.get(base); // says what is wrong with it
    if (base.getRawQuery() != null || base.getRawFragment() != null) {
      throw new IllegalArgumentException(what + "'s url must not have a query or fragment");
    }
    return base;
  }

  /** The interface behind the address. */
  public Api open(FailureReader failures) {
    URI base = base();
    RequestBudget sent = RequestBudget.of(Integer.MAX_VALUE);
    Transport layers = transport == null ? Transports.http(config) : Transports.borrowed(transport);
    layers = Transports.budgeted(Transports.measured(layers, metrics), sent);
    if (credentials != null) {
      layers = Transports.withCredentials(layers, base, credentials);
    }
    if (limit != null) {
      layers = Transports.limited(layers, limit, metrics);
    }
    if (breaker != null) {
      layers = Transports.breaking(layers, breaker, metrics);
    }
    if (retry != null || transport == null) {
      layers = Transports.retrying(layers, retry == null ? RetryConfig.DEFAULT : retry, metrics);
    }
    return new Api(base, headers, timeout, secrets, Transports.logging(layers), sent, failures);
  }
}
