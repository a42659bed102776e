package com.scanium.sightline.example;

import static com.scanium.sightline.testing.SightlineAssertions.assertThat;

import com.scanium.sightline.finding.PipelineReport;
import com.scanium.sightline.validation.PipelineValidator;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The test that the backend's repository would hold: it fails before the dashboard is empty. */
class OpenAiRuntimeDashboardTest {
  @Test
  void everyPanelCanShowData() {
    try (PipelineValidator validator =
        PipelineValidator.fromFile(Path.of("fixed/sightline.yaml"))) {
      PipelineReport report = validator.validate();
      assertThat(report).isHealthy().checkedEveryPanel().canShowEveryPanel();
    }
  }
}
