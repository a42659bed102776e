package com.scanium.sightline.mimir.client;

import com.scanium.sightline.http.BreakerConfig;
import com.scanium.sightline.http.Credentials;
import com.scanium.sightline.http.HttpConfig;
import com.scanium.sightline.http.LimitConfig;
import com.scanium.sightline.http.RetryConfig;
import com.scanium.sightline.http.Secret;
import com.scanium.sightline.http.Transport;
import com.scanium.sightline.http.TransportMetrics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

/**
 * Collects what a {@link MimirClient} needs; made by {@link MimirClient#builder}. Not safe for use
 * by several threads.
 */
public final class MimirClientBuilder {
  private final String url;
  private final ClientSettings settings = new ClientSettings();

  MimirClientBuilder(String url) {
    this.url = Objects.requireNonNull(url, "url");
  }

  /**
   * The tenant, sent as {@code X-Scope-OrgID}; several, joined by {@code |}, where the store
   * federates.
   *
   * @throws IllegalArgumentException when no header can hold it
   */
  public MimirClientBuilder tenant(String tenant) {
    return header(MimirClient.TENANT, tenant);
  }

  /**
   * Several tenants whose series are read together; each series then has a label {@code
   * __tenant_id__}.
   *
   * @throws IllegalArgumentException without a tenant, or when one is empty or holds a {@code |}
   */
  public MimirClientBuilder tenants(List<String> tenants) {
    if (tenants.isEmpty()
        || tenants.stream().anyMatch(id -> id.isEmpty() || id.indexOf('|') >= 0)) {
      throw new IllegalArgumentException("tenants must be names without \"|\"");
    }
    return tenant(String.join("|", tenants));
  }

  /** A token for {@code Authorization: Bearer}. */
  public MimirClientBuilder bearerToken(Secret token) {
    settings.sign(Credentials.bearer(token));
    settings.hide(token);
    return this;
  }

  /** A user name and password; with Grafana Cloud the instance id and a token. */
  public MimirClientBuilder basicAuth(String user, Secret password) {
    settings.sign(Credentials.basic(user, password));
    settings.hide(password);
    byte[] pair = (user + ":" + password.reveal()).getBytes(StandardCharsets.UTF_8);
    settings.hide(Secret.of(Base64.getEncoder().encodeToString(pair)));
    return this;
  }

  /**
   * A secret in a header of its own, for instance {@code X-Api-Key}; sent to the store's origin
   * only, and never printed.
   */
  public MimirClientBuilder secretHeader(String name, Secret value) {
    settings.sign(Credentials.header(name, value));
    settings.hide(value);
    return this;
  }

  /**
   * One more header on every request, in place of an earlier one of that name.
   *
   * @throws IllegalArgumentException when it is not valid
   */
  public MimirClientBuilder header(String name, String value) {
    settings.headers = settings.headers.replacing(name, value);
    return this;
  }

  /** Asks the store for answers that come from no cache. */
  public MimirClientBuilder uncached() {
    return header("Cache-Control", "no-store");
  }

  /** How fresh the data must be, unless a question says otherwise. */
  public MimirClientBuilder consistency(ReadConsistency consistency) {
    return header(ReadConsistency.HEADER, consistency.value());
  }

  /** How long one question may take, retries included; 30 s unless set. */
  public MimirClientBuilder timeout(Duration timeout) {
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("a timeout must be positive, was " + timeout);
    }
    settings.timeout = timeout;
    return this;
  }

  /** Limits, trust and client certificates of the transport that this client makes. */
  public MimirClientBuilder http(HttpConfig config) {
    settings.http = Objects.requireNonNull(config, "config");
    config.proxy().ifPresent(proxy -> proxy.secrets().forEach(settings::hide));
    return this;
  }

  /** How often to try again; {@link RetryConfig#DEFAULT} on a transport of its own. */
  public MimirClientBuilder retry(RetryConfig config) {
    settings.retry = Objects.requireNonNull(config, "config");
    return this;
  }

  /** How hard the store may be worked; unlimited unless set. */
  public MimirClientBuilder limit(LimitConfig config) {
    settings.limit = Objects.requireNonNull(config, "config");
    return this;
  }

  /** When to leave the store alone; never unless set. */
  public MimirClientBuilder breaker(BreakerConfig config) {
    settings.breaker = Objects.requireNonNull(config, "config");
    return this;
  }

  /** Where requests, retries, the limit and the breaker are counted; nowhere unless set. */
  public MimirClientBuilder metrics(TransportMetrics metrics) {
    settings.metrics = Objects.requireNonNull(metrics, "metrics");
    return this;
  }

  /** How long ranges are split; only by the servers' limit of points unless set. */
  public MimirClientBuilder splitting(SplitConfig config) {
    settings.splitting = Objects.requireNonNull(config, "config");
    return this;
  }

  /**
   * The root of the server, where Mimir keeps what is not Prometheus' own; the url without a
   * trailing {@code /prometheus} unless set.
   */
  public MimirClientBuilder rootUrl(String root) {
    settings.root = Objects.requireNonNull(root, "root");
    return this;
  }

  /** Sends through this transport, which stays the caller's, instead of one of its own. */
  public MimirClientBuilder transport(Transport transport) {
    settings.transport = Objects.requireNonNull(transport, "transport");
    return this;
  }

  /** For tests: where deadlines are counted from. */
  MimirClientBuilder clock(InstantSource clock) {
    settings.clock = clock;
    return this;
  }

  /**
   * The client.
   *
   * @throws IllegalArgumentException when the address is not one of http or https
   */
  public MimirClient build() {
    return new MimirClient(settings, ClientSettings.address(url));
  }
}
