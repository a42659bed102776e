package com.scanium.sightline.benchmarks;

import com.scanium.sightline.alloy.AlloyConfig;
import com.scanium.sightline.alloy.check.AlloyCheck;
import com.scanium.sightline.alloy.check.CheckOptions;
import com.scanium.sightline.alloy.syntax.AlloyFile;
import com.scanium.sightline.alloy.syntax.AlloyFormat;
import com.scanium.sightline.alloy.syntax.AlloySyntax;
import com.scanium.sightline.text.SourceText;
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
 * How fast Alloy configurations are parsed, formatted and checked, on one thread.
 *
 * <p>One call of {@code parse} and {@code parseAndFormat} handles all real-world configurations of
 * the corpus; the counters give bytes and microseconds of processor time per second, so that bytes
 * by microseconds are megabytes a second of one core. The other calls handle one file with 10,000
 * components. The corpus' folder comes from the system property {@code sightline.corpus}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class AlloyBenchmark {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int COMPONENTS = 10_000;

  private final List<byte[]> inputs = new ArrayList<>();
  private final List<SourceText> sources = new ArrayList<>();
  private SourceText large = SourceText.of("large.alloy", "");
  private long bytes;

  /** For JMH. */
  public AlloyBenchmark() {}

  /** What one call handled. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  public static class Counters {
    /** Bytes of the configurations. */
    public long bytes;

    /** Processor time of the measuring thread in microseconds. */
    public long cpuMicros;

    private long cpuNanosBefore;

    /** For JMH. */
    public Counters() {}
  }

  /** Reads the configurations and makes the large one. */
  @Setup
  public void readConfigurations() throws IOException {
    Path file =
        Path.of(System.getProperty("sightline.corpus", "../shared/corpus"))
            .resolve("alloy/configs.jsonl");
    JsonMapper json = JsonMapper.shared();
    for (String line : Files.readString(file, StandardCharsets.UTF_8).split("\n")) {
      JsonNode record = json.readTree(line);
      if (record.get("ok").asBoolean() && !record.path("snippet").asBoolean()) {
        byte[] input = record.get("input").asString().getBytes(StandardCharsets.UTF_8);
        inputs.add(input);
        sources.add(SourceText.of("config.alloy", AlloySyntax.decode(input)));
        bytes += input.length;
      }
    }
    StringBuilder text = new StringBuilder();
    text.append("prometheus.remote_write \"out\" {\n")
        .append("  endpoint {\n    url = \"http://mimir:9009/api/v1/push\"\n  }\n}\n");
    for (int i = 1; i < COMPONENTS; i += 2) {
      text.append("prometheus.scrape \"s")
          .append(i)
          .append("\" {\n")
          .append("  targets    = [{\"__address__\" = \"backend-")
          .append(i)
          .append(":8080\"}]\n")
          .append("  forward_to = [prometheus.relabel.r")
          .append(i)
          .append(".receiver]\n}\n")
          .append("prometheus.relabel \"r")
          .append(i)
          .append("\" {\n")
          .append("  forward_to = [prometheus.remote_write.out.receiver]\n")
          .append("  rule {\n    target_label = \"n\"\n    replacement  = \"")
          .append(i)
          .append("\"\n  }\n}\n");
    }
    large = SourceText.of("large.alloy", text.toString());
  }

  private static void start(Counters counters) {
    counters.cpuNanosBefore = THREADS.getCurrentThreadCpuTime();
  }

  private static void count(Counters counters, long handled) {
    counters.bytes += handled;
    counters.cpuMicros += (THREADS.getCurrentThreadCpuTime() - counters.cpuNanosBefore) / 1000;
  }

  /** Decoding and parsing bytes. */
  @Benchmark
  public void parse(Blackhole sink, Counters counters) {
    start(counters);
    for (byte[] input : inputs) {
      sink.consume(AlloySyntax.parse(SourceText.of("config.alloy", AlloySyntax.decode(input))));
    }
    count(counters, bytes);
  }

  /** Parsing texts and formatting their trees. */
  @Benchmark
  public void parseAndFormat(Blackhole sink, Counters counters) {
    start(counters);
    for (SourceText source : sources) {
      sink.consume(AlloyFormat.format(AlloySyntax.parse(source)));
    }
    count(counters, bytes);
  }

  /** Parsing and checking 10,000 components. */
  @Benchmark
  public void checkTenThousandComponents(Blackhole sink, Counters counters) {
    start(counters);
    AlloyFile file = AlloySyntax.parse(large);
    sink.consume(AlloyCheck.check(List.of(file), CheckOptions.DEFAULT));
    count(counters, large.text().length());
  }

  /** Reading 10,000 components as a collector: parsing, checking, expanding, translating. */
  @Benchmark
  public void translateTenThousandComponents(Blackhole sink, Counters counters) {
    start(counters);
    sink.consume(AlloyConfig.parse(large).scrapeJobs());
    count(counters, large.text().length());
  }
}
