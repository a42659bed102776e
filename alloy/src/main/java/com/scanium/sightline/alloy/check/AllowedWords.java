package com.scanium.sightline.alloy.check;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Arguments that take one out of a few words and are refused as soon as they are read. */
final class AllowedWords {
  /** The actions of a relabel rule. */
  private static final List<String> RELABEL =
      List.of(
          "replace",
          "keep",
          "drop",
          "keepequal",
          "dropequal",
          "hashmod",
          "labelmap",
          "labeldrop",
          "labelkeep",
          "lowercase",
          "uppercase");

  private static final List<String> COMPRESSION =
      List.of("gzip", "zlib", "deflate", "snappy", "zstd", "lz4", "none", "");

  /** By the name of the block and the path of the argument in it. */
  private static final Map<String, List<String>> WORDS =
      Map.ofEntries(
          Map.entry("discovery.relabel rule.action", RELABEL),
          Map.entry("prometheus.relabel rule.action", RELABEL),
          Map.entry("loki.relabel rule.action", RELABEL),
          Map.entry("pyroscope.relabel rule.action", RELABEL),
          Map.entry("prometheus.remote_write endpoint.write_relabel_config.action", RELABEL),
          Map.entry("prometheus.operator.podmonitors rule.action", RELABEL),
          Map.entry("prometheus.operator.probes rule.action", RELABEL),
          Map.entry("prometheus.operator.servicemonitors rule.action", RELABEL),
          Map.entry(
              "otelcol.auth.headers header.action",
              List.of("insert", "update", "upsert", "delete")),
          Map.entry("otelcol.exporter.otlp client.compression", COMPRESSION),
          Map.entry("otelcol.exporter.otlphttp client.compression", COMPRESSION),
          Map.entry("logging level", List.of("error", "warn", "info", "debug")),
          Map.entry("logging format", List.of("logfmt", "json")),
          Map.entry("import.file detector", List.of("fsnotify", "poll")),
          Map.entry("local.file detector", List.of("fsnotify", "poll")));

  private AllowedWords() {}

  /**
   * The words that an argument takes.
   *
   * @param block the name of the block at the top
   * @param path the argument behind the blocks around it, with dots; empty when it takes any text
   */
  static Optional<List<String>> of(String block, String path) {
    return Optional.ofNullable(WORDS.get(block + " " + path));
  }
}
