package com.scanium.sightline.mimir.client;

import com.scanium.sightline.http.BreakerConfig;
import com.scanium.sightline.http.Credentials;
import com.scanium.sightline.http.Form;
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
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a client is made of, as its builder collects it. */
final class ClientSettings {
  Headers headers = Headers.of("Accept", "application/json");
  Duration timeout = Duration.ofSeconds(30);
  @Nullable Credentials credentials;
  @Nullable Transport transport;
  @Nullable String root;
  HttpConfig http = HttpConfig.DEFAULT;
  @Nullable RetryConfig retry;
  @Nullable LimitConfig limit;
  @Nullable BreakerConfig breaker;
  TransportMetrics metrics = TransportMetrics.NONE;
  SplitConfig splitting = SplitConfig.DEFAULT;
  InstantSource clock = InstantSource.system();
  private final List<Secret> secrets = new ArrayList<>();

  /** Adds what proves who asks, beside what is there. */
  void sign(Credentials more) {
    credentials = credentials == null ? more : credentials.and(more);
  }

  /** Hides a secret in all that comes back: a server may repeat it, also as part of an address. */
  void hide(Secret secret) {
    secrets.add(secret);
    String encoded = Form.encode(secret.reveal());
    if (!encoded.equals(secret.reveal())) {
      secrets.add(Secret.of(encoded));
    }
  }

  Conversation conversation(URI base, RequestBudget sent) {
    return new Conversation(
        base.toString(), root(base), headers, timeout, secrets, layers(base, sent), clock);
  }

  /** Credentials innermost, so that neither logs nor retries see them. */
  private Transport layers(URI base, RequestBudget sent) {
    Transport layers = transport == null ? Transports.http(http) : Transports.borrowed(transport);
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
    return Transports.logging(layers);
  }

  private String root(URI base) {
    return root == null
        ? base.toString().replaceFirst("/prometheus$", "")
        : address(root).toString();
  }

  /** An address of a store without slashes at its end. */
  static URI address(String url) {
    String trimmed = url.strip().replaceFirst("/+$", "");
    URI address;
    try {
      address = URI.create(trimmed);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("not an address: a store's url must be a URL");
    }
    Request.get(address); // says what is wrong with it
    if (address.getRawQuery() != null || address.getRawFragment() != null) {
      throw new IllegalArgumentException("a store's url must not have a query or fragment");
    }
    return address;
  }
}
