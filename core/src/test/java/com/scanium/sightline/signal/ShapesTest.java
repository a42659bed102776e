package com.scanium.sightline.signal;

import static org.assertj.core.api.Assertions.assertThat;

import com.scanium.sightline.catalog.ExposedSample;
import com.scanium.sightline.catalog.MetricFamily;
import com.scanium.sightline.catalog.MetricType;
import com.scanium.sightline.catalog.Origin;
import com.scanium.sightline.catalog.SeriesSeen;
import com.scanium.sightline.signal.Shapes.NativeHistograms;
import com.scanium.sightline.signal.Shapes.NumberSpelling;
import com.scanium.sightline.text.Span;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShapesTest {
  private static List<String> names(MetricFamily family) {
    return Shapes.expand(family).stream().map(shape -> shape.name().orElse("?")).toList();
  }

  private static MetricFamily family(MetricType type) {
    return MetricFamily.builder("m", type).labels("status").build();
  }

  @Test
  void eachTypeHasItsSeries() {
    assertThat(names(family(MetricType.COUNTER))).containsExactly("m");
    assertThat(names(family(MetricType.GAUGE))).containsExactly("m");
    assertThat(names(family(MetricType.UNKNOWN))).containsExactly("m");
    assertThat(names(family(MetricType.HISTOGRAM))).containsExactly("m_bucket", "m_sum", "m_count");
    assertThat(names(family(MetricType.SUMMARY))).containsExactly("m", "m_sum", "m_count");
    assertThat(names(family(MetricType.GAUGE_HISTOGRAM)))
        .containsExactly("m_bucket", "m_gsum", "m_gcount");
    assertThat(names(family(MetricType.NATIVE_HISTOGRAM))).containsExactly("m");
    assertThat(
            Shapes.expand(
                family(MetricType.NATIVE_HISTOGRAM),
                NumberSpelling.UNKNOWN,
                NativeHistograms.DROPPED))
        .isEmpty();
    MetricFamily created = MetricFamily.builder("m_total", MetricType.COUNTER).created().build();
    assertThat(names(created)).containsExactly("m_total", "m_created");
  }

  @Test
  void aBucketHasTheBoundsInEverySpellingThatIsPossible() {
    MetricFamily declared =
        MetricFamily.builder("m", MetricType.HISTOGRAM).buckets(List.of("0.5", "500")).build();
    assertThat(le(declared, NumberSpelling.UNKNOWN))
        .containsExactlyInAnyOrder("0.5", "500", "500.0", "+Inf");
    assertThat(le(declared, NumberSpelling.FLOAT))
        .containsExactlyInAnyOrder("0.5", "500.0", "+Inf");
    assertThat(le(declared, NumberSpelling.AS_EXPOSED))
        .containsExactlyInAnyOrder("0.5", "500", "500.0", "+Inf");
    ExposedSample sample = new ExposedSample("m_bucket", Map.of("le", "500"), 1, Span.at(0));
    MetricFamily exposed = declared.toBuilder().seen(SeriesSeen.SOME, List.of(sample)).build();
    assertThat(le(exposed, NumberSpelling.AS_EXPOSED))
        .containsExactlyInAnyOrder("0.5", "500", "+Inf");
    assertThat(le(exposed, NumberSpelling.UNKNOWN))
        .containsExactlyInAnyOrder("0.5", "500", "500.0", "+Inf");
  }

  private static Set<String> le(MetricFamily family, NumberSpelling spelling) {
    return Shapes.expand(family, spelling, NativeHistograms.INGESTED)
        .get(0)
        .label("le")
        .knownValues()
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "500, 500.0", "0.005, 0.005", "1e6, 1000000.0", "+Inf, +Inf", "Inf, +Inf", "0, 0.0",
    "1e-05, 1e-05", "0.00001, 1e-05", "1e21, 1e+21", "2.5, 2.5", "0.0001, 0.0001",
        "1.5e22, 1.5e+22",
    "abc, abc", "-5, -5.0", "100000000000000000000, 100000000000000000000.0"
  })
  void floatsAreSpelledAsPrometheusDoes(String exposed, String stored) {
    assertThat(Shapes.asFloat(exposed)).isEqualTo(stored);
  }

  @Test
  void anOtlpAttributeMayBeMissingAScrapedLabelMayNot() {
    SeriesShape scraped = Shapes.expand(family(MetricType.COUNTER)).get(0);
    assertThat(scraped.label("status").presence()).isEqualTo(Presence.ALWAYS);
    MetricFamily pushed = family(MetricType.COUNTER).toBuilder().origin(Origin.OTLP).build();
    assertThat(Shapes.expand(pushed).get(0).label("status").presence())
        .isEqualTo(Presence.SOMETIMES);
  }

  @Test
  void aShapeAnswersWithProofsOnly() {
    SeriesShape shape =
        SeriesShape.builder("m")
            .label("status", LabelDomain.oneOf(Set.of("success", "error")))
            .label("route", LabelDomain.any())
            .label("env", "prod")
            .build();
    assertThat(shape.match(LabelMatcher.equal("__name__", "m"))).isEqualTo(Match.MUST);
    assertThat(shape.match(LabelMatcher.equal("status", "failed"))).isEqualTo(Match.NEVER);
    assertThat(shape.match(LabelMatcher.regex("status", "success|error"))).isEqualTo(Match.MUST);
    assertThat(shape.match(LabelMatcher.regex("status", ".+"))).isEqualTo(Match.MUST);
    assertThat(shape.match(LabelMatcher.regex("route", ".+"))).isEqualTo(Match.MUST);
    assertThat(shape.match(LabelMatcher.equal("route", ""))).isEqualTo(Match.NEVER);
    assertThat(shape.match(LabelMatcher.equal("route", "/x"))).isEqualTo(Match.MAY);
    assertThat(shape.match(LabelMatcher.equal("other", ""))).isEqualTo(Match.MUST);
    assertThat(shape.match(LabelMatcher.regex("other", ".+"))).isEqualTo(Match.NEVER);
    assertThat(shape.match(LabelMatcher.regex("other", "a|"))).isEqualTo(Match.MUST);
    assertThat(shape.match(LabelMatcher.notEqual("other", "v"))).isEqualTo(Match.MUST);
    assertThat(shape.match(LabelMatcher.regex("status", "("))).isEqualTo(Match.MAY);
    assertThat(
            shape.match(
                List.of(
                    LabelMatcher.notEqual("status", "error"),
                    LabelMatcher.notEqual("status", "success"))))
        .isEqualTo(Match.NEVER);
    assertThat(
            shape.match(
                List.of(LabelMatcher.equal("route", "/x"), LabelMatcher.equal("route", "/y"))))
        .isEqualTo(Match.NEVER);
    SeriesShape open = shape.toBuilder().open().build();
    assertThat(open.match(LabelMatcher.equal("other", "v"))).isEqualTo(Match.MAY);
    assertThat(open).isNotEqualTo(shape).isEqualTo(shape.toBuilder().open().build());
  }

  @Test
  void anyNameOfAKindIsRuledOutByItsPrefix() {
    LabelDomain node =
        LabelDomain.any().narrow(LabelMatcher.regex("__name__", "node_.*|kube_.*")).orElseThrow();
    SeriesShape shape = SeriesShape.builder(node).open().build();
    assertThat(shape.match(LabelMatcher.equal("__name__", "up"))).isEqualTo(Match.NEVER);
    assertThat(shape.match(LabelMatcher.equal("__name__", "node_load1"))).isEqualTo(Match.MAY);
    assertThat(shape.match(LabelMatcher.regex("__name__", "go_.*"))).isEqualTo(Match.NEVER);
    assertThat(shape.match(LabelMatcher.regex("__name__", "node_.*|kube_.*")))
        .isEqualTo(Match.MUST);
  }
}
