package com.scanium.sightline.benchmarks;

import com.scanium.sightline.http.Headers;
import com.scanium.sightline.http.Response;
import com.scanium.sightline.mimir.client.MimirClient;
import com.scanium.sightline.testing.FakeTransport;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How fast the answer to a range query of 2,000 series and 1,000 points is read, on one thread and
 * from memory, beside a bare pass over its tokens and beside a tree. On a busy machine divide
 * {@code megabytes} by {@code cpuSeconds}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 4, time = 2)
@Fork(1)
public class MatrixDecodeBenchmark {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int SERIES = 2000;
  private static final int POINTS = 1000;
  private static final Instant START = Instant.ofEpochSecond(1_795_400_000);
  private static final Instant END = START.plusSeconds(15L * (POINTS - 1));
  private static final Duration STEP = Duration.ofSeconds(15);

  /** Full doubles as averages give them, or counters and gauges as they are scraped. */
  @Param({"fractions", "mixed"})
  public String values = "fractions";

  private final JsonFactory factory = new JsonFactory();
  private byte[] body = new byte[0];
  private MimirClient client = client();

  /** For JMH. */
  public MatrixDecodeBenchmark() {}

  /** Bytes that one call handled, in millions. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  public static class Counters {
    /** Megabytes, of a million bytes each. */
    public double megabytes;

    /** Processor time of the measuring thread in seconds. */
    public double cpuSeconds;

    private long cpuNanosBefore;

    /** For JMH. */
    public Counters() {}
  }

  private MimirClient client() {
    return MimirClient.builder("http://store")
        .transport(FakeTransport.answering(request -> Response.of(200, Headers.EMPTY, body)))
        .build();
  }

  /** Makes the answer. */
  @Setup
  public void makeBody() {
    Random random = new Random(42);
    StringBuilder json =
        new StringBuilder(
            "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[");
    for (int series = 0; series < SERIES; series++) {
      json.append(series == 0 ? "" : ",")
          .append("{\"metric\":{\"__name__\":\"http_requests_total\",\"instance\":\"host-")
          .append(series % 100)
          .append(":9100\",\"job\":\"shop\",\"path\":\"/api/")
          .append(series)
          .append("\"},\"values\":[");
      double counter = random.nextInt(100_000);
      for (int point = 0; point < POINTS; point++) {
        json.append(point == 0 ? "[" : ",[").append(START.getEpochSecond() + 15L * point);
        json.append(",\"");
        if (values.equals("fractions")) {
          json.append(random.nextDouble() * 100);
        } else if (series % 2 == 0) {
          counter += random.nextInt(50);
          json.append((long) counter);
        } else {
          json.append(random.nextInt(1_000_000) / 1000.0);
        }
        json.append("\"]");
      }
      json.append("]}");
    }
    body = json.append("]}}").toString().getBytes(StandardCharsets.UTF_8);
    client = client();
  }

  /** Closes the client. */
  @TearDown
  public void close() {
    client.close();
  }

  private static void start(Counters counters) {
    counters.cpuNanosBefore = THREADS.getCurrentThreadCpuTime();
  }

  private void count(Counters counters) {
    counters.megabytes += body.length / 1e6;
    counters.cpuSeconds += (THREADS.getCurrentThreadCpuTime() - counters.cpuNanosBefore) / 1e9;
  }

  /** All tokens, nothing done with them: the yardstick. */
  @Benchmark
  public void bareTokens(Blackhole sink, Counters counters) {
    start(counters);
    long tokens = 0;
    try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), body)) {
      while (parser.nextToken() != null) {
        tokens++;
      }
    }
    sink.consume(tokens);
    count(counters);
  }

  /** Series by series, with times and values in columns. */
  @Benchmark
  public void streaming(Blackhole sink, Counters counters) {
    start(counters);
    sink.consume(
        client
            .queryRange("x", START, END, STEP, series -> sink.consume(series.value(0)))
            .orElseThrow());
    count(counters);
  }

  /** The whole answer as a result. */
  @Benchmark
  public void collecting(Blackhole sink, Counters counters) {
    start(counters);
    sink.consume(client.queryRange("x", START, END, STEP).orElseThrow());
    count(counters);
  }

  /** A tree of nodes, from which nothing is read yet. */
  @Benchmark
  public void tree(Blackhole sink, Counters counters) {
    start(counters);
    JsonNode tree = JsonMapper.shared().readTree(body);
    sink.consume(tree);
    count(counters);
  }
}
