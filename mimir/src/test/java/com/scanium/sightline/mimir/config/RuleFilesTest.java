package com.scanium.sightline.mimir.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.scanium.sightline.finding.NotChecked;
import com.scanium.sightline.port.AlertQuery;
import com.scanium.sightline.port.Datasources;
import com.scanium.sightline.port.QueryLanguage;
import com.scanium.sightline.port.RecordingRule;
import com.scanium.sightline.text.SourceText;
import com.scanium.sightline.text.Span;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleFilesTest {
  private static final String GROUPS =
      """
      groups:
        - name: shop
          interval: 30s
          rules:
            - record: job:up:sum
              expr: sum by (job) (up)
            - alert: ShopDown
              expr: >-
                up{job="shop"} == 0
                or absent(up{job="shop"})
              for: 5m
      """;

  private static RuleFiles read(String text) {
    return RuleFiles.of(List.of(SourceText.of("rules.yaml", text)));
  }

  private static void holdsBoth(RuleFiles files) {
    assertThat(files.notChecked()).isEmpty();
    assertThat(files.recordings())
        .flatExtracting(RecordingRule::metrics)
        .containsExactly("job:up:sum", "ALERTS", "ALERTS_FOR_STATE");
    assertThat(files.recordings().get(0).interval()).contains(Duration.ofSeconds(30));
    AlertQuery alert = files.queries(Datasources.NONE).get(0);
    assertThat(alert.ref().toString()).contains("shop/ShopDown");
    assertThat(alert.text().text()).isEqualTo("up{job=\"shop\"} == 0 or absent(up{job=\"shop\"})");
  }

  @Test
  void groupsOfPrometheusGiveAlertsAndRecordings() {
    holdsBoth(read(GROUPS));
  }

  @Test
  void groupsByNamespaceAndManifestsAreReadToo() {
    holdsBoth(read("team-a:\n" + GROUPS.replace("groups:\n", "")));
    holdsBoth(
        read(
            "apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nmetadata: {name: x}\n"
                + "spec:\n"
                + GROUPS.indent(2)));
    holdsBoth(read("namespace: x\n" + GROUPS));
  }

  @Test
  void anExpressionKnowsItsPlaceInTheFile() {
    AlertQuery alert = read(GROUPS).queries(Datasources.NONE).get(0);

    assertThat(alert.text().location(new Span(0, 2))).hasToString("rules.yaml:9:11");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "groups: [{name: g, rules: [{alert: A}]}]",
        "groups: [{name: g, rules: [{alert: A, expr: 1}]}]",
        "groups: [{name: g, rules: [{expr: up}]}]",
        "groups: [{name: g, rules: [{alert: A, record: b, expr: up}]}]",
        "groups: [{name: g, rules: [1, null, {}]}]",
        "groups: 7",
        "groups: [",
        "just text",
        ""
      })
  void whatCannotBeUsedIsSaid(String text) {
    RuleFiles files = read(text);

    assertThat(files.notChecked()).isNotEmpty().extracting(NotChecked::reason).doesNotContain("");
    assertThat(files.recordings()).isEmpty();
    assertThat(files.queries(Datasources.NONE)).isEmpty();
  }

  @Test
  void whatDoesNotParseRecordsSomethingThatNobodyKnows() {
    RuleFiles files = read("groups: [{name: g, rules: [{record: 'a:b', expr: 'sum(up'}]}]");

    assertThat(files.recordings()).hasSize(1);
    assertThat(files.recordings().get(0).opaque()).isPresent();
  }

  @Test
  void rulesOfLogQueriesBelongToLoki() {
    RuleFiles files =
        read(
            """
            groups:
              - name: errors
                rules:
                  - record: app:errors:rate1m
                    expr: sum(rate({app="shop"} |= "error" [1m]))
                  - alert: Errors
                    expr: sum(rate({app="shop"} |= "error" [1m])) > 1
            """);

    assertThat(files.recordings())
        .extracting(RecordingRule::language)
        .containsOnly(QueryLanguage.LOGQL);
    assertThat(files.queries(Datasources.NONE).get(0).language()).isEqualTo(QueryLanguage.LOGQL);
  }

  @Test
  void labelsOfTheGroupAndOfTheRuleAreKnownUnlessTheyAreTemplates() {
    RecordingRule rule =
        read("""
                shop:
                  - name: orders
                    labels: {team: checkout, tier: gold}
                    rules:
                      - alert: NoOrders
                        expr: absent(orders_total)
                        labels: {team: billing, value: "{{ $value }}"}
                """)
            .recordings()
            .get(0);

    assertThat(rule.labels())
        .hasEntrySatisfying("team", it -> assertThat(it.value()).contains("billing"))
        .hasEntrySatisfying("tier", it -> assertThat(it.value()).contains("gold"))
        .hasEntrySatisfying("value", it -> assertThat(it.isUnknown()).isTrue());
    assertThat(rule.evaluator()).isEqualTo("rule group \"orders\" of namespace \"shop\"");
    assertThat(rule.metrics()).containsExactly("ALERTS", "ALERTS_FOR_STATE");
  }
}
