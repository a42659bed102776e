package com.scanium.sightline.grafana.loki;

import static org.assertj.core.api.Assertions.assertThat;

import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.port.FileNeed;
import com.scanium.sightline.port.StreamStore;
import com.scanium.sightline.text.SourceText;
import java.util.List;
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

  @Test
  void tellsWhichLabelsTheStoreAdds() {
    LokiConfig silent = read("server: {}");
    assertThat(silent.serviceNameSources()).isEmpty();
    assertThat(silent.resourceLabels()).isEmpty();
    assertThat(silent.discoversLevels()).isEmpty();
    assertThat(silent.mayDiffer()).isFalse();

    LokiConfig limits =
        read(
            """
            limits_config:
              discover_service_name: [app]
              discover_log_levels: false
              otlp_config:
                severity_text_as_label: true
                resource_attributes:
                  ignore_defaults: true
                  attributes_config:
                    - {action: index_label, attributes: [service.name, team]}
                    - {action: index_label, regex: "k8s[.].*"}
                    - {action: drop, attributes: [host.name]}
            """);
    assertThat(limits.serviceNameSources()).contains(List.of("app"));
    assertThat(limits.discoversLevels()).contains(false);
    StreamStore.ResourceLabels labels = limits.resourceLabels().orElseThrow();
    assertThat(labels.names()).containsExactly("service.name", "team");
    assertThat(labels.patterns()).singleElement().matches(regex -> regex.matches("k8s.pod.name"));
    assertThat(labels.withDefaults()).isFalse();
    assertThat(labels.withSeverity()).isTrue();
  }

  @Test
  void limitsMayDifferByTenant() {
    assertThat(read("runtime_config: {file: /etc/loki/runtime.yaml}").mayDiffer()).isTrue();
    assertThat(read("limits_config: [").mayDiffer()).isTrue();
  }
}
