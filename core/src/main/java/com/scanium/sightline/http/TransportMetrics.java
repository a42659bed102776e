package com.scanium.sightline.http;

import com.scanium.sightline.http.internal.Meters;
import com.scanium.sightline.http.internal.MicrometerMeters;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Objects;

/**
 * Where transports count what they do: handed to the decorators of {@link Transports}, or to the
 * builder of a client. Micrometer is an optional dependency; without it there is {@link #NONE}.
 */
public final class TransportMetrics {
  /** Nothing is counted. */
  public static final TransportMetrics NONE = new TransportMetrics(Meters.NONE);

  private final Meters meters;

  private TransportMetrics(Meters meters) {
    this.meters = meters;
  }

  /**
   * Counts in a registry of Micrometer.
   *
   * <p>Each request that is sent, retries included, is a recording of the timer {@code
   * sightline.http.requests} with the tags {@code client}, {@code method}, {@code status} (the
   * number, {@code none} without an answer) and {@code outcome} ({@code answered}, or the {@link
   * TransportException.Kind} in lower case). Where {@code resilience4j-micrometer} is on the path,
   * its meters {@code resilience4j.retry.calls}, {@code resilience4j.circuitbreaker.*} and {@code
   * resilience4j.ratelimiter.*} are there too, with the client as tag {@code name}, until the
   * transport is closed.
   *
   * @param client tells this client's figures from those of others in the registry, for instance
   *     {@code mimir}; clients of one registry need different names
   */
  @SuppressWarnings("exports") // "transitive" would demand Micrometer of everybody who compiles
  public static TransportMetrics micrometer(MeterRegistry registry, String client) {
    Objects.requireNonNull(registry, "registry");
    Objects.requireNonNull(client, "client");
    return new TransportMetrics(new MicrometerMeters(registry, client));
  }

  Meters meters() {
    return meters;
  }
}
