package com.scanium.sightline.grafana.template;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Every interval computation that the real browser and server code was recorded doing. */
class IntervalVectorsTest {
  private static final Map<String, Boolean> REFUSED = Map.of("error", true);

  @Test
  void computesIntervalsAsBrowserAndServerDo() throws IOException {
    Vectors.check("intervals.jsonl", 529, IntervalVectorsTest::answer);
  }

  private static Object answer(JsonNode vector) {
    JsonNode input = vector.get("input");
    String text = input.path("s").asString("");
    return switch (vector.get("fn").asString()) {
      case "roundInterval.js" -> Intervals.browserRound(input.get("ms").asDouble());
      case "roundInterval.go" ->
          Intervals.serverRound(input.get("ms").asLong() * 1_000_000) / 1_000_000;
      case "isValidTimeSpan.js" -> Intervals.isTimeSpan(text);
      case "intervalToMs.js" -> milliseconds(Intervals.browserMillis(text));
      case "parseInterval.go" -> {
        OptionalLong nanos = Intervals.serverNanos(text);
        yield nanos.isPresent() ? (Object) (nanos.getAsLong() / 1_000_000) : REFUSED;
      }
      case "describeInterval.js" ->
          Intervals.describe(text).map(IntervalVectorsTest::described).orElse(REFUSED);
      case "formatInterval.go" -> Intervals.serverText(input.get("ms").asLong() * 1_000_000);
      case "secondsToHms.js" -> Intervals.browserText(input.get("seconds").asDouble());
      case "calculateInterval.js" -> calculated(input);
      default -> server(input);
    };
  }

  private static Object milliseconds(OptionalDouble ms) {
    return ms.isPresent() ? (Object) (long) ms.getAsDouble() : REFUSED;
  }

  private static Object described(Intervals.Described it) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("sec", it.seconds() == 0.001 ? (Object) 0.001 : (Object) (long) it.seconds());
    result.put("type", it.unit());
    result.put("count", it.count());
    return result;
  }

  private static Object calculated(JsonNode input) {
    String low = input.path("lowLimitInterval").asString("");
    OptionalDouble ms =
        Intervals.browserInterval(
            input.get("rangeMs").asDouble(), input.get("resolution").asDouble(), low);
    if (ms.isEmpty()) {
      return REFUSED;
    }
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("intervalMs", (long) ms.getAsDouble());
    result.put("interval", Intervals.browserText(ms.getAsDouble() / 1000));
    return result;
  }

  private static Object server(JsonNode input) {
    Instant from = Instant.ofEpochMilli(input.get("fromMs").asLong());
    Instant to = Instant.ofEpochMilli(input.get("toMs").asLong());
    PrometheusStep step =
        PrometheusStep.of(
                PrometheusStep.Request.over(Duration.between(from, to))
                    .minStep(input.get("interval").asString())
                    .scrapeInterval(input.get("dsScrapeInterval").asString())
                    .interval(Duration.ofMillis(input.get("intervalMs").asLong()))
                    .queryInterval(Duration.ofMillis(input.get("queryIntervalMs").asLong()))
                    .maxDataPoints(input.get("maxDataPoints").asLong())
                    .intervalFactor(input.get("intervalFactor").asLong())
                    .build())
            .orElseThrow();
    Duration offset = Duration.ofSeconds(input.get("utcOffsetSec").asLong());
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("alignedEnd", step.aligned(to, offset).toEpochMilli());
    result.put("alignedStart", step.aligned(from, offset).toEpochMilli());
    result.put("expr", step.replace(input.get("expr").asString()));
    result.put("stepMs", step.step().toMillis());
    return result;
  }
}
