package com.scanium.sightline.grafana.loki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.scanium.sightline.http.Headers;
import com.scanium.sightline.http.Response;
import com.scanium.sightline.port.Answer;
import com.scanium.sightline.testing.FakeTransport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Recorded answers of a real Loki decode to what their bodies say, or to the right failure. */
class RecordedLokiTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Instant END = Instant.ofEpochSecond(1795407096);
  private static final Instant START = END.minusSeconds(900);

  /** {@code latin1} holds the bytes of the body, one in each character. */
  record Recording(
      String file, String method, String path, int status, Headers headers, String latin1) {
    byte[] body() {
      return latin1.getBytes(StandardCharsets.ISO_8859_1);
    }

    String text() {
      return new String(body(), StandardCharsets.UTF_8);
    }
  }

  private static List<Recording> recordings() throws IOException {
    Path folder = Path.of(System.getProperty("sightline.corpus", "none"), "loki", "responses");
    assumeTrue(Files.isDirectory(folder), () -> "SKIPPED: no recorded answers in " + folder);
    List<Recording> all = new ArrayList<>();
    JsonNode manifest = JSON.readTree(Files.readString(folder.resolve("manifest.json")));
    for (JsonNode entry : manifest.get("entries")) {
      Headers headers = Headers.EMPTY;
      for (Map.Entry<String, JsonNode> header : entry.get("headers").properties()) {
        headers = headers.with(header.getKey(), header.getValue().asString());
      }
      byte[] body = Files.readAllBytes(folder.resolve(entry.get("file").asString()));
      JsonNode request = entry.get("request");
      all.add(
          new Recording(
              entry.get("file").asString(),
              request.get("method").asString(),
              request.get("path").asString(),
              entry.get("status").asInt(),
              headers,
              new String(plain(headers, body), StandardCharsets.ISO_8859_1)));
    }
    return all;
  }

  /** What the transport does with a compressed body. */
  private static byte[] plain(Headers headers, byte[] body) throws IOException {
    if (headers.first("Content-Encoding").filter("gzip"::equals).isEmpty()) {
      return body;
    }
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
      return in.readAllBytes();
    }
  }

  private static LokiClient client(Recording recording) {
    return LokiClient.builder("http://recorded")
        .transport(
            FakeTransport.answering(
                request -> Response.of(recording.status(), recording.headers(), recording.body())))
        .build();
  }

  private static Answer<?> ask(Recording recording) {
    try (LokiClient loki = client(recording)) {
      String path = recording.path().replaceFirst("^/loki/api/v1", "").replaceFirst("[?].*", "");
      if (path.matches("/label/[^/]+/values")) {
        return loki.labelValues("x");
      }
      if (path.matches("/detected_field/[^/]+/values")) {
        return loki.detectedFieldValues("x", "{a=\"b\"}", START, END);
      }
      return switch (path) {
        case "/query_range" -> loki.queryRange(LogQuery.of("{a=\"b\"}"));
        case "/query" -> loki.query("x", END);
        case "/labels", "/label" -> loki.labels();
        case "/series" -> loki.series(List.of("{a=\"b\"}"));
        case "/index/stats" -> loki.indexStats("{a=\"b\"}", START, END);
        case "/index/volume" -> loki.volume("{a=\"b\"}", START, END, List.of(), 0);
        case "/index/volume_range" ->
            loki.volumeRange("{a=\"b\"}", START, END, Duration.ofMinutes(1), List.of(), 0);
        case "/detected_labels" -> loki.detectedLabels(START, END);
        case "/detected_fields" -> loki.detectedFields("{a=\"b\"}", START, END);
        case "/patterns" -> loki.patterns("{a=\"b\"}", START, END);
        case "/format_query" -> loki.formatQuery("{a=\"b\"}");
        case "/status/buildinfo" -> loki.buildInfo();
        case "/drilldown-limits" -> loki.limits();
        case "/prometheus/api/v1/rules" -> loki.rules();
        case "/push", "/otlp/v1/logs" ->
            loki.push(
                List.of(
                    new LogStream(
                        Map.of("a", "b"),
                        List.of(new LogEntry(START, "line", Map.of(), Map.of())))));
        case "/ready" -> loki.ready();
        default -> loki.page("/" + path.replaceFirst("^/", ""));
      };
    }
  }

  @Test
  void everyRecordedAnswerDecodesToASuccessOrTheRightFailure() throws IOException {
    Map<String, Integer> counts = new TreeMap<>();
    Map<String, String> wrong = new LinkedHashMap<>();
    List<Recording> recordings = recordings();
    for (Recording recording : recordings) {
      Answer<?> answer = ask(recording);
      String kind =
          answer instanceof Answer.Failed<?> failed ? failed.failure().kind().name() : "KNOWN";
      counts.merge(kind, 1, Integer::sum);
      String expected = expected(recording);
      if (!kind.equals(expected)) {
        wrong.put(recording.file(), "expected " + expected + " but was " + answer);
      } else if (answer instanceof Answer.Known<?> known && recording.text().startsWith("{")) {
        String difference = difference(known.value(), JSON.readTree(recording.text()));
        if (!difference.isEmpty()) {
          wrong.put(recording.file(), difference);
        }
      }
    }
    assertThat(wrong).isEmpty();
    // every entry of the manifest was run; there may be more of them than when this was written
    assertThat(counts.values().stream().mapToInt(Integer::intValue).sum())
        .isEqualTo(recordings.size());
    assertThat(counts).containsKeys("KNOWN", "BAD_QUERY", "LIMIT_EXCEEDED", "TENANT_REQUIRED");
    System.out.println("recorded answers of Loki: " + recordings.size() + " " + counts);
  }

  @Test
  void everyRecordedLineStreamsToTheConsumerAsItIsCollected() throws IOException {
    int lines = 0;
    int series = 0;
    for (Recording recording : recordings()) {
      if (recording.status() != 200 || !recording.path().endsWith("/query_range")) {
        continue;
      }
      try (LokiClient loki = client(recording)) {
        LogResult all = loki.queryRange(LogQuery.of("x")).orElseThrow();
        List<LogEntry> streamed = new ArrayList<>();
        List<MetricSeries> columns = new ArrayList<>();
        QueryStats stats =
            loki.queryRange(
                    LogQuery.of("x"),
                    new LogConsumer() {
                      @Override
                      public void line(Map<String, String> labels, LogEntry entry) {
                        streamed.add(entry);
                      }

                      @Override
                      public void series(MetricSeries one) {
                        columns.add(one);
                      }
                    })
                .orElseThrow();
        assertThat(streamed).isEqualTo(all.entries());
        assertThat(stats).isEqualTo(all.stats());
        if (all.value() instanceof LogResult.Matrix matrix) {
          assertThat(columns).isEqualTo(matrix.series());
        }
        lines += streamed.size();
        series += columns.size();
      }
    }
    assertThat(lines).isGreaterThan(100);
    assertThat(series).isGreaterThan(5);
  }

  /** What the recording's own status and words say, worked out apart from the client. */
  private static String expected(Recording recording) {
    String text = recording.text();
    int status = recording.status();
    if (status / 100 == 2) {
      return "KNOWN";
    }
    if (text.contains("no org id")
        || text.contains("tenant ID '")
        || text.contains("tenant ID is")
        || text.contains("multiple org IDs")) {
      return "TENANT_REQUIRED";
    }
    boolean optional =
        !recording.path().matches(".*/(query|query_range|labels?|series|values|push)/?([?].*)?$")
            || recording.path().matches(".*/(prometheus/.*|labels/)$")
            || recording.path().startsWith("/prometheus");
    return switch (status) {
      case 404 -> optional ? "NOT_SUPPORTED" : "NOT_FOUND";
      case 429 -> "TOO_MANY_REQUESTS";
      case 400, 422 -> {
        if (text.matches("(?s).*(is disabled|is disallowed).*")) {
          yield "NOT_SUPPORTED";
        }
        if (text.matches("(?s).*(limit|maximum (number|resolution)|too large|too many bytes).*")
            && !text.contains("limit must be")) {
          yield "LIMIT_EXCEEDED";
        }
        yield "BAD_QUERY";
      }
      case 500 -> text.contains("many-to-many") ? "BAD_QUERY" : "SERVER_ERROR";
      default -> status >= 500 ? "SERVER_ERROR" : "?" + status;
    };
  }

  private static String difference(Object value, JsonNode body) {
    JsonNode data = body.path("data");
    if (value instanceof LogResult result) {
      return valueDifference(result.value(), data.get("result"));
    }
    if (value instanceof IndexStats stats) {
      return stats.bytes() == body.get("bytes").asLong()
              && stats.entries() == body.get("entries").asLong()
          ? ""
          : "stats differ";
    }
    if (value instanceof List<?> list) {
      JsonNode expected =
          data.isArray()
              ? data
              : body.has("fields")
                  ? body.get("fields")
                  : body.has("values") ? body.get("values") : body.path("detectedLabels");
      if (list.size() != expected.size()) {
        return list.size() + " items instead of " + expected.size();
      }
      for (int i = 0; i < list.size(); i++) {
        Object item = list.get(i);
        JsonNode node = expected.get(i);
        boolean equal =
            item instanceof String text
                ? text.equals(node.asString())
                : item instanceof Map<?, ?> labels
                    ? labels.equals(texts(node))
                    : item instanceof DetectedField field
                        ? field.name().equals(node.get("label").asString())
                            && field.parsers().size() == node.path("parsers").size()
                        : item instanceof DetectedLabel label
                            && label.cardinality() == node.get("cardinality").asLong();
        if (!equal) {
          return "item " + i + " differs: " + item;
        }
      }
    }
    return "";
  }

  private static String valueDifference(LogResult.Value value, JsonNode result) {
    if (value instanceof LogResult.Scalar scalar) {
      return scalar.at().toEpochMilli() == result.get(0).asLong()
              && same(scalar.value(), result.get(1))
          ? ""
          : "scalar differs";
    }
    if (value instanceof LogResult.Vector vector) {
      boolean equal = vector.samples().size() == result.size();
      for (int i = 0; equal && i < result.size(); i++) {
        LogResult.Sample sample = vector.samples().get(i);
        JsonNode node = result.get(i);
        equal =
            sample.labels().equals(texts(node.get("metric")))
                && same(sample.at().toEpochMilli(), node.get("value").get(0))
                && same(sample.value(), node.get("value").get(1));
      }
      return equal ? "" : "vector differs";
    }
    if (value instanceof LogResult.Matrix matrix) {
      boolean equal = matrix.series().size() == result.size();
      for (int i = 0; equal && i < result.size(); i++) {
        MetricSeries series = matrix.series().get(i);
        JsonNode values = result.get(i).get("values");
        equal =
            series.labels().equals(texts(result.get(i).get("metric")))
                && series.size() == values.size();
        for (int j = 0; equal && j < series.size(); j++) {
          equal =
              same(series.timeMillis(j), values.get(j).get(0))
                  && same(series.value(j), values.get(j).get(1));
        }
      }
      return equal ? "" : "matrix differs";
    }
    List<LogStream> streams = ((LogResult.Streams) value).streams();
    boolean equal = streams.size() == result.size();
    for (int i = 0; equal && i < result.size(); i++) {
      LogStream stream = streams.get(i);
      JsonNode values = result.get(i).get("values");
      equal =
          stream.labels().equals(texts(result.get(i).get("stream")))
              && stream.entries().size() == values.size();
      for (int j = 0; equal && j < values.size(); j++) {
        Instant at = stream.entries().get(j).at();
        String nanos = at.getEpochSecond() + String.format("%09d", at.getNano());
        equal =
            nanos.equals(values.get(j).get(0).asString())
                && stream.entries().get(j).line().equals(values.get(j).get(1).asString());
      }
    }
    return equal ? "" : "streams differ";
  }

  private static boolean same(long millis, JsonNode seconds) {
    return millis == Math.round(seconds.doubleValue() * 1000);
  }

  private static boolean same(double value, JsonNode text) {
    return Double.compare(value, Double.parseDouble(text.asString())) == 0;
  }

  private static Map<String, String> texts(JsonNode object) {
    Map<String, String> texts = new TreeMap<>();
    object.properties().forEach(entry -> texts.put(entry.getKey(), entry.getValue().asString()));
    return texts;
  }
}
