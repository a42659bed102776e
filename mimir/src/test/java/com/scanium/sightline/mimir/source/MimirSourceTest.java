package com.scanium.sightline.mimir.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.scanium.sightline.finding.PipelineReport;
import com.scanium.sightline.pipeline.Walk;
import com.scanium.sightline.port.Datasources;
import com.scanium.sightline.port.RecordingRule;
import com.scanium.sightline.port.RecordingRules;
import com.scanium.sightline.port.SeriesStore;
import com.scanium.sightline.report.ReportFormats;
import com.scanium.sightline.validation.ConfigurationException;
import com.scanium.sightline.validation.PipelineValidator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MimirSourceTest {
  @TempDir private Path folder;

  private PipelineValidator read(String yaml, Walk walk) throws IOException {
    Path file = Files.writeString(folder.resolve("sightline.yaml"), yaml);
    return PipelineValidator.fromFile(file, walk);
  }

  @Test
  void aLiveWalkGetsTheStoreWithItsTenant() throws IOException {
    try (PipelineValidator validator =
        read("store: {url: \"http://localhost:9009/prometheus/\", tenant: team-a}", Walk.LIVE)) {
      SeriesStore store = validator.pipeline().store().orElseThrow();
      assertThat(store.address()).isEqualTo("http://localhost:9009/prometheus");
      assertThat(store.tenant().toString()).isEqualTo("team-a");
      assertThat(store.requests()).isZero();
    }
  }

  @Test
  void aStaticWalkGetsNoStore() throws IOException {
    try (PipelineValidator validator =
        read(
            "store: {url: \"http://localhost:9009/prometheus\", bearerTokenEnv: NOT_SET_ANYWHERE}",
            Walk.STATIC)) {
      assertThat(validator.pipeline().store()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "store: {}|store must be {url: \"http://localhost:9009/prometheus\"}",
        "store: [1]|store must be {url:",
        "store: {url: localhost}|not an absolute http or https address",
        "store: {url: \"http://me:t0p@h/\"}|credentials do not belong into an address",
        "store: {url: \"http://h\", tennant: a}|unknown field \"tennant\", did you mean \"tenant\"?",
        "store: {url: \"http://h\", bearerTokenEnv: NOT_SET_ANYWHERE}|store.bearerTokenEnv must be"
            + " the name of an environment variable that is set",
        "store: {url: \"http://h\", user: me}|both \"user\" and \"passwordEnv\"",
        "store: {url: \"http://h\", tenant: \"a\\r\\nb: c\"}|holds a character that no header may"
      })
  void whatIsWrongWithAStoreIsRefusedInOneLine(String yaml, String said) {
    assertThatThrownBy(() -> read(yaml, Walk.LIVE).close())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("sightline.yaml:1:")
        .hasMessageContaining(said)
        .hasMessageNotContaining("t0p");
  }

  @Test
  void whatIsNotLookedAtIsSaid() throws IOException {
    Files.writeString(folder.resolve("mimir.yaml"), "multitenancy_enabled: false\n");
    try (PipelineValidator validator =
        read("mimirConfig: [mimir.yaml]\nrules: [rules/a.yaml]\n", Walk.STATIC)) {
      PipelineReport report = validator.validate();
      assertThat(report.render(ReportFormats.JSON))
          .contains("mimir.yaml", "only its durations", "rules/a.yaml", "is not there");
    }
  }

  @Test
  void ruleFilesGiveAlertsAndProducers() throws IOException {
    Files.createDirectories(folder.resolve("rules"));
    Files.writeString(
        folder.resolve("rules/a.yaml"),
        """
        groups:
          - name: g
            rules:
              - {record: job_up_sum, expr: sum by (job) (up)}
              - {alert: Down, expr: up == 0}
              - {alert: Broken, expr: 'up =='}
        """);

    try (PipelineValidator validator = read("rules: [rules/*.yaml]\n", Walk.STATIC)) {
      var pipeline = validator.pipeline();
      assertThat(pipeline.alertRules().get(0).queries(Datasources.NONE)).hasSize(2);
      assertThat(pipeline.recordingRules())
          .flatExtracting(RecordingRules::recordings)
          .extracting(RecordingRule::name)
          .contains("job_up_sum")
          .doesNotContain("job_up_sum_x");
      assertThat(validator.validate().render(ReportFormats.JSON)).contains("does not parse");
    }
  }
}
