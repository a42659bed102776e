package com.scanium.sightline.alloy.collector;

import java.util.Map;

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

  private Exporters() {}

  /** The product behind a component's name. */
  static String productOf(String component) {
    String kind = component.substring(component.lastIndexOf('.') + 1);
    return PRODUCTS.getOrDefault(kind, kind + "_exporter");
  }
}
