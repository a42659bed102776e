package com.scanium.sightline.signal;

import static org.assertj.core.api.Assertions.assertThat;

import com.scanium.sightline.text.Problem;
import com.scanium.sightline.text.SourceText;
import org.junit.jupiter.api.Test;

class RelabelConfigsTest {
  private static RelabelConfigs read(String yaml) {
    return RelabelConfigs.read(SourceText.of("rules.yml", yaml));
  }

  @Test
  void namesTheListsOfAPrometheusFileAfterTheirJobs() {
    RelabelConfigs configs =
        read(
            """
            scrape_configs:
              - job_name: app
                relabel_configs: [{action: keep, source_labels: [a], regex: b}]
                metric_relabel_configs: [{action: labeldrop, regex: x}]
            remote_write:
              - url: http://mimir/api/v1/push
                write_relabel_configs: [{action: drop, source_labels: [__name__], regex: go_.*}]
            """);

    assertThat(configs.problems()).isEmpty();
    assertThat(configs.lists())
        .extracting(Relabeling::stage)
        .containsExactly(
            "scrape_configs[app].relabel_configs",
            "scrape_configs[app].metric_relabel_configs",
            "remote_write[http://mimir/api/v1/push].write_relabel_configs");
  }

  @Test
  void readsTheOperatorsSpelling() {
    RelabelConfigs configs =
        read(
            """
            kind: ServiceMonitor
            spec:
              endpoints:
                - port: http
                  relabelings:
                    - {sourceLabels: [a, b], targetLabel: c, action: Replace, separator: "-"}
            """);

    assertThat(configs.problems()).isEmpty();
    RelabelRule rule = configs.lists().get(0).rules().get(0);
    assertThat(configs.lists().get(0).stage()).isEqualTo("spec.endpoints[http].relabelings");
    assertThat(rule.sourceLabels()).containsExactly("a", "b");
    assertThat(rule.targetLabel()).isEqualTo("c");
    assertThat(rule.action()).isEqualTo(RelabelAction.REPLACE);
    assertThat(rule.separator()).isEqualTo("-");
  }

  @Test
  void takesOneRuleAlone() {
    assertThat(read("action: labelkeep\nregex: a").lists().get(0).rules()).hasSize(1);
  }

  @Test
  void saysWhatIsNoRule() {
    RelabelConfigs configs =
        read("- 5\n- {source_label: [a]}\n- {source_labels: a, modulus: -1, regex: [x]}\n");

    assertThat(configs.problems())
        .extracting(Problem::message)
        .containsExactly(
            "a relabel rule is an object, not a number",
            "a relabel rule has no field source_label",
            "source_labels is a list of label names, not a string",
            "modulus is a number that is not negative",
            "regex is a string, not a list");
  }

  @Test
  void brokenYamlIsAProblem() {
    assertThat(read("- {a: [").problems()).isNotEmpty();
    assertThat(read("").lists()).isEmpty();
  }
}
