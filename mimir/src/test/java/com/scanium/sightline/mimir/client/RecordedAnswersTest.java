package com.scanium.sightline.mimir.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.luben.zstd.ZstdInputStream;
import com.scanium.sightline.http.Headers;
import com.scanium.sightline.http.Request;
import com.scanium.sightline.http.Response;
import com.scanium.sightline.mimir.model.Labels;
import com.scanium.sightline.mimir.model.Page;
import com.scanium.sightline.mimir.model.QueryResult;
import com.scanium.sightline.mimir.model.Series;
import com.scanium.sightline.port.Answer;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Recorded answers of real servers decode to what their bodies say, or to the right failure. */
class RecordedAnswersTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** {@code latin1} holds the bytes of the body, one in each character. */
  record Recording(String file, Request request, int status, Headers headers, String latin1) {
    byte[] body() {
      return latin1.getBytes(StandardCharsets.ISO_8859_1);
    }

    String text() {
      return new String(body(), StandardCharsets.UTF_8);
    }

    String path() {
      return request.uri().getRawPath();
    }
  }

  private static Path corpus() {
    Path folder = Path.of(System.getProperty("sightline.corpus", "none"), "mimir");
    assumeTrue(Files.isDirectory(folder), () -> "SKIPPED: no recorded answers in " + folder);
    return folder;
  }

  /** The recordings of a folder with a {@code manifest.json}. */
  private static List<Recording> recordings(Path folder) throws IOException {
    List<Recording> all = new ArrayList<>();
    JsonNode manifest = JSON.readTree(Files.readString(folder.resolve("manifest.json")));
    for (JsonNode entry : manifest.get("entries")) {
      String file = entry.get("file").asString();
      Headers headers = headers(entry.path("headers"));
      byte[] body = plain(headers, Files.readAllBytes(folder.resolve(file)));
      all.add(
          new Recording(
              folder.getFileName() + "/" + file,
              request(entry.get("request")),
              entry.get("status").asInt(),
              headers.without("Content-Encoding"),
              new String(body, StandardCharsets.ISO_8859_1)));
    }
    return all;
  }

  private static Headers headers(JsonNode node) {
    Headers headers = Headers.EMPTY;
    for (Map.Entry<String, JsonNode> header : node.properties()) {
      headers = headers.with(header.getKey(), header.getValue().asString());
    }
    return headers;
  }

  private static Request request(JsonNode node) {
    String method = node.get("method").asString();
    boolean ours = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE").contains(method);
    return Request.builder(
            ours ? Request.Method.valueOf(method) : Request.Method.GET,
            URI.create("http://recorded" + node.get("path").asString()))
        .headers(headers(node.path("headers")).without("Connection").without("Host"))
        .build();
  }

  /** What the transport does with a compressed body. */
  private static byte[] plain(Headers headers, byte[] body) throws IOException {
    InputStream in = new ByteArrayInputStream(body);
    return switch (headers.first("Content-Encoding").orElse("identity")) {
      case "gzip" -> new GZIPInputStream(in).readAllBytes();
      case "deflate" -> new InflaterInputStream(in).readAllBytes();
      case "zstd" -> new ZstdInputStream(in).readAllBytes();
      default -> body;
    };
  }

  private static Answer<?> read(Recording recording) throws IOException {
    return RecordedAnswers.read(
        recording.request(),
        Response.of(recording.status(), recording.headers(), recording.body()));
  }

  @Test
  void everyRecordedAnswerDecodesToASuccessOrTheRightFailure() throws IOException {
    Map<String, Integer> counts = new TreeMap<>();
    Map<String, String> wrong = new LinkedHashMap<>();
    for (String folder :
        List.of("responses", "responses-states/a", "responses-states/b", "responses-states/c")) {
      check(recordings(corpus().resolve(folder)), counts, wrong);
    }
    assertThat(wrong).isEmpty();
    assertThat(counts.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(968);
    assertThat(counts)
        .isEqualTo(
            new TreeMap<>(
                Map.ofEntries(
                    Map.entry("KNOWN", 638),
                    Map.entry("BAD_QUERY", 166),
                    Map.entry("NOT_SUPPORTED", 69),
                    Map.entry("LIMIT_EXCEEDED", 33),
                    Map.entry("TENANT_REQUIRED", 28),
                    Map.entry("NOT_FOUND", 13),
                    Map.entry("TOO_MANY_REQUESTS", 10),
                    Map.entry("SERVER_ERROR", 6),
                    Map.entry("PROTOCOL_ERROR", 3),
                    Map.entry("QUERY_TIMEOUT", 1),
                    Map.entry("UNAUTHORIZED", 1))));
  }

  /**
   * Further recordings: {@code -Dsightline.recordings=folder:folder}, each with a manifest like
   * those of the corpus.
   */
  @Test
  void furtherRecordingsDecodeToo() throws IOException {
    String folders = System.getProperty("sightline.recordings", "");
    assumeTrue(!folders.isEmpty(), "SKIPPED: no further recordings in sightline.recordings");
    Map<String, Integer> counts = new TreeMap<>();
    Map<String, String> wrong = new LinkedHashMap<>();
    for (String folder : folders.split(File.pathSeparator)) {
      check(recordings(Path.of(folder)), counts, wrong);
    }
    assertThat(wrong).as(counts.toString()).isEmpty();
  }

  private static void check(
      List<Recording> recordings, Map<String, Integer> counts, Map<String, String> wrong)
      throws IOException {
    for (Recording recording : recordings) {
      Answer<?> answer = read(recording);
      String kind =
          answer instanceof Answer.Failed<?> failed ? failed.failure().kind().name() : "KNOWN";
      counts.merge(kind, 1, Integer::sum);
      String expected = expected(recording);
      if (!kind.equals(expected)) {
        wrong.put(
            recording.file(),
            recording.request().line()
                + " "
                + recording.status()
                + ": expected "
                + expected
                + " but was "
                + answer);
      } else if (answer instanceof Answer.Known<?> known) {
        String difference = difference(known, recording);
        if (!difference.isEmpty()) {
          wrong.put(recording.file(), difference);
        }
      }
    }
  }

  /** What the recording's own status and body say, worked out apart from the client. */
  private static String expected(Recording recording) {
    String text = recording.text();
    int status = recording.status();
    String path = recording.path();
    boolean writes = path.matches(".*(/push|/write|/otlp/.*)");
    if (status / 100 == 2) {
      boolean json = text.stripLeading().startsWith("{");
      boolean wantsJson =
          path.matches(
              ".*/api/v1/(query|query_range|query_exemplars|series|labels|label/[^/]+/values"
                  + "|metadata|format_query|parse_query|targets|status/.*|cardinality/.*"
                  + "|user_.*)");
      return json || !wantsJson ? "KNOWN" : "PROTOCOL_ERROR";
    }
    if (text.contains("no org id")
        || text.matches("(?s).*([tT]oo many tenant|enant ID '|org ID).*")
        || text.contains("tenant ID is")
        || text.contains("no valid org id")
        || text.contains("invalid tenant id")) {
      return "TENANT_REQUIRED";
    }
    boolean ofSamples =
        text.matches(
            "(?s).*err-mimir-(sample|exemplar|native-histogram|label-invalid|metric-name|missing"
                + "|duplicate|too-far).*");
    return switch (status) {
      case 401, 403 -> "UNAUTHORIZED";
      case 404 ->
          text.contains("page not found") && !everywhere(path) ? "NOT_SUPPORTED" : "NOT_FOUND";
      case 405, 406, 415 -> "NOT_SUPPORTED";
      case 413, 431 -> "LIMIT_EXCEEDED";
      case 429 -> "TOO_MANY_REQUESTS";
      case 400, 422 ->
          (text.contains("err-mimir-") && !ofSamples)
                  || text.contains("maximum resolution")
                  || text.contains("too many samples")
              ? "LIMIT_EXCEEDED"
              : text.contains("not supported by") || text.contains("is disabled")
                  ? "NOT_SUPPORTED"
                  : "BAD_QUERY";
      case 503 -> text.contains("\"timeout\"") ? "QUERY_TIMEOUT" : "SERVER_ERROR";
      default -> status >= 500 ? "SERVER_ERROR" : "?" + status + writes;
    };
  }

  /** Whether all servers have it, so that nothing there means a wrong address. */
  private static boolean everywhere(String path) {
    return path.matches(
        ".*/api/v1/(query|query_range|query_exemplars|series|labels|label/[^/]+/values|metadata)");
  }

  /** Where the decoded value says something else than the tree of the body; empty when nowhere. */
  private static String difference(Answer.Known<?> known, Recording recording) {
    if (!recording.text().stripLeading().startsWith("{") || known.value() instanceof Page) {
      return "";
    }
    JsonNode body = JSON.readTree(recording.body());
    JsonNode data = body.path("data");
    if (known.value() instanceof QueryResult result) {
      List<String> warnings = texts(body.path("warnings"));
      if (!known.warnings().equals(warnings) || !result.infos().equals(texts(body.path("infos")))) {
        return "warnings or infos differ";
      }
      return valueDifference(result.value(), data);
    }
    if (known.value() instanceof List<?> list && data.isArray()) {
      if (list.stream().anyMatch(item -> !(item instanceof Labels) && !(item instanceof String))) {
        return list.size() == data.size() ? "" : "number of items differs";
      }
      List<Object> expected = new ArrayList<>();
      for (JsonNode item : data) {
        expected.add(item.isObject() ? labels(item) : item.asString());
      }
      return list.equals(expected) ? "" : "list differs: " + list;
    }
    if (known.value() instanceof String text) {
      return text.equals(data.isString() ? data.asString() : data.path("yaml").asString())
          ? ""
          : "text differs";
    }
    if (known.value() instanceof Map<?, ?> families && recording.path().endsWith("/metadata")) {
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
