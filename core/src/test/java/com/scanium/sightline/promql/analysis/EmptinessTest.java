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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Metrics that begin with "m" must have data, those with "n" never have any, all others may. */
class EmptinessTest {
  private static PromQlExpr parse(String query) {
    return PromQl.parse(query).expr().orElseThrow();
  }

  private static Match hasData(VectorSelector selector) {
    String name = selector.metricName().orElseThrow().value();
    return name.startsWith("m") ? Match.MUST : name.startsWith("n") ? Match.NEVER : Match.MAY;
  }

  private static Emptiness judge(String query) {
    return Emptiness.of(parse(query), EmptinessTest::hasData);
  }

  private static String names(Iterable<VectorSelector> selectors) {
    return java.util.stream.StreamSupport.stream(selectors.spliterator(), false)
        .map(selector -> selector.metricName().orElseThrow().value())
        .collect(Collectors.joining(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "m|MUST",
        "n|NEVER",
        "a|MAY",
        "1|MUST",
        "\"x\"|MUST",
        "time()|MUST",
        "vector(1)|MUST",
        "scalar(n)|MUST",
        "hour()|MUST",
        "hour(n)|NEVER",
        "rate(m[5m])|MAY",
        "max_over_time(m[5m])|MUST",
        "rate(n[5m])|NEVER",
        "sum(n)|NEVER",
        "sum by (x) (m)|MUST",
        "count(n)|NEVER",
        "topk(5, m)|MUST",
        "topk(0, m)|NEVER",
        "topk(scalar(a), m)|MAY",
        "quantile(0.9, m)|MUST",
        "count_values('v', n)|NEVER",
        "absent(n)|MUST",
        "absent(m)|NEVER",
        "absent(a)|MAY",
        "absent_over_time(n[5m])|MUST",
        "n or vector(0)|MUST",
        "sum(n) or vector(0)|MUST",
        "n or a|MAY",
        "n or n2|NEVER",
        "n or m|MUST",
        "m and n|NEVER",
        "m and m2|MAY",
        "m and on() m2|MUST",
        "sum(m) and sum(m2)|MUST",
        "m unless n|MUST",
        "n unless m|NEVER",
        "m unless a|MAY",
        "m unless m2|MAY",
        "m unless on() m2|NEVER",
        "m unless on() vector(1)|NEVER",
        "m > 1|MAY",
        "n > 1|NEVER",
        "m > bool 1|MUST",
        "1 < m|MAY",
        "m * 2|MUST",
        "2 - n|NEVER",
        "m / m2|MAY",
        "sum(m) / sum(m2)|MUST",
        "sum(m) / sum(n)|NEVER",
        "sum by (x) (m) / on(x) m2|MAY",
        "sum(m) > sum(m2)|MAY",
        "sum(m) > bool sum(m2)|MUST",
        "-n|NEVER",
        "(m)|MUST",
        "max_over_time(rate(n[1m])[1h:])|NEVER",
        "label_replace(m, 'a', 'b', 'c', 'd')|MUST",
        "histogram_quantile(0.9, m_bucket)|MAY",
        "histogram_quantile(0.9, n_bucket)|NEVER",
        "clamp(m, 0, 1)|MUST",
        "clamp(m, 2, 1)|NEVER",
        "1 > bool 2|MUST",
        "sum(n) / sum(m) or vector(0)|MUST",
        "(n or vector(0)) * m|MAY",
        "sum(n or vector(0)) / sum(m)|MUST",
      })
  void theResultIsJudgedFromTheSelectors(String query, Match expected) {
    assertThat(judge(query).match()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "n or vector(0)|NEVER|n",
        "sum(n) * 100 or vector(0)|NEVER|n",
        "m or vector(0)|MUST|''",
        "n or on() vector(0)|NEVER|n",
        "vector(0)|MUST|''",
        "sum(n) / (sum(m) or vector(1))|NEVER|n",
        "n or m|MUST|''",
        "n or absent(n)|MUST|''",
      })
  void aFallbackIsNotRealData(String query, Match expected, String decisive) {
    assertThat(judge(query).realMatch()).isEqualTo(expected);
    assertThat(names(judge(query).decisiveForReal())).isEqualTo(decisive);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sum(rate(n[5m])) / sum(m)|n",
        "n / n2|n n2",
        "n or n2|n n2",
        "m unless on() m2|m2",
        "n unless m|n",
        "absent(m)|m",
        "m and (n or n2)|n n2",
        "topk(0, m)|''",
        "m|''",
        "histogram_quantile(0.9, sum by (le) (n))|n",
      })
  void theDecisiveSelectorsAreNamed(String query, String expected) {
    assertThat(names(judge(query).decisive())).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a / b|a b",
        "a or b|''",
        "a unless b|a",
        "absent(a)|''",
        "a and b|a b",
        "sum(rate(a[5m])) > 3|a",
        "scalar(a) + b|b",
        "(a or b) / c|c",
        "vector(1)|''",
        "-a|a",
      })
  void theEssentialSelectorsAreThoseItCannotDoWithout(String query, String expected) {
    assertThat(names(Emptiness.essential(parse(query)))).isEqualTo(expected);
  }

  private static List<SeriesShape> shapes(VectorSelector selector) {
    String name = selector.metricName().orElseThrow().value();
    SeriesShape.Builder shape = SeriesShape.builder(name).label("job", "api");
    if (name.endsWith("_bucket")) {
      shape.family(name, MetricType.HISTOGRAM).label("le", LabelDomain.any());
    } else {
      shape.family(name, MetricType.COUNTER);
    }
    if (name.startsWith("s")) {
      shape.label("status", LabelDomain.oneOf(List.of("ok", "failed")));
    }
    return List.of(shape.build());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "sm / a|sm / a",
        "sm / ignoring (status) a|",
        "sm * on (status) a|sm * on (status) a",
        "sm * on (job) group_left () a|",
        "sm and a|sm and a",
        "sm unless a|",
        "sm or a|",
        "sm{status=\"ok\"} - sm{status=\"failed\"}|sm{status=\"ok\"} - sm{status=\"failed\"}",
        "sm{status=\"ok\"} - ignoring (status) sm{status=\"failed\"}|",
        "(sm / a) + b|sm / a",
        "sum(sm / a)|sm / a",
        "histogram_quantile(0.9, sum(rate(x_bucket[5m])))|histogram_quantile(0.9, sum(rate(x_bucket[5m])))",
        "histogram_quantile(0.9, sum by (le) (rate(x_bucket[5m])))|",
        "histogram_quantile(0.9, rate(a[5m]))|histogram_quantile(0.9, rate(a[5m]))",
        "topk(0, a) * b|topk(0, a)",
        "clamp(a, 5, 1)|clamp(a, 5, 1)",
        "n / sm|",
        "a|",
      })
  void aPartThatGivesNothingWhateverThereIsIsNamed(String query, @Nullable String part) {
    PromQlExpr expr = parse(query);
    LabelFlow flow = LabelFlow.of(expr, EmptinessTest::shapes);
    Emptiness emptiness = Emptiness.of(expr, EmptinessTest::hasData, flow);
    List<String> parts = emptiness.decisiveParts().stream().map(PromQl::print).toList();
    assertThat(parts).isEqualTo(part == null ? List.of() : List.of(part));
    if (part != null) {
      assertThat(emptiness.match()).isEqualTo(Match.NEVER);
    }
    PromQlExpr shown = parse(query + " or vector(0)");
    LabelFlow shownFlow = LabelFlow.of(shown, EmptinessTest::shapes);
    Emptiness behind = Emptiness.of(shown, EmptinessTest::hasData, shownFlow);
    assertThat(behind.decisiveParts()).isEmpty();
    assertThat(behind.decisivePartsForReal().stream().map(PromQl::print).toList()).isEqualTo(parts);
  }

  @Test
  void placeholdersLeaveTheAnswerOpen() {
    PromQlExpr expr = PromQl.parse("$a or n", PromQlOptions.TOLERANT).expr().orElseThrow();
    assertThat(Emptiness.of(expr, s -> Match.NEVER).match()).isEqualTo(Match.MAY);
  }

  @Test
  void aLongChainIsJudged() {
    String chain = "n" + " or n".repeat(20_000);
    assertThat(judge(chain).match()).isEqualTo(Match.NEVER);
    assertThat(judge(chain + " or vector(0)").fallback()).isTrue();
  }
}
