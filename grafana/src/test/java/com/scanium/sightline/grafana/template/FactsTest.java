package com.scanium.sightline.grafana.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sentences about variables that Grafana's own code bears out, one case each. */
class FactsTest {
  private static final TemplateScope SCOPE =
      TemplateScope.builder()
          .timeRange(Instant.parse("2024-03-01T10:00:00Z"), Instant.parse("2024-03-01T16:00:00Z"))
          .timezone("utc")
          .variable(one("one", "a"))
          .variable(many("two", List.of("a", "b")))
          .variable(one("dot", "a.b"))
          .variable(one("quote", "it's"))
          .variable(one("brings", "x$one"))
          .variable(multi("multi", VariableValue.of("a.b")).build())
          .variable(multi("none", VariableValue.of(List.of())).build())
          .variable(
              multi("all", VariableValue.of(VariableValue.ALL))
                  .includeAll(true)
                  .options(List.of(VariableOption.of("a"), VariableOption.of("b.c")))
                  .build())
          .variable(
              multi("custom", VariableValue.of(List.of(VariableValue.ALL)))
                  .includeAll(true)
                  .allValue("$one.*")
                  .build())
          .scoped(one("scoped", "own"))
          .scoped(
              TemplateVariable.builder(
                      "deep",
                      new VariableValue.Nested(
                          Map.of(
                              "a", new VariableValue.Nested(Map.of("b", VariableValue.of("c"))))))
                  .build())
          .build();

  private static TemplateVariable one(String name, String value) {
    return TemplateVariable.builder(name, VariableValue.of(value)).build();
  }

  private static TemplateVariable many(String name, List<String> values) {
    return multi(name, VariableValue.of(values)).texts(List.of("A", "B")).build();
  }

  private static TemplateVariable.Builder multi(String name, VariableValue value) {
    return TemplateVariable.builder(name, value).multi(true);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      textBlock =
          """
          $two; {a,b}
          $two:csv; {a,b}:csv
          ${two:csv} [[two:csv]]; a,b a,b
          ${two:join:+} ${two:join}; a+b a,b
          [[two:join:+]]; [[two:join:+]]
          ${two:pipe} ${two:regex} ${one:regex}; a|b (a|b) a
          ${two:distributed}; a,two=b
          ${two:json} ${one:json}; ["a","b"] a
          ${two:lucene} ${none:lucene}; ("a" OR "b") __empty__
          ${two:singlequote} ${two:doublequote} ${two:sqlstring}; 'a','b' "a","b" 'a','b'
          ${quote:sqlstring} ${quote:singlequote}; 'it''s' 'it\\'s'
          ${two:text} ${all:text} ${one:text}; A + B All a
          ${two:queryparam} ${custom:queryparam}; var-two=a&var-two=b var-custom=$__all
          ${two:customqueryparam:n:p-} ${two:customqueryparam}; n=p-a&n=p-b two=a&two=b
          ${two:percentencode} ${two:uriencode}; %7Ba%2Cb%7D %7Ba,b%7D
          ${two:nosuch} ${two:}; {a,b} ${two:}
          ${two.0} ${two.1} ${two.9}; a b {a,b}
          ${deep.a.b}; c
          $onetwo $one$one ${one}two; $onetwo aa atwo
          $nosuch ${nosuch:csv} [[nosuch]]; $nosuch ${nosuch:csv} [[nosuch]]
          $custom ${custom:regex} ${custom:csv}; a.* a.* a.*
          $brings; x$one
          ${none:regex} ${none:csv}; ()
          $scoped; own
          $__from ${__to}; 1709287200000 1709308800000
          ${__from:date} ${__from:date:iso}; 2024-03-01T10:00:00.000Z 2024-03-01T10:00:00.000Z
          ${__to:date:seconds} ${__to:date:ms} ${one:date}; 1709308800 1709308800000 NaN
          ${__from:date:YYYY-MM-DD HH:mm}; 2024-03-01 10:00
          ${__from:date:Hmm hmmss SSSS N z|[at] \\Y}; 1000 100000 0000 AD |at Y
          $__interval $__rate_interval $__range; $__interval $__rate_interval $__range
          """)
  void inAnyText(String text, String expected) {
    assertThat(Interpolator.interpolate(text, SCOPE).text().strip()).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      textBlock =
          """
          up{l=~"$dot"}; up{l=~"a.b"}
          up{l="$quote"}; up{l="it\\\\'s"}
          up{l=~"$multi"}; up{l=~"a\\\\.b"}
          up{l=~"$two"}; up{l=~"(a|b)"}
          up{l=~"$none"}; up{l=~"()"}
          up{l=~"$all"}; up{l=~"(a|b\\\\.c)"}
          up{l=~"$custom"}; up{l=~"a.*"}
          up{l=~"${dot:regex}"}; up{l=~"a\\.b"}
          up{l=~"${two:pipe}"}; up{l=~"a|b"}
          sum by ($two) (up); sum by ((a|b)) (up)
          sum by (${two:csv}) (up); sum by (a,b) (up)
          up{l="$brings"}; up{l="xa"}
          up{l="$nosuch"}; up{l="$nosuch"}
          rate(a[${__interval}]) + rate(a[[[__interval]]]); rate(a[$__interval]) + rate(a[$__interval])
          rate(a[[[__rate_interval]]]) + rate(a[$__range]); rate(a[[[__rate_interval]]]) + rate(a[$__range])
          """)
  void inAPanelOfPrometheus(String expr, String expected) {
    assertThat(PrometheusTemplates.DEFAULT.query(expr, SCOPE, List.of()).text())
        .isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      textBlock =
          """
          a + b{c="d"}; =; a{k="v"} + b{c="d", k="v"}
          a{k="v"}; =; a{k="v"}
          42; =; 42
          rate(a[5m]); =~; rate(a{k=~"v"}[5m])
          sum(a) / sum(b); =|; sum(a{k=~"v|w"}) / sum(b{k=~"v|w"})
          a; !=|; a{k!~"v|w"}
          """)
  void filtersReachEverySelector(String expr, String operator, String expected) {
    AdHocFilter filter = new AdHocFilter("k", operator, "v", List.of("v", "w"));
    assertThat(PrometheusTemplates.DEFAULT.query(expr, SCOPE, List.of(filter)).text())
        .isEqualTo(expected);
  }

  @Test
  void aVariablesQueryKnowsRangesButNoRateInterval() {
    assertThat(
            PrometheusTemplates.DEFAULT
                .variableQuery(
                    "query_result(a[$__interval] $__interval_ms $__range $__range_s $__range_ms"
                        + " $__rate_interval)",
                    SCOPE,
                    "30s")
                .text())
        .isEqualTo("query_result(a[30s] 30000 21600s 21600 21600000 $__rate_interval)");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      textBlock =
          """
          label_names(x); LABEL_NAMES
          label_names(); LABEL_NAMES
          label_values(job); LABEL_VALUES
          label_values(up{a="b,c"}, job); LABEL_VALUES
          metrics(cpu); METRIC_NAMES
          query_result(sum(a)); QUERY_RESULT
          Label_values(up, job); SERIES
          labels_values(up, job); SERIES
          up{a="b"}; SERIES
          """)
  void formsOfVariableQueriesAreToldApart(String query, PrometheusVariableQuery.Kind kind) {
    assertThat(PrometheusVariableQuery.parse(query).kind()).isEqualTo(kind);
  }

  @Test
  void surprisesOfVariableQueriesStaySurprises() {
    assertThat(PrometheusVariableQuery.parse(" label_values(up, job)").kind())
        .isEqualTo(PrometheusVariableQuery.Kind.SERIES);
    assertThat(PrometheusVariableQuery.parse("label_values( up , job )").label()).contains("job ");
  }
}
