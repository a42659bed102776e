package com.scanium.sightline.benchmarks;

import com.scanium.sightline.grafana.dashboard.DashboardParse;
import com.scanium.sightline.grafana.dashboard.DashboardReader;
import com.scanium.sightline.grafana.dashboard.DashboardSet;
import com.scanium.sightline.port.Datasources;
import com.scanium.sightline.port.PanelQuery;
import com.scanium.sightline.text.SourceText;
import com.scanium.sightline.validation.PipelineValidator;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
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
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * How fast real dashboards are read, expanded and judged, on one thread.
 *
 * <p>One call handles every dashboard of the corpus, whose folder comes from the system property
 * {@code sightline.corpus}; the counters give dashboards, panels and characters per second.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 4, time = 2)
@Fork(1)
public class DashboardBenchmark {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final JsonFactory factory = new JsonFactory();
  private final List<SourceText> texts = new ArrayList<>();
  private long characters;

  /** For JMH. */
  public DashboardBenchmark() {}

  /** What one call handled. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  public static class Counters {
    /** Files. */
    public long dashboards;

    /** Panels, rows included. */
    public long panels;

    /** UTF-16 units of JSON. */
    public long characters;

    /** Processor time of the calling thread, in millionths of a second. */
    public long cpuMicros;

    private long cpuNanosBefore;

    /** For JMH. */
    public Counters() {}
  }

  /** Loads the files. */
  @Setup
  public void load() throws IOException {
    Path folder = Path.of(System.getProperty("sightline.corpus", "../shared/corpus"));
    Path dashboards = folder.resolve("grafana").resolve("dashboards");
    try (Stream<Path> files = Files.list(dashboards)) {
      for (Path file : files.sorted().toList()) {
        texts.add(SourceText.load(file, dashboards));
      }
    }
    characters = texts.stream().mapToLong(text -> text.text().length()).sum();
  }

  /** Remembers the processor time; on a busy machine it tells more than the clock. */
  private static void start(Counters counters) {
    counters.cpuNanosBefore = THREADS.getCurrentThreadCpuTime();
  }

  /** All tokens of the JSON, nothing done with them: the yardstick. */
  @Benchmark
  public long tokens(Counters counters) {
    start(counters);
    long tokens = 0;
    for (SourceText text : texts) {
      try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), text.text())) {
        while (parser.nextToken() != null) {
          tokens++;
        }
      } catch (JacksonException e) {
        tokens++; // some files of the corpus are YAML
      }
    }
    count(counters);
    return tokens;
  }

  /** JSON to the typed model. */
  @Benchmark
  public void read(Blackhole sink, Counters counters) {
    start(counters);
    for (SourceText text : texts) {
      DashboardParse parse = DashboardReader.read(text);
      counters.panels += parse.dashboard().map(it -> it.panels().size()).orElse(0);
      sink.consume(parse);
    }
    count(counters);
  }

  /** The same, and what every query becomes when its variables are replaced. */
  @Benchmark
  public void expand(Blackhole sink, Counters counters) {
    start(counters);
    for (SourceText text : texts) {
      DashboardSet set = DashboardSet.of(List.of(text));
      List<PanelQuery> queries = set.queries(Datasources.NONE);
      counters.panels += set.dashboards().stream().mapToLong(it -> it.panels().size()).sum();
      sink.consume(queries);
    }
    count(counters);
  }

  /** The same, judged by every rule, one dashboard at a time. */
  @Benchmark
  public void lint(Blackhole sink, Counters counters) {
    start(counters);
    for (SourceText text : texts) {
      DashboardSet set = DashboardSet.of(List.of(text));
      try (PipelineValidator validator = PipelineValidator.builder().dashboards(set).build()) {
        sink.consume(validator.validate());
      }
      counters.panels += set.dashboards().stream().mapToLong(it -> it.panels().size()).sum();
    }
    count(counters);
  }

  private void count(Counters counters) {
    counters.dashboards += texts.size();
    counters.characters += characters;
    counters.cpuMicros += (THREADS.getCurrentThreadCpuTime() - counters.cpuNanosBefore) / 1000;
  }
}
