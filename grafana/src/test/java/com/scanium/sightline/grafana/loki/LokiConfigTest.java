package com.scanium.sightline.grafana.loki;

import static org.assertj.core.api.Assertions.assertThat;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.port.FileNeed;
import com.scanium.sightline.text.SourceText;
import org.junit.jupiter.api.Test;

class LokiConfigTest {
  private static LokiConfig read(String text) {
    return LokiConfig.read(SourceText.of("loki.yaml", text));
  }

  @Test
  void tellsWhetherRequestsNeedATenant() {
    assertThat(read("auth_enabled: false").needsTenant()).contains(false);
    assertThat(read("auth_enabled: true").needsTenant()).contains(true);
    assertThat(read("server: {}").needsTenant()).isEmpty();
  }

  @Test
  void whatDoesNotParseIsSaid() {
    assertThat(read("auth_enabled: [").findings())
        .extracting(Finding::rule)
        .containsOnly("loki/config-syntax");
    assertThat(read("auth_enabled: false").findings()).isEmpty();
  }

  @Test
  void theRuntimeConfigurationMustBeInTheContainer() {
    assertThat(read("runtime_config: {file: /etc/loki/runtime.yaml}").needs())
        .extracting(FileNeed::path)
        .containsExactly("/etc/loki/runtime.yaml");
    assertThat(read("runtime_config: {file: \"${RUNTIME}\"}").needs()).isEmpty();
    assertThat(read("server: {}").needs()).isEmpty();
  }
}
