package com.scanium.sightline.grafana.tempo;

import static org.assertj.core.api.Assertions.assertThat;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.port.FileNeed;
import com.scanium.sightline.text.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TempoConfigTest {
  @TempDir private Path folder;

  private static TempoConfig read(String text) {
    return TempoConfig.read(SourceText.of("tempo.yaml", text));
  }

  @Test
  void oldLimitsInsideTheDefaultsAreOneFindingAtTheFirst() {
    assertThat(
            read("""
                    overrides:
                      defaults:
                        metrics_generator: {processors: [span-metrics]}
                        max_traces_per_user: 10000
                        ingestion_rate_limit_bytes: 15000000
                    """)
                .findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.toString())
                  .startsWith("error tempo/config-unknown-field tempo.yaml:4:5");
              assertThat(finding.evidence()).contains("just so: ingestion_rate_limit_bytes");
              assertThat(finding.fix().orElseThrow().summary())
                  .isEqualTo("write it as ingestion.max_traces_per_user below defaults");
            });
  }

  @Test
  void bothLayoutsInOneFileAreRefused() {
    assertThat(read("overrides: {max_traces_per_user: 1, defaults: {global: {}}}").findings())
        .extracting(Finding::rule)
        .containsExactly("tempo/config-unknown-field");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "server: {http_listen_port: 3200}",
        "overrides: {max_traces_per_user: 1, metrics_generator_processors: [span-metrics]}",
        "overrides: {defaults: {ingestion: {max_traces_per_user: 1}, something_new: 1}}",
        "overrides: {per_tenant_override_config: /etc/tempo/overrides.yaml, defaults: {read: {}}}"
      })
  void whatTempoTakesIsSilent(String text) {
    assertThat(read(text).findings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"overrides: {", "[1, 2]", "- a", "overrides: &a {b: *a}"})
  void whatDoesNotParseIsSaid(String text) {
    assertThat(read(text).findings())
        .isNotEmpty()
        .allSatisfy(finding -> assertThat(finding.rule()).isEqualTo("tempo/config-syntax"));
  }

  @Test
  void theProcessorsAreFoundInBothLayoutsAndInTheOverridesOfTenants() throws IOException {
    assertThat(read("metrics_generator: {}").hasProcessors()).contains(false);
    assertThat(read("overrides: {metrics_generator_processors: [a]}").hasProcessors())
        .contains(true);
    assertThat(
            read("overrides: {defaults: {metrics_generator: {processors: [a]}}}").hasProcessors())
        .contains(true);
    String elsewhere = "overrides: {per_tenant_override_config: /etc/tempo/tenants.yaml}";
    assertThat(read(elsewhere).hasProcessors()).isEmpty();
    Path file = Files.writeString(folder.resolve("tempo.yaml"), elsewhere);
    Path tenants = folder.resolve("tenants.yaml");
    Files.writeString(tenants, "overrides: {\"*\": {metrics_generator_processors: [a]}}");
    assertThat(TempoConfig.load(file, folder).hasProcessors()).contains(true);
    Files.writeString(tenants, "overrides: {one: {max_traces_per_user: 1}}");
    assertThat(TempoConfig.load(file, folder).hasProcessors()).contains(false);
  }

  @Test
  void theFileOfOverridesMustBeInTheContainer() {
    assertThat(read("overrides: {per_tenant_override_config: /etc/o.yaml}").needs())
        .extracting(FileNeed::path)
        .containsExactly("/etc/o.yaml");
    assertThat(read("overrides: {per_tenant_override_config: \"${F}\"}").needs()).isEmpty();
    assertThat(read("overrides: {per_tenant_override_config: o.yaml}").needs()).isEmpty();
    assertThat(read("metrics_generator: {}").metricsGenerator()).isNotEqualTo(Optional.empty());
  }
}
