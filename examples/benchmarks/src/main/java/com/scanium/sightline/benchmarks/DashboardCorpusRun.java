package com.scanium.sightline.benchmarks;

import com.scanium.sightline.finding.PipelineReport;
import com.scanium.sightline.grafana.dashboard.DashboardSet;
import com.scanium.sightline.validation.PipelineValidator;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reads and judges a whole folder of dashboards in one process and says what it took. Each file is
 * read, judged and forgotten before the next, so that the memory needed is that of the largest one.
 *
 * <p>The argument says how often the folder is handled: a second round shows the warm speed.
 */
public final class DashboardCorpusRun {
  private DashboardCorpusRun() {}

  /**
   * Runs.
   *
   * @param args the folder, then the number of rounds (1 unless given)
   * @throws IOException when the folder can't be read
   */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 1;
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    for (int round = 1; round <= rounds; round++) {
      out.println("round " + round + ": " + run(folder));
    }
    out.println(
        "since the start of the process: "
            + ManagementFactory.getRuntimeMXBean().getUptime()
            + " ms, largest heap in use "
            + (peakHeap() >> 20)
            + " MB");
  }

  private static String run(Path folder) throws IOException {
    long start = System.nanoTime();
    long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    long files = 0;
    long panels = 0;
    long queries = 0;
    long findings = 0;
    List<Path> all;
    try (Stream<Path> list = Files.list(folder)) {
      all = list.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path file : all) {
      DashboardSet set = DashboardSet.load(List.of(file), folder);
      try (PipelineValidator validator = PipelineValidator.builder().dashboards(set).build()) {
        PipelineReport report = validator.validate();
        findings += report.allFindings().count();
        queries += report.panels().size();
      }
      files++;
      panels += set.dashboards().stream().mapToLong(it -> it.panels().size()).sum();
    }
    long ms = (System.nanoTime() - start) / 1_000_000;
    long busy = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu) / 1_000_000;
    return files
        + " files, "
        + panels
        + " panels, "
        + queries
        + " queries, "
        + findings
        + " findings in "
        + ms
        + " ms, of them "
        + busy
        + " ms of processor time";
  }

  private static long peakHeap() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .map(MemoryPoolMXBean::getPeakUsage)
        .mapToLong(usage -> usage == null ? 0 : usage.getUsed())
        .sum();
  }
}
