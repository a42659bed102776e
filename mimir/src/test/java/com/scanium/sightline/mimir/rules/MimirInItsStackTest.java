package com.scanium.sightline.mimir.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.scanium.sightline.mimir.config.MimirConfig;
import com.scanium.sightline.network.ComposeTopology;
import com.scanium.sightline.port.Tenant;
import com.scanium.sightline.validation.PipelineValidator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MimirInItsStackTest {
  private static final String PUSH = "http://mimir:9009/api/v1/push";

  @TempDir private Path folder;

  /** A stack of a collector and a Mimir whose volumes and arguments a test chooses. */
  private String told(String config, String further, String url, Tenant tenant) throws IOException {
    Path mimir = Files.writeString(folder.resolve("mimir.yaml"), config);
    Path collector = Files.writeString(folder.resolve("collector.conf"), "");
    Path compose =
        Files.writeString(
            folder.resolve("compose.yaml"),
            """
            services:
              collector:
                image: example/collector
                volumes: ["./collector.conf:/etc/collector.conf"]
                command: ["-config", "/etc/collector.conf"]
              gateway:
                image: nginx
              mimir:
                image: grafana/mimir:2.17.1
                volumes: ["./mimir.yaml:/etc/mimir.yaml"FURTHER_VOLUME]
                command: ["-config.file=/etc/mimir.yaml"FURTHER_ARGUMENT]
            """
                .replace("FURTHER_VOLUME", further.startsWith("-") ? "" : further)
                .replace(
                    "FURTHER_ARGUMENT", further.startsWith("-") ? ", \"" + further + "\"" : ""));
    try (PipelineValidator validator =
        PipelineValidator.builder()
            .network(ComposeTopology.load(compose))
            .collector(new OneWriter(collector, url, tenant))
            .configCheck(MimirConfig.load(mimir, folder))
            .build()) {
      return validator
          .validate()
          .allFindings()
          .map(finding -> finding + " " + finding.evidence())
          .collect(Collectors.joining("\n"));
    }
  }

  @Test
  void aWriteWithoutTenantToAMimirThatWantsOneIsRefused() throws IOException {
    assertThat(told("multitenancy_enabled: true", "", PUSH, Tenant.none()))
        .startsWith("error mimir/tenant collector.conf write sends no tenant, and Mimir wants one")
        .contains("mimir.yaml and the command line leave multitenancy_enabled true");
  }

  @Test
  void aTenantIsWantedWhereNothingIsSaidBecauseThatIsTheDefault() throws IOException {
    assertThat(told("target: all", "", PUSH, Tenant.none())).contains("error mimir/tenant");
  }

  @ParameterizedTest
  @CsvSource({
    "multitenancy_enabled: false,'',http://mimir:9009/api/v1/push,''",
    "multitenancy_enabled: true,'',http://mimir:9009/api/v1/push,team-a",
    "multitenancy_enabled: true,'',http://gateway/api/v1/push,''",
    "multitenancy_enabled: true,'',http://elsewhere.example/api/v1/push,''",
    "multitenancy_enabled: true,'',not an address,''",
    "multitenancy_enabled: true,-auth.multitenancy-enabled=false,http://mimir:9009/api/v1/push,''"
  })
  void whatMayWorkIsNotReported(String config, String further, String url, String tenant)
      throws IOException {
    assertThat(told(config, further, url, Tenant.of(tenant))).doesNotContain("mimir/tenant");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|error compose/missing-mount mimir.yaml:1:24|no mount of the container holds it",
        ", \"data:/data\"|warning compose/missing-mount mimir.yaml:1:24|volume \"data\"",
        ", \"./data:/data\"|warning compose/missing-mount mimir.yaml:1:24|does not hold it"
      })
  void aRuntimeConfigurationThatNothingMountsIsFound(String further, String said, String evidence)
      throws IOException {
    assertThat(told("runtime_config: {file: /data/runtime.yaml}", further, PUSH, Tenant.none()))
        .contains(said)
        .contains("nothing puts \"/data/runtime.yaml\" into container \"mimir\"")
        .contains(evidence);
  }

  @Test
  void aRuntimeConfigurationThatIsThereIsFine() throws IOException {
    Files.createDirectories(folder.resolve("data"));
    Files.writeString(folder.resolve("data/runtime.yaml"), "overrides: {}\n");
    String config = "runtime_config: {file: \"/data/runtime.yaml,${MORE}\"}";
    assertThat(told(config, ", \"./data:/data\"", PUSH, Tenant.none()))
        .doesNotContain("missing-mount");
    assertThat(told("runtime_config: {period: 10s}", "", PUSH, Tenant.none()))
        .doesNotContain("missing-mount");
    assertThat(told(config, ", \"/srv/of/another/machine:/data\"", PUSH, Tenant.none()))
        .doesNotContain("missing-mount");
  }
}
