package com.scanium.sightline.grafana.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses of dashboards as browsers show them. */
class DashboardLinkTest {
  @Test
  void everyPartIsRead() {
    DashboardLink link =
        DashboardLink.parse(
            "https://g.example.org/grafana/d/ab%2Dc/my-shop?orgId=1&from=now-6h&to=now"
                + "&timezone=Europe%2FBerlin&var-job=a+b&var-job=c%26d&var-empty=&viewPanel=panel-12"
                + "&kiosk#top");
    assertThat(link.uid()).contains("ab-c");
    assertThat(link.slug()).contains("my-shop");
    assertThat(link.panel()).contains(12L);
    assertThat(link.from()).contains("now-6h");
    assertThat(link.to()).contains("now");
    assertThat(link.timezone()).contains("Europe/Berlin");
    assertThat(link.variables())
        .containsExactly(entry("job", List.of("a b", "c&d")), entry("empty", List.of("")));
    assertThat(link.path()).isEqualTo("/grafana/d/ab%2Dc/my-shop");
    assertThat(link.query()).startsWith("orgId=1&").endsWith("&kiosk");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      textBlock =
          """
          /d-solo/u/s?panelId=7, u, s, 7
          http://localhost:3000/dashboard/db/old-title?editPanel=3, '', old-title, 3
          ?var-x=1, '', '', ''
          /d/u?viewPanel=env-prod$panel-4, u, '', 4
          /d/u/?viewPanel=nothing, u, '', ''
          """)
  void otherFormsAreReadToo(String url, String uid, String slug, String panel) {
    DashboardLink link = DashboardLink.parse(url);
    assertThat(link.uid().orElse("")).isEqualTo(uid);
    assertThat(link.slug().orElse("")).isEqualTo(slug);
    assertThat(link.panel().map(String::valueOf).orElse("")).isEqualTo(panel);
  }

  @Test
  void aMomentWithAWindowIsATimeRange() {
    DashboardLink link = DashboardLink.parse("/d/u?time=1700000000000&time.window=60000");
    assertThat(link.from()).contains("1699999970000");
    assertThat(link.to()).contains("1700000030000");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "?", "&&=", "%", "/d/%zz?var-%=%", "://", "/d/?var-", "#", "d/x"})
  void nothingIsRefused(String text) {
    assertThatCode(() -> DashboardLink.parse(text).variables()).doesNotThrowAnyException();
    assertThatCode(() -> DashboardLink.parse(text).uid()).doesNotThrowAnyException();
  }
}
