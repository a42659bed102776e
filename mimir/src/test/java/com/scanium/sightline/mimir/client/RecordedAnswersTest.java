package com.scanium.sightline.mimir.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.scanium.sightline.http.Headers;
import com.scanium.sightline.http.Response;
import com.scanium.sightline.mimir.model.Labels;
import com.scanium.sightline.mimir.model.QueryResult;
import com.scanium.sightline.mimir.model.Series;
import com.scanium.sightline.port.Answer;
import com.scanium.sightline.testing.FakeTransport;
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

/** Recorded answers of real servers decode to what their bodies say, or to the right failure. */
class RecordedAnswersTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** {@code latin1} holds the bytes of the body, one in each character. */
  record Recording(String file, String endpoint, int status, Headers headers, String latin1) {
    byte[] body() {
      return latin1.getBytes(StandardCharsets.ISO_8859_1);
    }

    String text() {
      return new String(body(), StandardCharsets.UTF_8);
    }
  }

  private static Path corpus() {
    Path folder = Path.of(System.getProperty("sightline.corpus", "none"), "mimir");
    assumeTrue(Files.isDirectory(folder), () -> "SKIPPED: no recorded answers in " + folder);
    return folder;
  }

  private static List<Recording> recordings() throws IOException {
    List<Recording> all = new ArrayList<>();
    for (String folder :
        List.of("responses", "responses-states/a", "responses-states/b", "responses-states/c")) {
      Path at = corpus().resolve(folder);
      JsonNode manifest = JSON.readTree(Files.readString(at.resolve("manifest.json")));
      for (JsonNode entry : manifest.get("entries")) {
        String file = entry.get("file").asString();
        Headers headers = Headers.EMPTY;
        for (Map.Entry<String, JsonNode> header : entry.get("headers").properties()) {
          headers = headers.with(header.getKey(), header.getValue().asString());
        }
        byte[] body = Files.readAllBytes(at.resolve(file));
        all.add(
            new Recording(
                folder + "/" + file,
                endpoint(entry.get("request").get("path").asString()),
                entry.get("status").asInt(),
                headers,
                new String(plain(headers, body), StandardCharsets.ISO_8859_1)));
      }
    }
    return all;
  }

  /** What the transport does with a compressed body; zstd, which it never asks for, stays. */
  private static byte[] plain(Headers headers, byte[] body) throws IOException {
    if (headers.first("Content-Encoding").filter("gzip"::equals).isEmpty()) {
      return body;
    }
    try (GZIPInputStream in = new GZIPInputStream(new java.io.ByteArrayInputStream(body))) {
      return in.readAllBytes();
    }
  }

  private static String endpoint(String path) {
    String name =
        path.replaceFirst("[?].*", "")
            .replaceFirst("^(/prometheus)*/api/v1", "")
            .replaceFirst("/$", "");
    return name.replaceFirst("^/label/[^/]+/values$", "/label/x/values");
  }

  private static Answer<?> ask(Recording recording) {
    FakeTransport recorded =
        FakeTransport.answering(
            request -> Response.of(recording.status(), recording.headers(), recording.body()));
    Instant now = Instant.ofEpochSecond(1795403536);
    try (MimirClient client = MimirClient.builder("http://recorded").transport(recorded).build()) {
      return switch (recording.endpoint()) {
        case "/query_range" ->
            client.queryRange("x", now.minusSeconds(60), now, Duration.ofSeconds(15));
        case "/series" -> client.series(List.of("x"));
        case "/labels" -> client.labelNames(List.of());
        case "/label/x/values" -> client.labelValues("x", List.of());
        case "/metadata" -> client.metadata();
        case "/rules" -> client.rules();
        case "/alerts" -> client.alerts();
        case "/targets" -> client.scrapeTargets();
        case "/status/buildinfo" -> client.buildInfo();
        default -> client.query("x", now);
      };
    }
  }

  private static boolean isAsked(Recording recording) {
    boolean known =
        List.of(
                "/query",
                "/query_range",
                "/series",
                "/labels",
                "/label/x/values",
                "/metadata",
                "/rules",
                "/alerts",
                "/targets",
                "/status/buildinfo")
            .contains(recording.endpoint());
    // /api/v1/alerts at the root is the Alertmanager's configuration, /api/v1/rules the ruler's
    boolean otherMeaning =
        recording.file().contains("am-config") || recording.file().contains("rules-config");
    boolean zstd = recording.headers().first("Content-Encoding").filter("zstd"::equals).isPresent();
    return known && !otherMeaning && !zstd;
  }

  @Test
  void everyRecordedAnswerDecodesToASuccessOrTheRightFailure() throws IOException {
    Map<String, Integer> counts = new TreeMap<>();
    Map<String, String> wrong = new LinkedHashMap<>();
    int asked = 0;
    for (Recording recording : recordings()) {
      if (!isAsked(recording)) {
        continue;
      }
      asked++;
      Answer<?> answer = ask(recording);
      String kind =
          answer instanceof Answer.Failed<?> failed ? failed.failure().kind().name() : "KNOWN";
      counts.merge(kind, 1, Integer::sum);
      String expected = expected(recording);
      if (!kind.equals(expected)) {
        wrong.put(recording.file(), "expected " + expected + " but was " + answer);
      } else if (answer instanceof Answer.Known<?> known) {
        String difference = difference(known, JSON.readTree(recording.body()));
        if (!difference.isEmpty()) {
          wrong.put(recording.file(), difference);
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(counts).containsEntry("KNOWN", 483).containsEntry("TENANT_REQUIRED", 18);
    assertThat(asked).isEqualTo(645);
  }

  /** What the recording's own status and body say, worked out apart from the client. */
  private static String expected(Recording recording) {
    String text = recording.text();
    int status = recording.status();
    if (status / 100 == 2) {
      return text.stripLeading().startsWith("{") ? "KNOWN" : "PROTOCOL_ERROR";
    }
    if (text.contains("no org id")
        || text.matches("(?s).*([tT]oo many tenant|enant ID '|org ID).*")
        || text.contains("tenant ID is")
        || text.contains("invalid tenant id")) {
      return "TENANT_REQUIRED";
    }
    boolean somewhere =
        List.of("/rules", "/alerts", "/targets", "/status/buildinfo")
            .contains(recording.endpoint());
    return switch (status) {
      case 404 -> somewhere ? "NOT_SUPPORTED" : "NOT_FOUND";
      case 405, 406 -> "NOT_SUPPORTED";
      case 413, 431 -> "LIMIT_EXCEEDED";
      case 429 -> "TOO_MANY_REQUESTS";
      case 400, 422 ->
          text.contains("err-mimir-")
                  || text.contains("maximum resolution")
                  || text.contains("too many samples")
              ? "LIMIT_EXCEEDED"
              : text.contains("not supported by") ? "NOT_SUPPORTED" : "BAD_QUERY";
      case 503 -> text.contains("\"timeout\"") ? "QUERY_TIMEOUT" : "SERVER_ERROR";
      default -> status >= 500 ? "SERVER_ERROR" : "?" + status;
    };
  }

  /** Where the decoded value says something else than the tree of the body; empty when nowhere. */
  private static String difference(Answer.Known<?> known, JsonNode body) {
    JsonNode data = body.get("data");
    if (known.value() instanceof QueryResult result) {
      List<String> warnings = texts(body.path("warnings"));
      if (!known.warnings().equals(warnings) || !result.infos().equals(texts(body.path("infos")))) {
        return "warnings or infos differ";
      }
      return valueDifference(result.value(), data);
    }
    if (known.value() instanceof List<?> list && data.isArray()) {
      List<Object> expected = new ArrayList<>();
      for (JsonNode item : data) {
        expected.add(item.isObject() ? labels(item) : item.asString());
      }
      return list.equals(expected) ? "" : "list differs: " + list;
    }
    if (known.value() instanceof Map<?, ?> families) {
      return families.keySet().equals(new TreeMap<>(members(data)).keySet())
          ? ""
          : "families differ";
    }
    return "";
  }

  private static String valueDifference(QueryResult.Value value, JsonNode data) {
    JsonNode result = data.get("result");
    if (value instanceof QueryResult.Scalar scalar) {
      return same(scalar.value(), result.get(1)) && same(scalar.at(), result.get(0))
          ? ""
          : "scalar differs";
    }
    if (value instanceof QueryResult.Text text) {
      return text.value().equals(result.get(1).asString()) ? "" : "string differs";
    }
    if (value instanceof QueryResult.Vector vector) {
      if (vector.samples().size() != result.size()) {
        return "number of samples differs";
      }
      for (int i = 0; i < result.size(); i++) {
        QueryResult.Sample sample = vector.samples().get(i);
        JsonNode node = result.get(i);
        boolean equal =
            sample.labels().equals(labels(node.get("metric")))
                && (node.has("value")
                    ? same(sample.value(), node.get("value").get(1))
                        && same(sample.at(), node.get("value").get(0))
                    : sample.asHistogram().orElseThrow().buckets().size()
                        == node.get("histogram").get(1).path("buckets").size());
        if (!equal) {
          return "sample " + i + " differs";
        }
      }
      return "";
    }
    List<Series> all = ((QueryResult.Matrix) value).series();
    if (all.size() != result.size()) {
      return "number of series differs";
    }
    for (int i = 0; i < result.size(); i++) {
      JsonNode node = result.get(i);
      Series series = all.get(i);
      boolean equal =
          series.labels().equals(labels(node.get("metric")))
              && series.size() == node.path("values").size()
              && series.histograms().size() == node.path("histograms").size();
      for (int j = 0; equal && j < series.size(); j++) {
        equal =
            same(series.value(j), node.get("values").get(j).get(1))
                && same(series.time(j), node.get("values").get(j).get(0));
      }
      if (!equal) {
        return "series " + i + " differs";
      }
    }
    return "";
  }

  private static boolean same(double value, JsonNode text) {
    String written = text.asString();
    double expected =
        switch (written) {
          case "+Inf" -> Double.POSITIVE_INFINITY;
          case "-Inf" -> Double.NEGATIVE_INFINITY;
          default -> Double.parseDouble(written);
        };
    return Double.compare(value, expected) == 0;
  }

  private static boolean same(Instant at, JsonNode seconds) {
    return at.toEpochMilli() == Math.round(seconds.doubleValue() * 1000);
  }

  private static Labels labels(JsonNode metric) {
    Map<String, String> labels = new TreeMap<>();
    metric.properties().forEach(entry -> labels.put(entry.getKey(), entry.getValue().asString()));
    return Labels.of(labels);
  }

  private static Map<String, JsonNode> members(JsonNode node) {
    Map<String, JsonNode> members = new TreeMap<>();
    node.properties().forEach(entry -> members.put(entry.getKey(), entry.getValue()));
    return members;
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(item -> texts.add(item.asString()));
    return texts;
  }
}
