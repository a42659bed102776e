package com.scanium.sightline.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.network.ComposeProject;
import com.scanium.sightline.network.ComposeTopology;
import com.scanium.sightline.network.NetworkTopology;
import com.scanium.sightline.validation.PipelineValidator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthcheckCommandRuleTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '`',
      value = {
        "grafana/alloy:v1.0.0§[CMD, wget, -q, x]§wget",
        "docker.io/grafana/alloy@sha256:0§[CMD, /usr/bin/curl, x]§/usr/bin/curl",
        "grafana/alloy§curl -f localhost || exit 1§curl",
        "grafana/alloy§[CMD-SHELL, 'wget x || curl y']§wget",
        "otel/opentelemetry-collector-contrib:0.100.0§[CMD-SHELL, 'true']§sh",
        "grafana/alloy§[CMD, bash, -c, x]§``",
        "grafana/alloy§wget x || bash -c y§``",
        "grafana/alloy§[NONE]§``",
        "grafana/loki:2.9.3§[CMD, wget, x]§``",
        "other/alloy§[CMD, wget, x]§``",
        "grafana/alloy:${V:?}§[CMD, wget, x]§``",
      })
  void aCommandThatTheImageLacksIsFound(String image, String test, String command)
      throws IOException {
    List<Finding> found =
        check("services:\n  c:\n    image: " + image + "\n    healthcheck:\n      test: " + test);
    if (command.isEmpty()) {
      assertThat(found).isEmpty();
    } else {
      assertThat(found).hasSize(1);
      assertThat(found.get(0).message()).contains("\"c\" calls \"" + command + "\"");
      assertThat(found.get(0).location().orElseThrow()).hasToString("compose.yml:5:13");
    }
  }

  @Test
  void whoWaitsForItIsNamed() throws IOException {
    List<Finding> found =
        check(
            """
            services:
              c: {image: grafana/alloy, healthcheck: {test: [CMD, wget, x]}}
              w: {image: w, depends_on: {c: {condition: service_healthy}}}
              v: {image: v, depends_on: [c]}
            """);
    assertThat(found.get(0).evidence()).contains("never healthy, so these never start: w");
  }

  private List<Finding> check(String compose) throws IOException {
    Path file = Files.writeString(folder.resolve("compose.yml"), compose);
    NetworkTopology network = ComposeTopology.load(folder, List.of(ComposeProject.of(file)));
    try (PipelineValidator validator = PipelineValidator.builder().network(network).build()) {
      return validator.validate().findings().stream()
          .filter(finding -> finding.rule().equals("compose/healthcheck-command-missing"))
          .toList();
    }
  }
}
