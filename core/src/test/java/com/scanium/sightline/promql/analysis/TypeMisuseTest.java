package com.scanium.sightline.promql.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import com.scanium.sightline.catalog.MetricFamily;
import com.scanium.sightline.catalog.MetricType;
import com.scanium.sightline.promql.PromQl;
import com.scanium.sightline.promql.PromQlExpr;
import com.scanium.sightline.promql.PromQlOptions;
import com.scanium.sightline.signal.SeriesShape;
import com.scanium.sightline.signal.Shapes;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypeMisuseTest {
  private static final List<SeriesShape> SHAPES =
      Stream.of(
              MetricFamily.builder("req_total", MetricType.COUNTER).labels("job"),
              MetricFamily.builder("temp", MetricType.GAUGE).labels("job"),
              MetricFamily.builder("lat", MetricType.HISTOGRAM).labels("job"),
              MetricFamily.builder("gc", MetricType.SUMMARY).labels("job"),
              MetricFamily.builder("nat", MetricType.NATIVE_HISTOGRAM).labels("job"),
              MetricFamily.builder("any", MetricType.UNKNOWN).labels("job"))
          .flatMap(family -> Shapes.expand(family.build()).stream())
          .toList();

  private static PromQlExpr parse(String query) {
    return PromQl.parse(query, PromQlOptions.TOLERANT).expr().orElseThrow();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rate(temp[5m])|RATE_ON_GAUGE rate(temp[5m])",
        "sum(increase((temp{job=\"x\"}[5m])))|RATE_ON_GAUGE increase((temp{job=\"x\"}[5m]))",
        "rate(gc[5m])|RATE_ON_GAUGE rate(gc[5m])",
        "rate(lat_bucket[5m])|''",
        "rate(gc_count[5m])|''",
        "rate(nat[5m])|''",
        "rate(any[5m])|''",
        "rate(gone[5m])|''",
        "rate(req_total[5m])|''",
        "resets(temp[5m])|''",
        "rate({job=\"x\"}[5m])|''",
        "delta(req_total[5m])|DELTA_ON_COUNTER delta(req_total[5m])",
        "deriv(lat_count[5m])|DELTA_ON_COUNTER deriv(lat_count[5m])",
        "delta(temp[5m])|''",
        "req_total|COUNTER_WITHOUT_RATE req_total",
        "sum by (job) (req_total) * 2|COUNTER_WITHOUT_RATE req_total",
        "topk(3, lat_count)|COUNTER_WITHOUT_RATE lat_count",
        "gone_total|COUNTER_WITHOUT_RATE gone_total",
        "req_total or temp|COUNTER_WITHOUT_RATE req_total",
        "count(req_total)|''",
        "absent(req_total)|''",
        "req_total > 0|''",
        "req_total - req_total offset 5m|''",
        "lat_sum / lat_count|''",
        "max_over_time(req_total[5m])|''",
        "temp and req_total|''",
        "temp|''",
        "timestamp(req_total)|''",
        "sum(rate(req_total[5m]))|''",
        "histogram_quantile(0.9, sum(rate(lat_bucket[5m])))|QUANTILE_WITHOUT_LE histogram_quantile(0.9, sum(rate(lat_bucket[5m])))",
        "histogram_quantile(0.9, sum by (job) (rate(gone_bucket[5m])))|QUANTILE_WITHOUT_LE histogram_quantile(0.9, sum by (job) (rate(gone_bucket[5m])))",
        "histogram_quantile(0.9, sum by (le) (rate(lat_bucket[5m])))|''",
        "histogram_quantile(0.9, sum without (job) (rate(lat_bucket[5m])))|''",
        "histogram_quantile(0.9, sum by ($by) (rate(lat_bucket[5m])))|''",
        "histogram_quantile(0.9, rate(lat_sum[5m]))|QUANTILE_ON_NON_BUCKET histogram_quantile(0.9, rate(lat_sum[5m]))",
        "histogram_quantile(0.9, temp)|QUANTILE_ON_NON_BUCKET histogram_quantile(0.9, temp)",
        "histogram_quantile(0.9, rate(nat[5m]))|''",
        "histogram_quantile(0.9, sum(rate(nat[5m])))|''",
        "histogram_quantile(0.9, gone)|''",
        "rate(sum(req_total)[5m:])|RATE_OF_AGGREGATION rate(sum(req_total)[5m:])",
        "increase((sum by (job) (gone_total))[1h:1m])|RATE_OF_AGGREGATION increase((sum by (job) (gone_total))[1h:1m])",
        "rate(sum(temp)[5m:])|''",
        "max_over_time(sum(rate(req_total[5m]))[1h:])|''",
        "rate(sum(rate(req_total[5m]))[1h:])|''",
        "rate(max(req_total)[5m:])|''",
      })
  void aMisuseIsFoundAndANearMissIsNot(String query, String expected) {
    String found =
        TypeMisuse.of(parse(query), selector -> SHAPES).stream()
            .map(misuse -> misuse.kind() + " " + misuse.at())
            .collect(Collectors.joining("; "));
    assertThat(found).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "up{a=~'x'}|COULD_BE_EQUAL a=\"x\"",
        "up{a!~'x'}|COULD_BE_EQUAL a!=\"x\"",
        "up{a=~'x[.]y'}|COULD_BE_EQUAL a=\"x.y\"",
        "up{a=~'.*'}|MATCHES_EVERYTHING ",
        "up{a=~'.+'}|MATCHES_ANY_VALUE a!=\"\"",
        "up{a!~'.+'}|MATCHES_ANY_VALUE a=\"\"",
        "up{a=~'x^'}|MATCHES_NOTHING ",
        "up{a=~'^5..$'}|REDUNDANT_ANCHOR a=~\"5..\"",
        "up{a=~'5..'}|``",
        "up{a=~'x;y'}|``",
        "up{a=~'^x;y$'}|``",
        "up{a=~'$v'}|``",
        "up{a='x'}|``",
      })
  void whatIsKnownOfAnExpressionIsSaid(String query, String expected) {
    String found =
        RegexFact.of(parse(query.replace(';', '|'))).stream()
            .map(fact -> fact.kind() + " " + fact.replacement().orElse(""))
            .collect(Collectors.joining("; "));
    assertThat(found.strip()).isEqualTo(expected.strip());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "up{a='x'}|``",
        "{a='x'}|NO_NAME",
        "{a=~'.+'}|NO_NAME WIDE_LABELS",
        "{a!='x', b='y'}|NO_NAME",
        "{__name__=~'.+'}|WIDE_NAME",
        "{__name__=~'.*_total'}|WIDE_NAME",
        "{__name__=~'node_.*'}|``",
        "{__name__='up', a=~'.+'}|``",
        "up{a=~'.+'}|``",
        "{$x}|``",
        "{a='$x'}|NO_NAME",
      })
  void whatIsCostlyIsSaid(String query, String expected) {
    String found =
        CostFact.of(parse(query)).stream()
            .map(fact -> fact.kind().toString())
            .collect(Collectors.joining(" "));
    assertThat(found).isEqualTo(expected);
  }
}
