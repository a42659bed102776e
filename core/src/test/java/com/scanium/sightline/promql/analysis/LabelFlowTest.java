package com.scanium.sightline.promql.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import com.scanium.sightline.catalog.MetricType;
import com.scanium.sightline.promql.PromQl;
import com.scanium.sightline.promql.PromQlExpr;
import com.scanium.sightline.promql.PromQlExpr.VectorSelector;
import com.scanium.sightline.promql.PromQlOptions;
import com.scanium.sightline.signal.LabelDomain;
import com.scanium.sightline.signal.Match;
import com.scanium.sightline.signal.SeriesShape;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelFlowTest {
  private static final SeriesShape REQUESTS =
      SeriesShape.builder("req_total")
          .family("req_total", MetricType.COUNTER)
          .label("job", "api")
          .label("status", LabelDomain.oneOf(Set.of("ok", "failed")))
          .label("route", LabelDomain.any())
          .build();
  private static final SeriesShape BUCKETS =
      SeriesShape.builder("lat_bucket")
          .family("lat", MetricType.HISTOGRAM)
          .label("job", "api")
          .label("le", LabelDomain.oneOf(Set.of("1", "+Inf")))
          .build();
  private static final SeriesShape INFO =
      SeriesShape.builder("build_info")
          .family("build_info", MetricType.INFO)
          .label("job", "api")
          .label("version", LabelDomain.any())
          .build();
  private static final SeriesShape OTHER = SeriesShape.builder("other").label("job", "web").build();
  private static final SeriesShape OPEN = SeriesShape.builder("open").open().build();
  private static final List<SeriesShape> ALL = List.of(REQUESTS, BUCKETS, INFO, OTHER, OPEN);

  private static LabelFlow flow(String query) {
    return LabelFlow.of(parse(query), selector -> ALL);
  }

  private static PromQlExpr parse(String query) {
    return PromQl.parse(query, PromQlOptions.TOLERANT).expr().orElseThrow();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "req_total|req_total{job=[api] route=any status=[failed, ok] }",
        "req_total{status='ok'}|req_total{job=[api] route=any status=[ok] }",
        "req_total{status='gone'}|no series",
        "missing|no series",
        "rate(req_total[5m])|absent{job=[api] route=any status=[failed, ok] }",
        "last_over_time(req_total[5m])|req_total{job=[api] route=any status=[failed, ok] }",
        "sum(req_total)|absent{}",
        "sum by (status, gone) (req_total)|absent{status=[failed, ok] }",
        "sum without (route) (req_total)|absent{job=[api] status=[failed, ok] }",
        "sum by (__name__) (req_total)|req_total{}",
        "topk(3, req_total)|req_total{job=[api] route=any status=[failed, ok] }",
        "count_values('v', other)|absent{v=any }",
        "other > 1|other{job=[web] }",
        "other > bool 1|absent{job=[web] }",
        "other * 2|absent{job=[web] }",
        "-other|absent{job=[web] }",
        "1 + 1|absent{}",
        "vector(1)|absent{}",
        "scalar(other)|absent{}",
        "time()|absent{}",
        "other or build_info|[build_info, other]{job=[api, web] version=any? }",
        "other and build_info|other{job=[web] }",
        "other unless build_info|other{job=[web] }",
        "sum by (job) (req_total) / sum by (job) (other)|absent{job=[api] }",
        "req_total / on(job) build_info|absent{job=[api] }",
        "req_total / ignoring(route) other|absent{job=[api] status=[failed, ok] }",
        "req_total * on(job) group_left(version) build_info|absent{job=[api] route=any status=[failed, ok] version=any }",
        "build_info * on(job) group_right(version) other|absent{job=[web] version=any }",
        "label_replace(other, 'x', '$1-b', 'job', '(w).*')|other{job=[web] x=[w-b] }",
        "label_replace(other, 'job', '', 'job', '.*')|other{}",
        "label_replace(req_total, 'x', 'k', 'route', '/a')|req_total{job=[api] route=any status=[failed, ok] x=[k]? }",
        "label_join(other, 'x', '-', 'job', 'gone')|other{job=[web] x=[web-] }",
        "absent(gone{a='1', b=~'2', c!='3'})|absent{a=[1] }",
        "absent(sum(gone{a='1'}))|absent{}",
        "histogram_quantile(0.9, sum by (le, job) (rate(lat_bucket[5m])))|absent{job=[api] }",
        "sum by ($g) (other)|absent{job=[web]? }",
        "open|open{…}",
        "sum by (x) (open)|absent{x=any? }",
        "sum(open) by ()|absent{}",
        "max_over_time(sum by (job) (other)[1h:])|absent{job=[web] }",
      })
  void labelsFlowAsInPrometheus(String query, String expected) {
    assertThat(flow(query).toString()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sum by (status, gone) (req_total)|status BY MUST, gone BY NEVER",
        "sum without (gone) (open)|gone WITHOUT MAY",
        "req_total * on(job) group_left(version) other|job ON MUST, job ON MUST, version INCLUDE NEVER",
        "label_replace(other, \"x\", \"$1\", \"gone\", \"(.*)\")|gone SOURCE NEVER",
        "label_join(other, \"x\", \"-\", \"job\", \"gone\")|job SOURCE MUST, gone SOURCE NEVER",
        "sum by (le) (sum by (job) (lat_bucket))|le BY NEVER, job BY MUST",
        "sum(other)|''",
        "sum by ($x) (other)|''",
      })
  void theLabelsThatAnExpressionSpeaksOfAreListed(String query, String expected) {
    String uses =
        flow(query).uses().stream()
            .map(use -> use.label() + " " + use.role() + " " + use.presence())
            .collect(Collectors.joining(", "));
    assertThat(uses).isEqualTo(expected);
  }

  @Test
  void theUseOfALabelHasItsPlace() {
    LabelUse use = flow("sum by (gone) (other)").uses().get(0);
    assertThat(use.span().start()).isEqualTo("sum by (".length());
    assertThat(use.input().toString()).isEqualTo("other");
  }

  private static Match emptiness(String query) {
    PromQlExpr expr = parse(query);
    return Emptiness.of(expr, (VectorSelector s) -> Match.MUST, LabelFlow.of(expr, s -> ALL))
        .match();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "other / build_info|NEVER",
        "other / on(job) build_info|NEVER",
        "other / on(zone) build_info|MUST",
        "sum by (job) (req_total) / sum by (job) (req_total)|MUST",
        "sum by (status) (req_total) / sum by (status) (req_total)|MAY",
        "other and on(job) build_info|NEVER",
        "other unless build_info|MUST",
        "other / open|MAY",
        "req_total / ignoring(route, status) other|NEVER",
        "req_total / ignoring(route, status) sum by (job) (lat_bucket)|MUST",
        "histogram_quantile(0.9, lat_bucket)|MUST",
        "histogram_quantile(0.9, sum(lat_bucket))|NEVER",
        "histogram_quantile(0.9, sum by (le) (lat_bucket))|MUST",
        "histogram_quantile(0.9, other)|MAY",
        "histogram_quantile(0.9, open)|MAY",
      })
  void labelsSharpenTheJudgementOfEmptiness(String query, Match expected) {
    assertThat(emptiness(query)).isEqualTo(expected);
  }
}
