package com.scanium.sightline.grafana.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import com.scanium.sightline.port.AlertQuery;
import com.scanium.sightline.port.Datasource;
import com.scanium.sightline.port.Datasources;
import com.scanium.sightline.port.FileNeed;
import com.scanium.sightline.port.RecordingRule;
import com.scanium.sightline.port.Tenant;
import com.scanium.sightline.text.SourceText;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What files below {@code provisioning/} say. */
class GrafanaProvisioningTest {
  private static final String DATASOURCES =
      """
      apiVersion: 1
      datasources:
        - name: Mimir
          uid: mimir
          type: prometheus
          access: proxy
          orgId: 2
          url: $MIMIR_URL/prometheus
          user: reader
          database: $$db
          basicAuth: true
          basicAuthUser: me
          withCredentials: true
          isDefault: true
          version: 3
          editable: false
          jsonData:
            httpMethod: GET
            timeInterval: ${SCRAPE}
            queryTimeout: 60s
            prometheusType: Mimir
            prometheusVersion: 2.9.1
            cacheLevel: High
            incrementalQuerying: true
            disableMetricsLookup: true
            customQueryParameters: max_source_resolution=5m
            tlsSkipVerify: true
            tlsAuth: true
            manageAlerts: false
            alertmanagerUid: am
            httpHeaderName1: X-Scope-OrgID
            exemplarTraceIdDestinations: [{name: traceID, datasourceUid: tempo}]
          secureJsonData:
            httpHeaderValue1: $TENANT
            basicAuthPassword: secret
      """;

  @Test
  void everyFieldOfADataSourceIsTyped() {
    GrafanaProvisioning all =
        read(DATASOURCES)
            .withEnvironment(
                Map.of("MIMIR_URL", "http://mimir:9009", "SCRAPE", "1m", "TENANT", "shop"));
    ProvisionedDatasource entry = all.provisionedDatasources().get(0);
    assertThat(entry.name()).isEqualTo("Mimir");
    assertThat(entry.uid()).contains("mimir");
    assertThat(entry.access()).isEqualTo("proxy");
    assertThat(entry.orgId()).isEqualTo(2);
    assertThat(entry.url().value()).contains("http://mimir:9009/prometheus");
    assertThat(entry.user()).contains("reader");
    assertThat(entry.database()).contains("$db");
    assertThat(entry.usesBasicAuth()).isTrue();
    assertThat(entry.basicAuthUser()).contains("me");
    assertThat(entry.sendsCredentials()).isTrue();
    assertThat(entry.isDefault()).isTrue();
    assertThat(entry.isEditable()).isFalse();
    assertThat(entry.version()).hasValue(3);
    assertThat(entry.httpMethod()).isEqualTo("GET");
    assertThat(entry.timeInterval()).contains(Duration.ofMinutes(1));
    assertThat(entry.queryTimeout()).contains(Duration.ofMinutes(1));
    assertThat(entry.prometheusType()).contains("Mimir");
    assertThat(entry.prometheusVersion()).contains("2.9.1");
    assertThat(entry.cacheLevel()).contains("High");
    assertThat(entry.queriesIncrementally()).isTrue();
    assertThat(entry.looksUpNoMetrics()).isTrue();
    assertThat(entry.customQueryParameters()).contains("max_source_resolution=5m");
    assertThat(entry.skipsTlsVerification()).isTrue();
    assertThat(entry.usesClientCertificate()).isTrue();
    assertThat(entry.managesAlerts()).isFalse();
    assertThat(entry.alertmanagerUid()).contains("am");
    assertThat(entry.headers()).containsEntry("1", "X-Scope-OrgID");
    assertThat(entry.secrets()).containsExactly("httpHeaderValue1", "basicAuthPassword");
    assertThat(entry.linkedDatasources()).containsExactly("tempo");
    assertThat(entry.toString()).doesNotContain("secret");
    Datasource datasource = all.all().get(0);
    assertThat(datasource.tenant()).isEqualTo(Tenant.of("shop"));
    assertThat(datasource.timeInterval()).contains(Duration.ofMinutes(1));
  }

  @Test
  void whatTheEnvironmentDoesNotTellStaysUnknown() {
    ProvisionedDatasource entry = read(DATASOURCES).provisionedDatasources().get(0);
    assertThat(entry.url().isUnknown()).isTrue();
    assertThat(entry.url().unknownBecause())
        .hasValueSatisfying(it -> assertThat(it).contains("MIMIR_URL"));
    assertThat(entry.timeInterval()).isEmpty();
    assertThat(read(DATASOURCES).all().get(0).tenant()).isEqualTo(Tenant.unknown());
  }

  @ParameterizedTest
  @CsvSource({
    "$GF_PATHS_PROVISIONING/dashboards, /etc/grafana/provisioning/dashboards",
    "${GF_PATHS_DATA}/d, /var/lib/grafana/d",
    "$__env{GF_PATHS_HOME}/d, /usr/share/grafana/d",
    "/plain, /plain",
    "/a$$b, /a$b",
  })
  void folderOfAProviderIsThatOfTheContainer(String written, String expected) {
    GrafanaProvisioning all =
        read("apiVersion: 1\nproviders:\n  - {name: a, options: {path: '" + written + "'}}\n");
    assertThat(all.needs())
        .extracting(FileNeed::path)
        .containsExactly("/etc/grafana/provisioning", expected);
    assertThat(all.needs().get(1).location().orElseThrow().line()).hasValue(3);
    assertThat(all.images()).contains("grafana/grafana");
  }

  @Test
  void providerTellsWhereItsDashboardsAppear() {
    DashboardProvider provider =
        read("""
                apiVersion: 1
                providers:
                  - name: shop
                    orgId: 4
                    folder: Shop
                    folderUid: shop
                    type: file
                    disableDeletion: true
                    updateIntervalSeconds: 30
                    allowUiUpdates: true
                    options: {path: /d, foldersFromFilesStructure: true}
                """)
            .providers()
            .get(0);
    assertThat(provider.orgId()).isEqualTo(4);
    assertThat(provider.folder()).isEqualTo("Shop");
    assertThat(provider.folderUid()).contains("shop");
    assertThat(provider.keepsFolders()).isTrue();
    assertThat(provider.keepsDeleted()).isTrue();
    assertThat(provider.allowsChanges()).isTrue();
    assertThat(provider.updateInterval()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void rulesInTheFormOfPrometheusAskTheDefaultStore() {
    GrafanaProvisioning all =
        read(
            """
            groups:
              - name: shop
                rules:
                  - {alert: Down, expr: 'up == 0', for: 5m}
                  - {record: "job:up:sum", expr: sum by (job) (up)}
            """);
    assertThat(all.prometheusRules())
        .extracting(PrometheusRule::name)
        .containsExactly("Down", "job:up:sum");
    assertThat(all.prometheusRules().get(1).isRecording()).isTrue();
    List<AlertQuery> queries = all.queries(Datasources.NONE);
    assertThat(queries).extracting(it -> it.text().text()).containsExactly("up == 0");
    assertThat(all.recordings())
        .extracting(it -> it.text().text())
        .containsExactly("up == 0", "sum by (job) (up)");
    assertThat(all.recordings().get(1).metrics()).containsExactly("job:up:sum");
    assertThat(queries.get(0).text().location().line()).hasValue(4);
  }

  @Test
  void managedRecordingsAreFollowedThroughReductionsOnly() {
    GrafanaProvisioning all =
        read(
            """
            groups:
              - name: shop
                interval: 2m
                rules:
                  - uid: reduced
                    title: Reduced
                    record: {metric: "shop:carts", from: B}
                    labels: {team: checkout}
                    data:
                      - {refId: A, datasourceUid: M, model: {expr: max(shop_carts), datasource: {type: prometheus}}}
                      - {refId: B, datasourceUid: __expr__, model: {type: reduce, expression: A}}
                  - uid: computed
                    title: Computed
                    record: {metric: "shop:ratio", from: C}
                    data:
                      - {refId: A, datasourceUid: M, model: {expr: up, datasource: {type: prometheus}}}
                      - {refId: C, datasourceUid: __expr__, model: {type: math, expression: $A / 2}}
            """);

    assertThat(all.queries(Datasources.NONE)).isEmpty();
    assertThat(all.recordings()).hasSize(2);
    RecordingRule reduced = all.recordings().get(0);
    assertThat(reduced.opaque()).isEmpty();
    assertThat(reduced.text().text()).isEqualTo("max(shop_carts)");
    assertThat(reduced.interval()).contains(Duration.ofMinutes(2));
    assertThat(reduced.labels()).containsKey("team");
    assertThat(all.recordings().get(1).opaque()).isPresent();
  }

  @Test
  void policiesAndContactPointsAreRead() {
    GrafanaProvisioning all =
        read(
            """
            apiVersion: 1
            contactPoints:
              - {orgId: 1, name: ops, receivers: [{uid: m, type: email, settings: {addresses: a@b}}]}
            policies:
              - {receiver: ops, routes: [{receiver: other, routes: [{object_matchers: [[a, "=", b]]}]}]}
            """);
    assertThat(all.contactPoints().get(0).receivers().get(0).has("addresses")).isTrue();
    assertThat(all.policies().get(0).all()).hasSize(3);
    assertThat(all.policies().get(0).all().get(2).receiver()).isEmpty();
  }

  private static GrafanaProvisioning read(String yaml) {
    return GrafanaProvisioning.of(List.of(SourceText.of("provisioning/a.yaml", yaml)));
  }
}
