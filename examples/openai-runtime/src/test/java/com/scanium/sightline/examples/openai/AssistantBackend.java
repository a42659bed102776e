package com.scanium.sightline.examples.openai;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.InetAddress;

/**
 * A small backend with the metrics of the scenario behind a real {@code /metrics} page. As in the
 * real one, the labelled metrics have no series before the first request to the assistant.
 */
final class AssistantBackend implements AutoCloseable {
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final Counter requests =
      Counter.builder()
          .name("scanium_assistant_requests_total")
          .help("Requests to the assistant")
          .labelNames("provider", "status", "cache_hit")
          .register(registry);
  private final Histogram latency =
      Histogram.builder()
          .name("scanium_assistant_request_latency_ms")
          .help("Time until the assistant's answer is complete, in milliseconds")
          .labelNames("provider", "status")
          .classicOnly()
          .classicUpperBounds(50, 100, 250, 500, 1000, 2500, 5000, 10000, 30000)
          .register(registry);
  private final Histogram tokens =
      Histogram.builder()
          .name("scanium_assistant_tokens_used")
          .help("Tokens of one assistant request")
          .labelNames("provider", "token_type")
          .classicOnly()
          .classicUpperBounds(50, 100, 250, 500, 1000, 2500, 5000, 10000)
          .register(registry);
  private final Counter errors =
      Counter.builder()
          .name("scanium_assistant_errors_total")
          .help("Assistant requests that failed")
          .labelNames("provider", "error_type", "reason_code")
          .register(registry);
  private final Gauge cacheHitRate =
      Gauge.builder()
          .name("scanium_assistant_cache_hit_rate")
          .help("Share of assistant answers that came from the cache, 0 to 1")
          .register(registry);
  private final Gauge remainingRequests =
      Gauge.builder()
          .name("openai_rate_limit_requests_remaining")
          .help("Requests that the provider still allows")
          .labelNames("provider")
          .register(registry);
  private final Gauge remainingTokens =
      Gauge.builder()
          .name("openai_rate_limit_tokens_remaining")
          .help("Tokens that the provider still allows")
          .labelNames("provider")
          .register(registry);
  private final Counter httpRequests =
      Counter.builder()
          .name("scanium_http_requests_total")
          .help("HTTP requests")
          .labelNames("method", "route", "status_code")
          .register(registry);
  private final HTTPServer server;
  private int answered;
  private int fromCache;

  private AssistantBackend() throws IOException {
    Gauge.builder()
        .name("process_start_time_seconds")
        .help("Start time of the process since the epoch")
        .register(registry)
        .set((double) ProcessHandle.current().info().startInstant().orElseThrow().getEpochSecond());
    // the page is served, so the plain HTTP metrics have data; the assistant's have none
    httpRequests.labelValues("GET", "/health", "200").inc();
    cacheHitRate.set(0);
    this.server =
        HTTPServer.builder()
            .inetAddress(InetAddress.getLoopbackAddress())
            .port(0)
            .registry(registry)
            .buildAndStart();
  }

  /** Starts one on a free port of the loopback interface. */
  static AssistantBackend start() throws IOException {
    return new AssistantBackend();
  }

  /** Host and port of its {@code /metrics} page. */
  String address() {
    return "127.0.0.1:" + server.getPort();
  }

  /** A request to the assistant that was answered. */
  void answer(String provider, double millis, boolean cacheHit) {
    answered++;
    fromCache += cacheHit ? 1 : 0;
    requests.labelValues(provider, "success", Boolean.toString(cacheHit)).inc();
    latency.labelValues(provider, "success").observe(millis);
    tokens.labelValues(provider, "input").observe(420);
    tokens.labelValues(provider, "output").observe(180);
    cacheHitRate.set((double) fromCache / answered);
    limitsAfter(provider);
    httpRequests.labelValues("POST", "/v1/assistant", "200").inc();
  }

  /** A request to the assistant that failed. */
  void fail(String provider, String errorType, String reasonCode) {
    answered++;
    requests.labelValues(provider, "error", "false").inc();
    latency.labelValues(provider, "error").observe(10_050);
    errors.labelValues(provider, errorType, reasonCode).inc();
    limitsAfter(provider);
    httpRequests.labelValues("POST", "/v1/assistant", "502").inc();
  }

  private void limitsAfter(String provider) {
    remainingRequests.labelValues(provider).set(500 - answered);
    remainingTokens.labelValues(provider).set(30_000 - 600.0 * answered);
  }

  @Override
  public void close() {
    server.close();
  }
}
