package com.scanium.sightline.grafana.tempo;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds limits that are written where Tempo does not take them. There are two layouts: the old one
 * has flat names directly below {@code overrides}, the new one nested names below {@code
 * overrides.defaults}; a file in which they are mixed is read as neither.
 */
final class OverridesCheck {
  /** Limits of the old layout and where the new one has them. */
  private static final Map<String, String> OLD =
      Map.ofEntries(
          Map.entry("ingestion_rate_strategy", "ingestion.rate_strategy"),
          Map.entry("ingestion_rate_limit_bytes", "ingestion.rate_limit_bytes"),
          Map.entry("ingestion_burst_size_bytes", "ingestion.burst_size_bytes"),
          Map.entry("ingestion_tenant_shard_size", "ingestion.tenant_shard_size"),
          Map.entry("ingestion_max_attribute_bytes", "ingestion.max_attribute_bytes"),
          Map.entry("max_traces_per_user", "ingestion.max_traces_per_user"),
          Map.entry("max_global_traces_per_user", "ingestion.max_global_traces_per_user"),
          Map.entry("max_bytes_per_trace", "global.max_bytes_per_trace"),
          Map.entry("max_search_bytes_per_trace", ""),
          Map.entry("max_bytes_per_tag_values_query", "read.max_bytes_per_tag_values_query"),
          Map.entry("max_blocks_per_tag_values_query", "read.max_blocks_per_tag_values_query"),
          Map.entry("max_search_duration", "read.max_search_duration"),
          Map.entry("block_retention", "compaction.block_retention"),
          Map.entry("metrics_generator_ring_size", "metrics_generator.ring_size"),
          Map.entry("metrics_generator_processors", "metrics_generator.processors"),
          Map.entry("metrics_generator_max_active_series", "metrics_generator.max_active_series"),
          Map.entry(
              "metrics_generator_collection_interval", "metrics_generator.collection_interval"),
          Map.entry(
              "metrics_generator_disable_collection", "metrics_generator.disable_collection"));

  private final SourceText source;

  OverridesCheck(SourceText source) {
    this.source = source;
  }

  List<Finding> check(Doc root) {
    List<Finding> findings = new ArrayList<>();
    Optional<Doc> overrides = root.get("overrides");
    Optional<Doc> defaults = overrides.flatMap(all -> all.get("defaults"));
    List<Doc.Member> misplaced = new ArrayList<>();
    for (Doc.Member member : defaults.map(Doc::members).orElse(List.of())) {
      if (OLD.containsKey(member.key())) {
        misplaced.add(member);
      }
    }
    if (!misplaced.isEmpty()) {
      findings.add(old(misplaced));
    }
    boolean mixed =
        defaults.isPresent()
            && overrides.get().members().stream().anyMatch(member -> OLD.containsKey(member.key()));
    if (mixed) {
      overrides.get().members().stream()
          .filter(member -> OLD.containsKey(member.key()))
          .findFirst()
          .ifPresent(member -> findings.add(mixed(member)));
    }
    return findings;
  }

  private Finding old(List<Doc.Member> misplaced) {
    Doc.Member first = misplaced.get(0);
    Finding.Builder finding =
        unknown(first, "overrides.defaults")
            .evidence("overrides.defaults takes the nested layout only: ingestion, read, …");
    List<String> others = misplaced.stream().skip(1).map(Doc.Member::key).toList();
    if (!others.isEmpty()) {
      finding.evidence("just so: " + String.join(", ", others));
    }
    String better = OLD.getOrDefault(first.key(), "");
    return finding
        .fix(
            Fix.of(
                better.isEmpty()
                    ? "remove it; Tempo has no such limit any more"
                    : "write it as " + better + " below defaults"))
        .build();
  }

  private Finding mixed(Doc.Member member) {
    return unknown(member, "overrides, which has defaults already")
        .evidence("a file that mixes the old flat layout with the new nested one is refused")
        .fix(Fix.of("move it below defaults, as " + OLD.get(member.key())))
        .build();
  }

  private Finding.Builder unknown(Doc.Member member, String where) {
    return Finding.of("tempo/config-unknown-field", Severity.ERROR)
        .message("there is no field \"" + member.key() + "\" in " + where)
        .at(source.location(member.keySpan()))
        .anchor(where + "." + member.key())
        .evidence("Tempo refuses a file with a field that it does not know, and does not start");
  }
}
