package com.scanium.sightline.mimir.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.scanium.sightline.text.SourceText;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MimirConfigTest {
  private static String told(String yaml) {
    return MimirConfig.read(SourceText.of("mimir.yaml", yaml)).findings().stream()
        .map(finding -> finding + finding.fix().map(fix -> " -> " + fix).orElse(""))
        .collect(Collectors.joining("\n"));
  }

  @Test
  void aFileThatMimirTakesGivesNoFinding() {
    assertThat(
            told(
                """
                target: all
                multitenancy_enabled: false
                common: {storage: {backend: filesystem, filesystem: {dir: /data/tsdb}}}
                blocks_storage:
                  backend: filesystem
                  filesystem: {dir: /data/blocks}
                  tsdb: {dir: /data/tsdb, retention_period: 360h, block_ranges_period: [2h]}
                  bucket_store:
                    sync_dir: /data/tsdb-sync
                    index_cache: {backend: inmemory, inmemory: {max_size_bytes: 1}}
                ruler: {rule_path: /tmp/ruler}
                ruler_storage: {backend: filesystem, filesystem: {dir: /data/ruler}}
                alertmanager: {data_dir: /data/am}
                alertmanager_storage: {backend: filesystem, filesystem: {dir: /data/am}}
                limits: {compactor_blocks_retention_period: 15d, max_query_lookback: 1w}
                runtime_config: {file: "${RUNTIME:/data/rt.yaml}", period: "${PERIOD:1d}"}
                """))
        .isEmpty();
  }

  @Test
  void durationsInDaysAreFoundOutsideOfTheLimits() {
    assertThat(
            told(
                """
                blocks_storage:
                  tsdb:
                    retention_period: 15d
                    block_ranges_period: [2h, 1d]
                compactor:
                  deletion_delay: 1w2d3h
                """))
        .isEqualTo(
            """
            error mimir/config-invalid-value mimir.yaml:3:23 "15d" is no duration for \
            blocks_storage.tsdb.retention_period: hours are the largest unit -> write "360h"
            error mimir/config-invalid-value mimir.yaml:4:31 "1d" is no duration for \
            blocks_storage.tsdb.block_ranges_period: hours are the largest unit -> write "24h"
            error mimir/config-invalid-value mimir.yaml:6:19 "1w2d3h" is no duration for \
            compactor.deletion_delay: hours are the largest unit -> write "219h"\
            """);
  }

  @Test
  void fieldsThatDoNotExistAreFound() {
    assertThat(
            told(
                """
                blocks_storage:
                  bucket_store:
                    index_cache:
                      inmemory:
                        max_size_mb: 512
                limit: {}
                something_of_a_newer_version: 1
                """))
        .isEqualTo(
            """
            error mimir/config-unknown-field mimir.yaml:5:9 there is no field "max_size_mb" in \
            blocks_storage.bucket_store.index_cache.inmemory -> use "max_size_bytes" if that is \
            what is meant
            warning mimir/config-unknown-field mimir.yaml:6:1 there is no field "limit" at the top \
            of Mimir's configuration -> write "limits"\
            """);
  }

  @Test
  void directoriesThatOverlapAreFound() {
    assertThat(
            told(
                """
                blocks_storage:
                  tsdb: {dir: /data}
                compactor: {data_dir: /data/compactor/}
                ruler: {rule_path: /rules/}
                ruler_storage: {filesystem: {dir: /rules}}
                """))
        .isEqualTo(
            """
            error mimir/config-path-conflict mimir.yaml:2:15 blocks_storage.tsdb.dir and \
            compactor.data_dir overlap: "/data" -> give each of them a directory of its own
            error mimir/config-path-conflict mimir.yaml:4:20 ruler.rule_path and \
            ruler_storage.filesystem.dir overlap: "/rules/" -> give each of them a directory of \
            its own\
            """);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ruler: {rule_path: /rules/x}\nruler_storage: {filesystem: {dir: /rules}}",
        "ruler: {rule_path: /rules}\nruler_storage: {backend: s3, filesystem: {dir: /rules}}",
        "ruler: {rule_path: /rules}\nruler_storage: {backend: local, local: {directory: /r}}",
        "target: ruler\nruler: {rule_path: /rules}\nruler_storage: {filesystem: {dir: /rules}}",
        "compactor: {data_dir: /data}\nruler: {rule_path: data}",
        "compactor: {data_dir: /data}\nruler: {rule_path: /data-ruler}",
        "compactor: {data_dir: \"${D}\"}\nruler: {rule_path: \"${D}\"}"
      })
  void whatSomeVersionTakesIsNoConflict(String yaml) {
    assertThat(told(yaml)).isEmpty();
  }

  @Test
  void aTargetWithTheAlertmanagerUsesItsDirectoryToo() {
    assertThat(
            told("target: all,alertmanager\nalertmanager: {data_dir: /d}\nruler: {rule_path: /d}"))
        .contains("ruler.rule_path and alertmanager.data_dir are the same directory");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# nothing\n", "---\n"})
  void anEmptyFileIsFine(String yaml) {
    assertThat(told(yaml)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a: [", "- a\n- b\n", "just text", "a: 1\n b: 2\n", "\u0000", "{a: {b: *x}}"})
  void whatIsNoMappingIsASyntaxError(String yaml) {
    assertThat(told(yaml)).startsWith("error mimir/config-syntax mimir.yaml");
  }
}
