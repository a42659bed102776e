package com.scanium.sightline.http.internal;

import com.scanium.sightline.http.Request;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetricsPublisher;
import io.github.resilience4j.micrometer.tagged.TaggedRateLimiterMetricsPublisher;
import io.github.resilience4j.micrometer.tagged.TaggedRetryMetricsPublisher;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.retry.Retry;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Meters of Micrometer; those of Resilience4j by its own binding, where that is on the path. */
public final class MicrometerMeters implements Meters {
  private static final String REQUESTS = "sightline.http.requests";
  private static final boolean BINDING_PRESENT = isBindingPresent();

  private final MeterRegistry registry;
  private final String client;

  /** Meters in that registry. */
  public MicrometerMeters(MeterRegistry registry, String client) {
    this.registry = Objects.requireNonNull(registry, "registry");
    this.client = Objects.requireNonNull(client, "client");
  }

  private static boolean isBindingPresent() {
    try {
      Class.forName(
          "io.github.resilience4j.micrometer.tagged.TaggedRetryMetricsPublisher",
          false,
          MicrometerMeters.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  @Override
  public String client() {
    return client;
  }

  @Override
  public Runnable watch(Retry retry) {
    return BINDING_PRESENT ? Binding.watch(registry, retry) : NONE.watch(retry);
  }

  @Override
  public Runnable watch(CircuitBreaker breaker) {
    return BINDING_PRESENT ? Binding.watch(registry, breaker) : NONE.watch(breaker);
  }

  @Override
  public Runnable watch(RateLimiter limiter) {
    return BINDING_PRESENT ? Binding.watch(registry, limiter) : NONE.watch(limiter);
  }

  @Override
  public void sent(Request.Method method, int status, String outcome, long nanos) {
    Timer.builder(REQUESTS)
        .description("Requests that were sent, until their answers were read")
        .tag("client", client)
        .tag("method", method.name())
        .tag("status", status == 0 ? "none" : Integer.toString(status))
        .tag("outcome", outcome)
        .register(registry)
        .record(nanos, TimeUnit.NANOSECONDS);
  }

  /** Apart, so that nothing of the binding is linked before it is known to be there. */
  private static final class Binding {
    private Binding() {}

    static Runnable watch(MeterRegistry registry, Retry retry) {
      TaggedRetryMetricsPublisher publisher = new TaggedRetryMetricsPublisher(registry);
      publisher.publishMetrics(retry);
      return () -> publisher.removeMetrics(retry);
    }

    static Runnable watch(MeterRegistry registry, CircuitBreaker breaker) {
      TaggedCircuitBreakerMetricsPublisher publisher =
          new TaggedCircuitBreakerMetricsPublisher(registry);
      publisher.publishMetrics(breaker);
      return () -> publisher.removeMetrics(breaker);
    }

    static Runnable watch(MeterRegistry registry, RateLimiter limiter) {
      TaggedRateLimiterMetricsPublisher publisher = new TaggedRateLimiterMetricsPublisher(registry);
      publisher.publishMetrics(limiter);
      return () -> publisher.removeMetrics(limiter);
    }
  }
}
