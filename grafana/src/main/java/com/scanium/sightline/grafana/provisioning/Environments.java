package com.scanium.sightline.grafana.provisioning;

import java.util.LinkedHashMap;
import java.util.Map;

/** The environment variables that Grafana's official images set, so that files may use them. */
final class Environments {
  /** From the Dockerfile of grafana/grafana; unchanged since version 5.1. */
  private static final Map<String, String> IMAGE =
      Map.of(
          "GF_PATHS_CONFIG", "/etc/grafana/grafana.ini",
          "GF_PATHS_DATA", "/var/lib/grafana",
          "GF_PATHS_HOME", "/usr/share/grafana",
          "GF_PATHS_LOGS", "/var/log/grafana",
          "GF_PATHS_PLUGINS", "/var/lib/grafana/plugins",
          "GF_PATHS_PROVISIONING", "/etc/grafana/provisioning");

  private Environments() {}

  /** The image's variables, outranked by those that are given. */
  static Map<String, String> with(Map<String, String> given) {
    Map<String, String> all = new LinkedHashMap<>(IMAGE);
    all.putAll(given);
    return Map.copyOf(all);
  }
}
