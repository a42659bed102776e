package com.scanium.sightline.mimir.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.scanium.sightline.http.Headers;
import com.scanium.sightline.http.Response;
import com.scanium.sightline.http.TransportException;
import com.scanium.sightline.mimir.model.Labels;
import com.scanium.sightline.mimir.model.QueryResult;
import com.scanium.sightline.mimir.model.Series;
import com.scanium.sightline.port.Answer;
import com.scanium.sightline.port.Failure;
import com.scanium.sightline.port.StoreException;
import com.scanium.sightline.testing.FakeTransport;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(60)
class StreamingTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_795_403_536);
  private static final Duration STEP = Duration.ofSeconds(15);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  static LongStream seeds() {
    return new Random(42).longs(60);
  }

  /** A stream that gives few bytes at a time, as a network may. */
  private static InputStream dripping(byte[] bytes, Random random) {
    return new FilterInputStream(new ByteArrayInputStream(bytes)) {
      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        return super.read(buffer, offset, Math.min(length, 1 + random.nextInt(50)));
      }
    };
  }

  private static MimirClient answering(String body, Random random) {
    return MimirClient.builder("http://store")
        .transport(
            FakeTransport.answering(
                request ->
                    Response.streaming(
                        200,
                        Headers.EMPTY,
                        dripping(body.getBytes(StandardCharsets.UTF_8), random))))
        .build();
  }

  /** What a tree of the body says, read by another parser. */
  private static List<Series> reference(String body) {
    List<Series> all = new ArrayList<>();
    for (JsonNode node : JSON.readTree(body).get("data").get("result")) {
      Map<String, String> labels = new TreeMap<>();
      node.get("metric")
          .properties()
          .forEach(entry -> labels.put(entry.getKey(), entry.getValue().asString()));
      JsonNode pairs = node.get("values");
      long[] times = new long[pairs.size()];
      double[] values = new double[pairs.size()];
      for (int i = 0; i < times.length; i++) {
        times[i] = Numbers.millis(pairs.get(i).get(0).decimalValue().toPlainString());
        String text = pairs.get(i).get(1).asString();
        values[i] =
            switch (text) {
              case "+Inf" -> Double.POSITIVE_INFINITY;
              case "-Inf" -> Double.NEGATIVE_INFINITY;
              default -> Double.parseDouble(text);
            };
      }
      all.add(Series.of(Labels.of(labels), times, values, List.of()));
    }
    return all;
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void everyWayToReadAnAnswerGivesWhatATreeGives(long seed) {
    Random random = new Random(seed);
    String body = random.nextBoolean() ? Matrices.plain(random) : Matrices.odd(random);
    List<Series> expected = reference(body);
    try (MimirClient client = answering(body, random)) {
      Answer.Known<QueryResult> collected =
          (Answer.Known<QueryResult>) client.queryRange("x", NOW, NOW, STEP);
      assertThat(((QueryResult.Matrix) collected.value().value()).series()).isEqualTo(expected);
      assertThat(collected.warnings()).containsExactly("w");
      List<Series> pushed = new ArrayList<>();
      StreamSummary summary =
          client
              .queryRange("x", NOW, NOW, STEP, series -> pushed.add(series.toSeries()))
              .orElseThrow();
      assertThat(pushed).isEqualTo(expected);
      assertThat(summary.series()).isEqualTo(expected.size());
      assertThat(summary.samples()).isEqualTo(expected.stream().mapToInt(Series::size).sum());
      try (SeriesStream stream = client.streamRange("x", NOW, NOW, STEP)) {
        assertThat(stream.stream().toList()).isEqualTo(expected);
        assertThat(stream.summary().orElseThrow()).isEqualTo(summary);
      }
    }
  }

  private static String many(int series) {
    StringBuilder out =
        new StringBuilder(
            "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[");
    for (int i = 0; i < series; i++) {
      out.append(i == 0 ? "" : ",")
          .append("{\"metric\":{\"i\":\"")
          .append(i)
          .append("\"},\"values\":[[1,\"1\"]]}");
    }
    return out.append("]}}").toString();
  }

  @Test
  void aStreamMayBeLeftInTheMiddle() {
    try (MimirClient client = answering(many(1000), new Random(1))) {
      SeriesStream stream = client.streamRange("x", NOW, NOW, STEP);
      assertThat(stream.next()).isPresent();
      assertThatThrownBy(stream::summary).isInstanceOf(NoSuchElementException.class);
      stream.close();
      assertThatThrownBy(stream::next).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void aFailureComesBehindTheSeriesThatCameBefore() {
    String broken = many(3).replace("]}}", ",{\"metric\":7}]}}");
    try (MimirClient client = answering(broken, new Random(1));
        SeriesStream stream = client.streamRange("x", NOW, NOW, STEP)) {
      for (int i = 0; i < 3; i++) {
        assertThat(stream.next()).isPresent();
      }
      assertThatThrownBy(stream::next)
          .isInstanceOfSatisfying(
              StoreException.class,
              e -> assertThat(e.failure()).isInstanceOf(Failure.ProtocolError.class));
      assertThat(stream.summary()).isInstanceOf(Answer.Failed.class);
    }
  }

  @Test
  void aBodyThatBreaksOffIsAFailureAlthoughSeriesWereSeen() {
    byte[] half = many(200).substring(0, 3000).getBytes(StandardCharsets.UTF_8);
    InputStream body =
        new FilterInputStream(new ByteArrayInputStream(half)) {
          @Override
          public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = super.read(buffer, offset, length);
            if (count < 0) {
              throw new TransportException(TransportException.Kind.RESET, "broke off");
            }
            return count;
          }
        };
    try (MimirClient client =
        MimirClient.builder("http://store")
            .transport(
                FakeTransport.answering(request -> Response.streaming(200, Headers.EMPTY, body)))
            .build()) {
      List<Labels> seen = new ArrayList<>();
      Answer<StreamSummary> answer =
          client.queryRange("x", NOW, NOW, STEP, series -> seen.add(series.labels()));
      assertThat(seen).isNotEmpty();
      assertThat(((Answer.Failed<?>) answer).failure())
          .isInstanceOfSatisfying(
              Failure.Unreachable.class,
              failure -> assertThat(failure.reason()).isEqualTo(TransportException.Kind.RESET));
    }
  }

  @Test
  void aRefusalIsTypedBeforeAnySeries() {
    try (MimirClient client =
            MimirClient.builder("http://store")
                .transport(FakeTransport.answering(request -> Response.text(401, "no org id\n")))
                .build();
        SeriesStream stream = client.streamRange("x", NOW, NOW, STEP)) {
      assertThatThrownBy(stream::next)
          .isInstanceOfSatisfying(
              StoreException.class,
              e -> assertThat(e.failure()).isInstanceOf(Failure.TenantRequired.class));
    }
  }

  @Test
  void whatAConsumerThrowsComesOut() {
    try (MimirClient client = answering(many(10), new Random(1))) {
      assertThatThrownBy(
              () ->
                  client.queryRange(
                      "x",
                      NOW,
                      NOW,
                      STEP,
                      series -> {
                        throw new UnsupportedOperationException("enough");
                      }))
          .isInstanceOf(UnsupportedOperationException.class);
    }
  }

  @Test
  void equalLabelsAreTheSameText() {
    try (MimirClient client = answering(many(2).replace("\"1\"}", "\"0\"}"), new Random(1))) {
      QueryResult.Matrix matrix =
          (QueryResult.Matrix) client.queryRange("x", NOW, NOW, STEP).orElseThrow().value();
      Optional<String> first = matrix.series().get(0).labels().get("i");
      assertThat(matrix.series().get(1).labels().get("i").orElseThrow())
          .isSameAs(first.orElseThrow());
    }
  }

  @Test
  void thousandsOfDifferentLabelsAreAllRight() {
    try (MimirClient client = answering(many(5000), new Random(1))) {
      int[] next = {0};
      client.queryRange(
          "x",
          NOW,
          NOW,
          STEP,
          series -> assertThat(series.labels().get("i")).contains(Integer.toString(next[0]++)));
      assertThat(next[0]).isEqualTo(5000);
    }
  }
}
