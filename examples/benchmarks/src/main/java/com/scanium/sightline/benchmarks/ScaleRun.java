package com.scanium.sightline.benchmarks;

import com.scanium.sightline.finding.PipelineReport;
import com.scanium.sightline.validation.PipelineValidator;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Checks large stacks of growing size, a process with a heap of 1 GB each, beside a bare pass over
 * the tokens of the same dashboards, and prints what it took and how it grows.
 *
 * <p>Arguments: the numbers of dashboards (125 250 500 1000 unless given). {@code --one FOLDER}
 * checks one stack in this process and prints a line of numbers.
 */
public final class ScaleRun {
  private record Row(
      int dashboards,
      long queries,
      long findings,
      double wall,
      double cpu,
      double tokens,
      long peak) {}

  private ScaleRun() {}

  /**
   * Runs.
   *
   * @throws IOException when files can't be written or read
   * @throws InterruptedException when it is interrupted while a check runs
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    if (args.length == 2 && args[0].equals("--one")) {
      out.println(one(Path.of(args[1])));
      return;
    }
    List<Integer> sizes =
        args.length == 0
            ? List.of(125, 250, 500, 1000)
            : Stream.of(args).map(Integer::valueOf).toList();
    List<Row> rows = new ArrayList<>();
    for (int size : sizes) {
      Path folder = Files.createTempDirectory("made-stack");
      try {
        MadeStack.write(folder, size);
        rows.add(forked(folder, size));
      } finally {
        delete(folder);
      }
    }
    out.print(table(rows));
  }

  /** What it took, as numbers between blanks. */
  private static String one(Path folder) throws IOException {
    double tokens = tokens(folder.resolve("dashboards"));
    long start = System.nanoTime();
    long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    PipelineReport report;
    try (PipelineValidator validator =
        PipelineValidator.fromFile(folder.resolve("sightline.yaml"))) {
      report = validator.validate();
    }
    double busy = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu) / 1e9;
    double wall = (System.nanoTime() - start) / 1e9;
    return String.format(
        Locale.ROOT,
        "%d %d %.3f %.3f %.3f %d",
        report.panels().size(),
        report.allFindings().count(),
        wall,
        busy,
        tokens,
        peak());
  }

  private static long peak() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .map(MemoryPoolMXBean::getPeakUsage)
        .mapToLong(usage -> usage == null ? 0 : usage.getUsed())
        .sum();
  }

  /** Processor seconds for all tokens of the dashboards, nothing made of them. */
  private static double tokens(Path folder) throws IOException {
    long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    JsonFactory factory = new JsonFactory();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        byte[] bytes = Files.readAllBytes(file);
        try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), bytes)) {
          while (parser.nextToken() != null) {
            // the pass itself is what is measured
          }
        }
      }
    }
    return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu) / 1e9;
  }

  private static Row forked(Path folder, int size) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-cp",
                System.getProperty("java.class.path", ""),
                ScaleRun.class.getName(),
                "--one",
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String line =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (process.waitFor() != 0) {
      throw new IllegalStateException("the check of " + size + " dashboards failed");
    }
    String[] numbers = line.split(" ", -1);
    return new Row(
        size,
        Long.parseLong(numbers[0]),
        Long.parseLong(numbers[1]),
        Double.parseDouble(numbers[2]),
        Double.parseDouble(numbers[3]),
        Double.parseDouble(numbers[4]),
        Long.parseLong(numbers[5]));
  }

  private static String table(List<Row> rows) {
    StringBuilder out = new StringBuilder();
    out.append(
        "| dashboards | panel queries | findings | wall s | cpu s | token pass s | ratio | peak heap MB |\n");
    out.append("|---|---|---|---|---|---|---|---|\n");
    for (Row row : rows) {
      out.append(
          String.format(
              Locale.ROOT,
              "| %d | %d | %d | %.1f | %.1f | %.2f | %.0f | %d |%n",
              row.dashboards(),
              row.queries(),
              row.findings(),
              row.wall(),
              row.cpu(),
              row.tokens(),
              row.cpu() / Math.max(row.tokens(), 1e-3),
              row.peak() >> 20));
    }
    if (rows.size() > 1) {
      out.append(
          String.format(
              Locale.ROOT, "processor time grows with panels to the power of %.2f%n", slope(rows)));
    }
    return out.toString();
  }

  /** The slope of the line through the logarithms (least squares): 1 is linear, 2 quadratic. */
  private static double slope(List<Row> rows) {
    double meanX = rows.stream().mapToDouble(row -> Math.log(row.queries())).average().orElse(0);
    double meanY = rows.stream().mapToDouble(row -> Math.log(row.cpu())).average().orElse(0);
    double above = 0;
    double below = 0;
    for (Row row : rows) {
      double x = Math.log(row.queries()) - meanX;
      above += x * (Math.log(row.cpu()) - meanY);
      below += x * x;
    }
    return above / below;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder())
          .forEach(
              file -> {
                try {
                  Files.delete(file);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }
}
