package com.scanium.sightline.benchmarks;

import com.scanium.sightline.promql.PromQl;
import com.scanium.sightline.promql.PromQlOptions;
import com.scanium.sightline.promql.PromQlOptions.Grammar;
import com.scanium.sightline.promql.PromQlParse;
import com.scanium.sightline.promql.PromQlVectors;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How fast queries of real dashboards and rules are parsed, on one thread.
 *
 * <p>One call handles all records of {@code realworld.jsonl}; the counters give expressions,
 * characters and microseconds of processor time per second. On a busy machine divide the first by
 * the last: that is the speed of one core. The corpus' folder comes from the system property {@code
 * sightline.corpus}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class PromQlParseBenchmark {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final List<String> lines = new ArrayList<>();
  private final List<String> expressions = new ArrayList<>();
  private final List<String> originals = new ArrayList<>();
  private long characters;

  /** For JMH. */
  public PromQlParseBenchmark() {}

  /** What one call handled. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  public static class Counters {
    /** Expressions. */
    public long expressions;

    /** Characters of the expressions. */
    public long characters;

    /** Processor time of the measuring thread in microseconds. */
    public long cpuMicros;

    private long cpuNanosBefore;

    /** For JMH. */
    public Counters() {}
  }

  /** Reads the records. */
  @Setup
  public void readRecords() throws IOException {
    Path file =
        Path.of(System.getProperty("sightline.corpus", "../shared/corpus"))
            .resolve("promql/realworld.jsonl");
    JsonMapper json = JsonMapper.shared();
    for (String line : Files.readString(file, StandardCharsets.UTF_8).split("\n")) {
      JsonNode record = json.readTree(line);
      String expression = record.get("expr").asString();
      expressions.add(expression);
      originals.add(record.has("raw") ? record.get("raw").asString() : expression);
      lines.add(line);
      characters += expression.length();
    }
  }

  private void start(Counters counters) {
    counters.cpuNanosBefore = THREADS.getCurrentThreadCpuTime();
  }

  private void count(Counters counters) {
    counters.expressions += expressions.size();
    counters.characters += characters;
    counters.cpuMicros += (THREADS.getCurrentThreadCpuTime() - counters.cpuNanosBefore) / 1000;
  }

  /** Parsing with type checks, as Prometheus does it. */
  @Benchmark
  public void parse(Blackhole sink, Counters counters) {
    start(counters);
    for (String expression : expressions) {
      sink.consume(PromQl.parse(expression));
    }
    count(counters);
  }

  /** Parsing the original texts with their dashboard variables. */
  @Benchmark
  public void parseTolerantly(Blackhole sink, Counters counters) {
    start(counters);
    for (String original : originals) {
      sink.consume(PromQl.parse(original, PromQlOptions.TOLERANT));
    }
    count(counters);
  }

  /** Parsing and printing the canonical text. */
  @Benchmark
  public void parseAndPrint(Blackhole sink, Counters counters) {
    start(counters);
    for (String expression : expressions) {
      PromQlParse parse = PromQl.parse(expression);
      sink.consume(parse.isOk() ? PromQl.print(parse.orElseThrow()) : parse.errors());
    }
    count(counters);
  }

  /** Answering the vectors' lines: JSON in, tree as JSON out. */
  @Benchmark
  public void answerVectors(Blackhole sink, Counters counters) {
    start(counters);
    PromQlVectors vectors = new PromQlVectors(Grammar.V3_9);
    for (String line : lines) {
      sink.consume(vectors.answer(line));
    }
    count(counters);
  }
}
