package com.scanium.sightline.inference;

import com.scanium.sightline.port.WriteEndpoint;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * The paths at which stores take what collectors write.
 *
 * <p>Facts: Mimir's and Prometheus' HTTP API pages, Loki's API page. A server may have a prefix
 * before its paths, so only the end of a path is compared.
 */
final class WritePaths {
  private static final Map<String, String> REMOTE_WRITE =
      Map.of("mimir", "/api/v1/push", "prometheus", "/api/v1/write");
  private static final Map<String, String> LOKI_PUSH = Map.of("loki", "/loki/api/v1/push");

  /** Where records and points arrive by OTLP; below it, the exporter adds a path of its own. */
  private static final Map<String, String> OTLP_LOGS = Map.of("loki", "/otlp/v1/logs");

  private static final Map<String, String> OTLP_METRICS =
      Map.of("mimir", "/otlp/v1/metrics", "prometheus", "/api/v1/otlp/v1/metrics");

  private WritePaths() {}

  /** The path that a product takes, when the endpoint writes to one that it doesn't have. */
  static Optional<String> better(WriteEndpoint endpoint, String product) {
    Map<String, String> known =
        switch (endpoint.protocol()) {
          case REMOTE_WRITE -> REMOTE_WRITE;
          case LOKI_PUSH -> LOKI_PUSH;
          case OTLP ->
              switch (endpoint.signal()) {
                case LOGS -> OTLP_LOGS;
                case METRICS -> OTLP_METRICS;
                default -> Map.of();
              };
          case OTHER -> Map.of();
        };
    String wanted = known.get(product);
    if (wanted == null) {
      return Optional.empty();
    }
    return endpoint
        .url()
        .value()
        .flatMap(WritePaths::pathOf)
        .filter(path -> !path.endsWith(wanted))
        .map(path -> wanted);
  }

  private static Optional<String> pathOf(String url) {
    try {
      return Optional.ofNullable(URI.create(url).getPath());
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // no URL: another rule's business
    }
  }
}
