package com.scanium.sightline.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageNameTest {
  @ParameterizedTest
  @CsvSource({
    "grafana/alloy:v1.5.0, grafana/alloy, v1.5.0",
    "grafana/alloy, grafana/alloy, ''",
    "registry:5000/grafana/alloy, registry:5000/grafana/alloy, ''",
    "registry:5000/grafana/alloy:1.5, registry:5000/grafana/alloy, 1.5",
    "grafana/alloy:1.5@sha256:abc, grafana/alloy, 1.5",
    "grafana/alloy@sha256:abc, grafana/alloy, ''",
    "'', '', ''"
  })
  void isTakenApart(String image, String repository, String tag) {
    ImageName name = ImageName.of(image);
    assertThat(name.repository()).isEqualTo(repository);
    assertThat(name.tag().orElse("")).isEqualTo(tag);
  }

  @Test
  void theRegistryMakesNoOtherRepository() {
    assertThat(ImageName.of("docker.io/grafana/alloy:1").isOf("grafana/alloy")).isTrue();
    assertThat(ImageName.of("grafana/alloy").isOf("grafana/alloy")).isTrue();
    assertThat(ImageName.of("mygrafana/alloy").isOf("grafana/alloy")).isFalse();
  }

  @Test
  void onlyDockerHubsOwnNameIsLeftOut() {
    assertThat(ImageName.of("docker.io/grafana/alloy:1").onDockerHub()).isEqualTo("grafana/alloy");
    assertThat(ImageName.of("docker.io/library/nginx").onDockerHub()).isEqualTo("nginx");
    assertThat(ImageName.of("hub.corp/grafana/alloy").onDockerHub())
        .isEqualTo("hub.corp/grafana/alloy");
  }
}
