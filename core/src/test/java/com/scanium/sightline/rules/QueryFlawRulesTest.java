package com.scanium.sightline.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.scanium.sightline.catalog.MetricCatalogs;
import com.scanium.sightline.finding.ConsumerRef;
import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.NotChecked;
import com.scanium.sightline.inference.Inference;
import com.scanium.sightline.pipeline.Pipeline;
import com.scanium.sightline.port.Dashboards;
import com.scanium.sightline.port.DatasourceRef;
import com.scanium.sightline.port.Datasources;
import com.scanium.sightline.port.EmbeddedText;
import com.scanium.sightline.port.PanelQuery;
import com.scanium.sightline.port.QueryLanguage;
import com.scanium.sightline.port.QueryVariant;
import com.scanium.sightline.port.Question;
import com.scanium.sightline.port.VariableQuery;
import com.scanium.sightline.testing.OneJob;
import com.scanium.sightline.text.OffsetMap;
import com.scanium.sightline.text.SourceText;
import com.scanium.sightline.validation.Rule;
import com.scanium.sightline.validation.RuleContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryFlawRulesTest {
  private static final String CATALOG =
      """
      metrics:
        - {name: req_total, type: counter, labels: [status]}
        - {name: temp, type: gauge, labels: [room]}
        - {name: lat, type: histogram, labels: [status], buckets: [1, 2]}
        - {name: pushed_total, type: counter, labels: [status], via: otlp}
      """;

  /** One panel that asks one query, in one or several variants. */
  private record OnePanel(List<String> variants) implements Dashboards {
    @Override
    public String layer() {
      return "test";
    }

    @Override
    public int count() {
      return 1;
    }

    @Override
    public List<PanelQuery> queries(Datasources datasources) {
      SourceText file = SourceText.of("d.json", variants.get(0));
      Question question =
          new Question(
              QueryLanguage.PROMQL,
              DatasourceRef.defaultSource(),
              new EmbeddedText(variants.get(0), file, OffsetMap.shifted(0)),
              variants.stream().map(QueryVariant::asWritten).toList());
      ConsumerRef ref = ConsumerRef.inDashboard("d").panel(1).refId("A").build();
      return List.of(PanelQuery.of(ref, question).build());
    }

    @Override
    public List<VariableQuery> variables(Datasources datasources) {
      return List.of();
    }

    @Override
    public List<NotChecked> notChecked() {
      return List.of();
    }
  }

  private static List<Finding> findings(Rule<Inference> rule, String... variants) {
    Pipeline pipeline =
        Pipeline.builder()
            .catalog(MetricCatalogs.read(SourceText.of("metrics.yaml", CATALOG)))
            .collector(new OneJob())
            .dashboards(new OnePanel(Arrays.asList(variants)))
            .closedToOthers(true)
            .build();
    Inference inference = Inference.of(pipeline);
    List<Finding> found = new ArrayList<>();
    rule.check(inference, new RuleContext(pipeline, inference, null), found::add);
    return found;
  }

  private static String messages(List<Finding> findings) {
    return findings.stream()
        .map(finding -> finding.severity() + " " + finding.message())
        .collect(Collectors.joining("; "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sum by (error_type) (rate(req_total[5m]))|WARNING grouped by \"error_type\", which no series of req_total has",
        "sum by (status, env, job) (rate(req_total[5m]))|''",
        "sum by (error_type) (rate(pushed_total[5m]))|''",
        "sum without (error_type) (rate(req_total[5m]))|''",
        "sum by (error_type) (rate(gone_total[5m]))|''",
        "temp * on(job) group_left(version) req_total|WARNING \"version\" is taken over, which no series of req_total has",
        "sum by (le) (rate(lat_bucket[5m]))|''",
      })
  void aGroupingByALabelThatNoSeriesHasIsReported(String query, String expected) {
    assertThat(messages(findings(new LabelMissingRule(), query))).isEqualTo(expected);
  }

  @Test
  void theFindingPointsAtTheLabelAndNamesThePanel() {
    Finding finding =
        findings(new LabelMissingRule(), "sum by (error_type) (rate(req_total[5m]))").get(0);
    assertThat(finding.location().orElseThrow()).hasToString("d.json:1:9");
    assertThat(finding.affects()).hasSize(1);
    assertThat(finding.effect()).isEmpty();
    assertThat(finding.evidence())
        .anyMatch(line -> line.startsWith("labels they have when stored: env,"));
  }

  @Test
  void aFlawOfOneVariantOnlyIsNoFlaw() {
    String lacking = "sum by (zone) (rate(req_total[5m]))";
    assertThat(findings(new LabelMissingRule(), lacking, lacking)).hasSize(1);
    assertThat(findings(new LabelMissingRule(), lacking, "sum by (status) (rate(req_total[5m]))"))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rate(temp[5m])|WARNING \"temp\" is a gauge: a rate takes each fall for a restart",
        "rate(req_total[5m])|''",
        "histogram_quantile(0.9, sum(rate(lat_bucket[5m])))|ERROR the aggregation of \"lat_bucket\" removes \"le\", so the quantile is empty",
        "histogram_quantile(0.9, sum by (le) (rate(lat_bucket[5m])))|''",
        "sum(req_total)|INFO \"req_total\" is a counter, shown without a rate",
        "sum(gone_total)|''",
      })
  void aTypeMisuseIsReported(String query, String expected) {
    assertThat(messages(findings(new TypeMisuseRule(), query))).isEqualTo(expected);
  }
}
