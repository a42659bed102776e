package com.scanium.sightline.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.scanium.sightline.text.SourceText;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ExpositionReaderTest {
  private static MetricCatalog read(String text) {
    return MetricCatalogs.read(SourceText.of("metrics.prom", text));
  }

  private static final String TEXT =
      """
      # HELP app_requests_total All the \\\\ requests\\nso far
      # TYPE app_requests_total counter
      app_requests_total{route="/a",code="200"} 3
      app_requests_total{route="/b \\"x\\"",code="500",} 0 1700000000000
      # TYPE app_idle_total counter
      app_idle_total{route="/a"} 0
      # HELP app_silent_total Nothing yet
      # TYPE app_silent_total counter
      # a remark
      # TYPE app_latency_ms histogram
      app_latency_ms_bucket{le="50"} 0
      app_latency_ms_bucket{le="+Inf"} 0
      app_latency_ms_sum 0
      app_latency_ms_count 0
      # TYPE app_gc summary
      app_gc{kind="minor",quantile="0.5"} NaN
      app_gc_sum{kind="minor"} 1.5
      app_gc_count{kind="minor"} 2
      app_temperature -Inf
      """;

  @Test
  void aPrometheusTextIsReadWhole() {
    MetricCatalog catalog = read(TEXT);
    assertThat(catalog.problems()).isEmpty();
    assertThat(catalog.families())
        .extracting(MetricFamily::name)
        .containsExactly(
            "app_requests_total",
            "app_idle_total",
            "app_silent_total",
            "app_latency_ms",
            "app_gc",
            "app_temperature");
    MetricFamily requests = catalog.family("app_requests_total").orElseThrow();
    assertThat(requests.help()).contains("All the \\ requests\nso far");
    assertThat(requests.type()).isEqualTo(MetricType.COUNTER);
    assertThat(requests.labels()).containsExactly("route", "code");
    assertThat(requests.seriesSeen()).isEqualTo(SeriesSeen.SOME);
    assertThat(requests.samples().get(1).labels()).containsEntry("route", "/b \"x\"");
    assertThat(requests.location().orElseThrow().toString()).isEqualTo("metrics.prom:1:8");
    assertThat(catalog.family("app_temperature").orElseThrow().samples().get(0).value())
        .isEqualTo(Double.NEGATIVE_INFINITY);
  }

  @ParameterizedTest
  @CsvSource({
    "app_requests_total, SOME, true",
    "app_idle_total, ZERO, true",
    "app_silent_total, NONE, false",
    "app_latency_ms, ZERO, true",
    "app_gc, SOME, true",
    "app_temperature, SOME, true",
  })
  void whatTheSeriesShowIsKept(String family, SeriesSeen seen, boolean labelsKnown) {
    MetricFamily found = read(TEXT).family(family).orElseThrow();
    assertThat(found.seriesSeen()).isEqualTo(seen);
    assertThat(found.isLabelsKnown()).isEqualTo(labelsKnown);
  }

  @Test
  void bucketsAndQuantilesAreBoundsNotLabels() {
    MetricCatalog catalog = read(TEXT);
    assertThat(catalog.family("app_latency_ms").orElseThrow().buckets()).containsExactly("50");
    assertThat(catalog.family("app_gc").orElseThrow().buckets()).containsExactly("0.5");
    assertThat(catalog.family("app_gc").orElseThrow().labels()).containsExactly("kind");
    assertThat(catalog.familyOfSeries("app_latency_ms_bucket"))
        .isEqualTo(catalog.family("app_latency_ms"));
    assertThat(catalog.familyOfSeries("app_temperature_sum")).isEmpty();
  }

  @Test
  void openMetricsNamesGetTheirSuffix() {
    MetricCatalog catalog =
        read(
            """
            # TYPE app_requests counter
            # UNIT app_requests requests
            app_requests_total{code="200"} 3 1700000000.5 # {trace_id="x"} 1 1700000000
            app_requests_created{code="200"} 1700000000
            # TYPE app_silent counter
            # TYPE app_build info
            app_build_info{version="1"} 1
            # TYPE app_state stateset
            app_state{app_state="up"} 1
            app_state{app_state="down"} 0
            {"app.dotted",zone="a"} 4
            # EOF
            """);
    assertThat(catalog.problems()).isEmpty();
    assertThat(catalog.families())
        .extracting(MetricFamily::name)
        .containsExactly(
            "app_requests_total", "app_silent_total", "app_build_info", "app_state", "app.dotted");
    assertThat(catalog.family("app_requests_total").orElseThrow().hasCreated()).isTrue();
    assertThat(catalog.family("app_requests_total").orElseThrow().unit()).contains("requests");
    assertThat(catalog.family("app_state").orElseThrow().labelValues().get("app_state"))
        .containsExactly("up", "down");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x{a=\"1\" 2|expected ',' or '}'",
        "x{a=\"1 2|expected a quoted value for label \"a\"",
        "x{a} 2|expected '=' behind label \"a\"",
        "x abc|expected a value for \"x\", found \"abc\"",
        "x|expected a value for \"x\", found \"\"",
        "x 1 2 3|unexpected text behind the value of \"x\"",
        "1x 3|expected a metric name",
        "# TYPE x conter|\"conter\" is not a metric type",
        "x{a=\"1\",a=\"2\"} 1|label \"a\" occurs twice",
        "<html></html>|expected an exposition, found HTML",
        "x 1 # EOF|unexpected text",
      })
  void aLineThatCannotBeReadIsAProblem(String line, String problem) {
    MetricCatalog catalog = read(line + "\n");
    if (!problem.startsWith("unexpected text") || line.contains("3")) {
      assertThat(catalog.problems()).hasSize(1);
      assertThat(catalog.problems().get(0).message()).isEqualTo(problem);
    }
  }

  @Test
  void problemsHavePlacesAndTheRestIsRead() {
    MetricCatalog catalog = read("a 1\nb{ 2\nc 3\n");
    assertThat(catalog.problems())
        .extracting(CatalogNote::toString)
        .containsExactly("metrics.prom:2:5: expected '=' behind label \"2\"");
    assertThat(catalog.families()).extracting(MetricFamily::name).containsExactly("a", "c");
  }

  @Test
  void anEmptyAnswerIsAProblem() {
    assertThat(read("").problems())
        .extracting(CatalogNote::message)
        .containsExactly("expected metric families, found none");
  }

  static LongStream seeds() {
    return new Random(5).longs(300);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void damagedTextNeverThrows(long seed) {
    Random random = new Random(seed);
    StringBuilder damaged = new StringBuilder(TEXT);
    for (int i = 0; i < 12; i++) {
      int at = random.nextInt(damaged.length());
      if (random.nextBoolean()) {
        damaged.deleteCharAt(at);
      } else {
        damaged.insert(at, "{}\"=,\\# \n\t1".charAt(random.nextInt(11)));
      }
    }
    assertThat(read(damaged.toString()).families()).isNotNull();
  }
}
