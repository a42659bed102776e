package com.scanium.sightline.mimir.config;

import com.scanium.sightline.finding.Edit;
import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.SourceText;
import com.scanium.sightline.text.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds fields that Mimir does not know: it refuses a file with any. Blocks are looked at whose
 * fields are few and have been the same in all versions; at the top, where versions add blocks, a
 * name is only held to be wrong when it is near one that is right.
 */
final class FieldCheck {
  private static final Set<String> DIRECTORY = Set.of("dir");

  /** What a block may hold, by its path. */
  private static final Map<String, Set<String>> BLOCKS =
      Map.of(
          "common.storage.filesystem", DIRECTORY,
          "blocks_storage.filesystem", DIRECTORY,
          "ruler_storage.filesystem", DIRECTORY,
          "alertmanager_storage.filesystem", DIRECTORY,
          "blocks_storage.bucket_store.index_cache.inmemory", Set.of("max_size_bytes"),
          "activity_tracker", Set.of("filepath", "max_entries"),
          "usage_stats", Set.of("enabled", "installation_mode"));

  private static final Set<String> TOP =
      Set.of(
          "activity_tracker",
          "alertmanager",
          "alertmanager_storage",
          "api",
          "blocks_storage",
          "common",
          "compactor",
          "distributor",
          "frontend",
          "frontend_worker",
          "ingest_storage",
          "ingester",
          "ingester_client",
          "limits",
          "memberlist",
          "multitenancy_enabled",
          "no_auth_tenant",
          "overrides_exporter",
          "querier",
          "query_scheduler",
          "ruler",
          "ruler_storage",
          "runtime_config",
          "server",
          "shutdown_delay",
          "store_gateway",
          "target",
          "tenant_federation",
          "usage_stats",
          "vault");

  private final SourceText source;

  FieldCheck(SourceText source) {
    this.source = source;
  }

  List<Finding> check(Doc root) {
    List<Finding> findings = new ArrayList<>();
    for (String path : new TreeSet<>(BLOCKS.keySet())) {
      root.path(path.split("\\."))
          .ifPresent(
              block -> {
                for (Doc.Member member : block.members()) {
                  if (!BLOCKS.getOrDefault(path, Set.of()).contains(member.key())) {
                    findings.add(unknown(path, member, Severity.ERROR));
                  }
                }
              });
    }
    for (Doc.Member member : root.members()) {
      boolean slip = !TOP.contains(member.key()) && Spelling.nearest(member.key(), TOP).isPresent();
      if (slip) {
        findings.add(unknown("", member, Severity.WARNING));
      }
    }
    return findings;
  }

  private Finding unknown(String path, Doc.Member member, Severity severity) {
    Set<String> known = path.isEmpty() ? TOP : BLOCKS.getOrDefault(path, Set.of());
    String where = path.isEmpty() ? "at the top of Mimir's configuration" : "in " + path;
    Finding.Builder finding =
        Finding.of("mimir/config-unknown-field", severity)
            .message("there is no field \"" + member.key() + "\" " + where)
            .at(source.location(member.keySpan()))
            .anchor(path + "." + member.key())
            .evidence("Mimir refuses a file with a field that it does not know");
    Optional<String> meant =
        known.size() == 1 ? known.stream().findFirst() : Spelling.nearest(member.key(), known);
    boolean isSlip = Spelling.slip(member.key(), known).equals(meant) && meant.isPresent();
    meant.ifPresent(
        name ->
            finding.fix(
                isSlip
                    ? Edit.onLine(source.location(member.keySpan()), member.key(), name)
                        .map(edit -> Fix.editing("write \"" + name + "\"", List.of(edit)))
                        .orElseGet(() -> Fix.of("write \"" + name + "\""))
                    : Fix.of("use \"" + name + "\" if that is what is meant")));
    if (!path.isEmpty()) {
      finding.evidence("fields there: " + String.join(", ", new TreeSet<>(known)));
    }
    return finding.build();
  }
}
