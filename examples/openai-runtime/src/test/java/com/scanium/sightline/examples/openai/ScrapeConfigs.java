package com.scanium.sightline.examples.openai;

/**
 * Configurations that let a Prometheus store what the scenario's Alloy would send: the same job
 * name, and its external labels as labels of the target.
 */
final class ScrapeConfigs {
  private ScrapeConfigs() {}

  /** Scrapes the backend at this address; one that nobody listens on is the incident. */
  static String backendAt(String address) {
    return String.join(
        "\n",
        "global:",
        "  scrape_interval: 500ms",
        "  scrape_timeout: 400ms",
        "scrape_configs:",
        "  - job_name: scanium-backend",
        "    metrics_path: /metrics",
        "    static_configs:",
        "      - targets: ['" + address + "']",
        "        labels: {source: backend, env: prod}",
        "");
  }

  /** Scrapes nothing. */
  static String nothing() {
    return "global:\n  scrape_interval: 500ms\n";
  }
}
