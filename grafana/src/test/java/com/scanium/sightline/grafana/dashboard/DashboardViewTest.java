package com.scanium.sightline.grafana.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.scanium.sightline.grafana.provisioning.GrafanaProvisioning;
import com.scanium.sightline.port.Datasources;
import com.scanium.sightline.port.PanelQuery;
import com.scanium.sightline.port.VariableValues;
import com.scanium.sightline.text.SourceText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a dashboard shows when a link opens it. */
class DashboardViewTest {
  private static final Instant NOW = Instant.parse("2026-03-04T10:20:30Z");
  private static final String DASHBOARD =
      """
      {"uid": "shop", "title": "My Shop", "time": {"from": "now-24h", "to": "now"},
       "templating": {"list": [
         {"name": "ds", "type": "datasource", "query": "prometheus"},
         {"name": "env", "type": "custom", "query": "Prod : prod, Dev : dev"},
         {"name": "code", "type": "custom", "query": "200,404,5..", "multi": true,
          "includeAll": true, "allValue": ".*"},
         {"name": "job", "type": "query", "query": "label_values(up, job)", "refresh": 1,
          "multi": true, "includeAll": true, "current": {"value": ["old"]}},
         {"name": "text", "type": "textbox", "query": "nothing"},
         {"name": "step", "type": "interval", "query": "1m,5m"},
         {"name": "fixed", "type": "constant", "query": "same"},
         {"name": "mine", "type": "custom", "query": "a,b", "skipUrlSync": true},
         {"name": "filters", "type": "adhoc", "datasource": {"type": "prometheus", "uid": "P2"},
          "filters": [{"key": "saved", "operator": "=", "value": "x"}]}
       ]},
       "panels": [
         {"id": 1, "type": "stat", "title": "One", "datasource": {"type": "prometheus", "uid": "P1"},
          "targets": [{"refId": "A", "expr": "%s"}]},
         {"id": 2, "type": "stat", "title": "Two", "datasource": {"type": "prometheus", "uid": "$ds"},
          "targets": [{"refId": "A", "expr": "up"}]}
       ]}
      """;

  private static final GrafanaProvisioning DATASOURCES =
      GrafanaProvisioning.of(
          List.of(
              SourceText.of(
                  "ds.yaml",
                  """
                  datasources:
                    - {name: First, uid: P1, type: prometheus, isDefault: true}
                    - {name: Second, uid: P2, type: prometheus}
                  """)));

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          'var-env=dev'; 'up{e="$env"}'; 'up{e="dev"}'
          'var-env=Dev'; 'up{e="$env"}'; 'up{e="dev"}'
          'var-env=other'; 'up{e="$env"}'; 'up{e="other"}'
          'var-code=200'; 'up{c=~"$code"}'; 'up{c=~"200"}'
          'var-code=200&var-code=5..'; 'up{c=~"$code"}'; 'up{c=~"(200|5\\\\.\\\\.)"}'
          'var-code=All'; 'up{c=~"$code"}'; 'up{c=~".*"}'
          'var-code=$__all'; 'up{c=~"$code"}'; 'up{c=~".*"}'
          'var-code=.*'; 'up{c=~"$code"}'; 'up{c=~".*"}'
          'var-code=$__all&var-code=404'; 'up{c=~"$code"}'; 'up{c=~"404"}'
          'var-code=404&var-code=$__all'; 'up{c=~"$code"}'; 'up{c=~".*"}'
          'var-job=api&var-job=web'; 'up{job=~"$job"}'; 'up{job=~"(api|web)"}'
          'var-job=$__all'; 'up{job=~"$job"}'; 'up{job=~"$job"}'
          'var-text=a+b'; 'up{t="$text"}'; 'up{t="a b"}'
          'var-text='; 'up{t="$text"}'; 'up{t=""}'
          'var-step=5m'; 'rate(a[$step])'; 'rate(a[5m])'
          'var-fixed=x'; 'up{f="$fixed"}'; 'up{f="same"}'
          'var-mine=b'; 'up{m="$mine"}'; 'up{m="a"}'
          'from=now-1h'; 'rate(a[$__range])'; 'rate(a[3600s])'
          'from=1700000000000&to=1700000600000'; 'a offset ${__from}'; 'a offset 1700000000000'
          'x=y'; 'up{u="${__url.path}${__url.params}"}'; 'up{u="/d/shop/s?x=y"}'
          """)
  void valuesOfTheLinkReachTheQuery(String parameters, String written, String sent) {
    PanelQuery query = view(written, parameters).queries().get(0);
    assertThat(query.variants()).hasSize(1);
    assertThat(query.variants().get(0).text()).isEqualTo(sent);
  }

  @Test
  void filtersOfTheLinkReplaceTheSavedOnes() {
    String link = "var-ds=P2&var-filters=job%7C%3D%7Capi&var-filters=path%7C%3D~%7Ca__gfp__b,A+B";
    assertThat(view("up", link).queries().get(1).variants().get(0).text())
        .isEqualTo("up{job=\"api\", path=~\"a|b\"}");
    assertThat(view("up", "var-ds=P2").queries().get(1).variants().get(0).text())
        .isEqualTo("up{saved=\"x\"}");
  }

  @Test
  void aDataSourceIsNamedByUidOrName() {
    assertThat(datasource("var-ds=P2")).contains("P2");
    assertThat(datasource("var-ds=Second")).contains("P2");
    assertThat(datasource("var-ds=default")).contains("P1");
    assertThat(datasource("var-ds=gone")).contains("gone");
  }

  private static Optional<String> datasource(String link) {
    return view("up", link).queries().get(1).question().datasource().name();
  }

  @Test
  void timesOfTheLinkAreRead() {
    DashboardView relative = view("up", "from=now-1d/d&to=now-1d/d");
    assertThat(relative.start()).contains(Instant.parse("2026-03-03T00:00:00Z"));
    assertThat(relative.end()).contains(Instant.parse("2026-03-03T23:59:59.999Z"));
    assertThat(view("up", "from=20260301T100000&to=20260302").range())
        .contains(Duration.ofHours(14));
    assertThat(view("up", "from=2026-03-01T10:00:00.000Z&to=2026-03-01T11:00:00.000Z").range())
        .contains(Duration.ofHours(1));
    assertThat(view("up", "from=now/w&timezone=Europe%2FBerlin&to=now").start())
        .contains(Instant.parse("2026-02-28T23:00:00Z"));
    assertThat(view("up", "from=now-2M-1d%2B2h&to=now").start())
        .contains(Instant.parse("2026-01-03T12:20:30Z"));
    assertThat(view("up", "from=nonsense").range()).isEmpty();
    assertThat(view("up", "x=y").range()).contains(Duration.ofHours(24));
  }

  @Test
  void onlyThePanelOfTheLinkIsShown() {
    assertThat(view("up", "viewPanel=2").queries())
        .extracting(it -> it.ref().panel().orElse(0))
        .containsExactly(2L);
    assertThat(view("up", "viewPanel=9").queries()).isEmpty();
  }

  @Test
  void whatIsNotTakenOrNotKnownIsSaid() {
    DashboardView view = view("up", "var-fixed=x&var-nobody=y&var-env=dev");
    assertThat(view.ignored()).containsExactly("fixed", "nobody");
    assertThat(view.unknownVariables()).containsExactly("job");
    assertThat(view.variables()).extracting(it -> it.name()).contains("env").doesNotContain("job");
  }

  @Test
  void aSetShowsTheDashboardOfTheLinkAlone() {
    DashboardSet set =
        DashboardSet.of(
            List.of(
                SourceText.of("shop.json", DASHBOARD.formatted("up")),
                SourceText.of("other.json", "{\"uid\": \"other\", \"panels\": []}")));
    assertThat(set.opened(DashboardLink.parse("/d/shop"), NOW).dashboards())
        .extracting(Dashboard::id)
        .containsExactly("shop");
    assertThat(set.opened(DashboardLink.parse("/dashboard/db/my-shop"), NOW).count()).isOne();
    assertThat(set.opened(DashboardLink.parse("/d/nobody"), NOW).count()).isZero();
    assertThat(set.opened(DashboardLink.parse("?var-env=dev"), NOW).count()).isEqualTo(2);
    assertThat(set.opened("/d/shop?from=0&to=1700000000000", NOW).shownUntil())
        .contains(Instant.ofEpochMilli(1_700_000_000_000L));
    assertThat(set.shownUntil()).isEmpty();
  }

  @Test
  void onlyAnOpenedDashboardHasAView() {
    Dashboard dashboard = dashboard("up");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DashboardView.of(dashboard, Datasources.NONE, VariableValues.UNKNOWN));
    assertThat(DashboardView.of(dashboard, DashboardLink.parse("?from=now-5m"), NOW).range())
        .contains(Duration.ofMinutes(5));
  }

  private static DashboardView view(String expr, String parameters) {
    DashboardLink link = DashboardLink.parse("https://g.example.org/d/shop/s?" + parameters);
    return DashboardView.of(dashboard(expr).opened(link, NOW), DATASOURCES, VariableValues.UNKNOWN);
  }

  private static Dashboard dashboard(String expr) {
    String json = DASHBOARD.formatted(expr.replace("\\", "\\\\").replace("\"", "\\\""));
    return DashboardReader.read(SourceText.of("shop.json", json)).dashboard().orElseThrow();
  }
}
