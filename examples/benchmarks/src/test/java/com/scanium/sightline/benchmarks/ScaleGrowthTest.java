package com.scanium.sightline.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.scanium.sightline.finding.PipelineReport;
import com.scanium.sightline.validation.PipelineValidator;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Twice the dashboards cost twice as much, counted in bytes that are allocated: unlike a clock that
 * count is the same on a busy machine.
 */
class ScaleGrowthTest {
  @TempDir private Path folder;

  @Test
  void whatACheckAllocatesGrowsWithThePanels() throws IOException {
    assumeTrue(
        ManagementFactory.getThreadMXBean() instanceof ThreadMXBean,
        "NOT RUN: this virtual machine does not count allocations");
    check(5); // classes are loaded and tables filled

    long few = check(10);
    long more = check(20);
    long many = check(40);

    double first = more - few;
    double second = many - more;
    assertThat(second / first).as("growth of %s, %s, %s", few, more, many).isBetween(1.4, 2.6);
  }

  /** Bytes that checking so many dashboards allocates. */
  private long check(int dashboards) throws IOException {
    Path stack = MadeStack.write(folder.resolve("d" + dashboards), dashboards);
    ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = thread.getThreadAllocatedBytes(Thread.currentThread().getId());
    try (PipelineValidator validator = PipelineValidator.fromFile(stack)) {
      PipelineReport report = validator.validate();
      assertThat(report.panels()).hasSize(dashboards * MadeStack.PANELS);
      assertThat(report.allFindings()).isNotEmpty();
    }
    return thread.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
  }
}
