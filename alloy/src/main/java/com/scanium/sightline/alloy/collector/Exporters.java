package com.scanium.sightline.alloy.collector;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The products that {@code prometheus.exporter.*} components run inside Alloy. */
final class Exporters {
  private static final Map<String, String> PRODUCTS =
      Map.of(
          "unix", "node_exporter",
          "self", "alloy",
          "cadvisor", "cadvisor",
          "windows", "windows_exporter",
          "mysql", "mysqld_exporter",
          "postgres", "postgres_exporter",
          "cloudwatch", "yace");

  /**
   * Exporters with one target, which the component gives a job named after the exporter. Others
   * name it after each of their targets, or in a way that differs by release.
   */
  private static final Set<String> NAMED_JOBS =
      Set.of(
          "cadvisor",
          "elasticsearch",
          "memcached",
          "mongodb",
          "mysql",
          "postgres",
          "process",
          "redis",
          "unix",
          "windows");

  private Exporters() {}

  /**
   * The job of the exporter's series, such as {@code integrations/unix}; empty when it is not
   * known. A scrape's {@code job_name} does not change it.
   *
   * @see <a
   *     href="https://grafana.com/docs/alloy/latest/reference/components/prometheus/prometheus.exporter.unix/">Grafana
   *     Alloy: prometheus.exporter.unix</a>
   */
  static Optional<String> jobOf(String component) {
    String kind = component.substring(component.lastIndexOf('.') + 1);
    return NAMED_JOBS.contains(kind) ? Optional.of("integrations/" + kind) : Optional.empty();
  }

  /** The product behind a component's name. */
  static String productOf(String component) {
    String kind = component.substring(component.lastIndexOf('.') + 1);
    return PRODUCTS.getOrDefault(kind, kind + "_exporter");
  }
}
