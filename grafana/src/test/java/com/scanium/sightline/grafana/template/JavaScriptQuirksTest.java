package com.scanium.sightline.grafana.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where JavaScript does something that a Java program would not do by itself. */
class JavaScriptQuirksTest {
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          -5, -5
          1e5, 1e5
          0x10, 0x10
          1., 1.
          Infinity, Infinity
          a-5, a\\-5
          1-5, 1\\-5
          """)
  void luceneLeavesNumbersAlone(String value, String expected) {
    assertThat(formatted("${v:lucene}", VariableValue.of(value))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          ' 1709287200000', ${v:date:seconds}, 1709287200
          +1709287200000x, ${v:date:iso}, 2024-03-01T10:00:00.000Z
          1709287200000, ${v:date:ms:YYYY}, 1709287200000
          -, ${v:date}, NaN
          """)
  void datesAreReadLikeParseIntDoes(String value, String template, String expected) {
    assertThat(formatted(template, VariableValue.of(value))).isEqualTo(expected);
  }

  @Test
  void listsAreNoDates() {
    assertThat(formatted("${v:date}", VariableValue.of(List.of("1", "2")))).isEqualTo("NaN");
  }

  @Test
  void autoIntervalsHaveNoTextOfTheirOwn() {
    TemplateVariable auto =
        TemplateVariable.builder("v", VariableValue.of("1m")).kind(VariableKind.INTERVAL).build();
    assertThat(
            Interpolator.interpolate("${v:text}", TemplateScope.builder().variable(auto).build())
                .text())
        .isEqualTo("1m");
  }

  @Test
  void groupsThatTookNoPartAreBlankAndLast() {
    assertThat(VariableOptions.of(List.of("b", "a"), "/(a)|b/", 1).options())
        .extracting(VariableOption::label)
        .containsExactly("a", "");
  }

  @Test
  void naturalOrderKnowsNeitherCaseNorLeadingZeros() {
    assertThat(VariableOptions.of(List.of("B", "b", "01", "1", "001", "ä", "A"), "", 7).options())
        .extracting(VariableOption::label)
        .containsExactly("01", "1", "001", "A", "ä", "B", "b");
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          label_values(), LABEL_VALUES, ''
          'label_values(up, job', LABEL_VALUES, ''
          metrics(, METRIC_NAMES, ''
          query_result(), QUERY_RESULT, ''
          label_names(, SERIES, label_names(
          """)
  void theBeginningDecidesWhatIsAsked(
      String query, PrometheusVariableQuery.Kind kind, String text) {
    PrometheusVariableQuery parsed = PrometheusVariableQuery.parse(query);
    assertThat(parsed.kind()).isEqualTo(kind);
    assertThat(parsed.text().orElse("")).isEqualTo(text);
  }

  private static String formatted(String template, VariableValue value) {
    TemplateVariable variable = TemplateVariable.builder("v", value).multi(true).build();
    return Interpolator.interpolate(template, TemplateScope.builder().variable(variable).build())
        .text();
  }
}
