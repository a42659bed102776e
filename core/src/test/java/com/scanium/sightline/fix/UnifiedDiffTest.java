package com.scanium.sightline.fix;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.scanium.sightline.finding.Edit;
import com.scanium.sightline.finding.Finding;
import com.scanium.sightline.finding.Fix;
import com.scanium.sightline.finding.Severity;
import com.scanium.sightline.text.SourceText;
import com.scanium.sightline.text.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the diffs against the tools that people apply them with. */
class UnifiedDiffTest {
  @TempDir private Path folder;

  static LongStream seeds() {
    return new Random(42).longs(60);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void gitAndPatchMakeOfADiffWhatWritingMakes(long seed) throws Exception {
    Random random = new Random(seed);
    String name = random.nextInt(4) == 0 ? "a folder/file.txt" : "file.txt";
    String text = text(random);
    FixPlan plan = plan(name, text, random);
    Assumptions.assumeFalse(plan.changes().isEmpty(), "no edit in this text");
    String wanted = new String(plan.changes().get(0).after(), UTF_8);
    Path diff = Files.writeString(folder.resolve("x.diff"), plan.diff());

    String[][] tools = {
      {"git", "apply", "--whitespace=nowarn", diff.toString()},
      {"patch", "-p1", "--binary", "-i", diff.toString()}
    };
    for (String[] tool : tools) {
      Path copy = Files.createTempDirectory(folder, "copy");
      Files.createDirectories(copy.resolve(name).getParent());
      Files.writeString(copy.resolve(name), text);
      run(copy, plan.diff(), tool);
      assertThat(Files.readString(copy.resolve(name))).as(plan.diff()).isEqualTo(wanted);
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"new.txt, one", "a/b c/new.txt, 'one\n\ntwo\n'"})
  void newFilesAreMadeByTheTools(String name, String text) throws Exception {
    String diff = FileChange.added(name, text.getBytes(UTF_8), List.of()).diff();
    Path file = Files.writeString(folder.resolve("x.diff"), diff);
    Path copy = Files.createTempDirectory(folder, "copy");

    run(copy, diff, "git", "apply", file.toString());

    assertThat(Files.readString(copy.resolve(name))).isEqualTo(text);
  }

  /** Some edits that are apart. */
  private FixPlan plan(String name, String text, Random random) throws IOException {
    Path stored = folder.resolve(name);
    Files.createDirectories(stored.getParent());
    Files.writeString(stored, text);
    SourceText source = SourceText.of(name, text);
    List<Finding> findings = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int start = Math.min(text.length(), at + random.nextInt(120));
      int end = Math.min(text.length(), start + random.nextInt(12));
      String from = text.substring(start, end);
      String to = List.of("", "new", "a\nb", "x\n", "\n").get(random.nextInt(5));
      boolean splitsPair = cutsPair(text, start) || cutsPair(text, end);
      boolean splitsLineEnd = text.startsWith("\n", end) || text.startsWith("\n", start);
      if (!splitsPair && !splitsLineEnd && !from.equals(to)) {
        Edit edit = new Edit(source.location(new Span(start, end)), from, to);
        findings.add(
            Finding.of("r/one", Severity.ERROR)
                .message("m" + start)
                .fix(Fix.editing("f", List.of(edit)))
                .build());
      }
      at = end + 1;
    }
    return FixPlan.of(
        findings, new FixFolder(folder, Instant.now().plusSeconds(1), FixFolder.Reach.INSIDE));
  }

  private static boolean cutsPair(String text, int at) {
    return at < text.length() && Character.isLowSurrogate(text.charAt(at));
  }

  private static String text(Random random) {
    String end = random.nextInt(3) == 0 ? "\r\n" : "\n";
    StringBuilder text = new StringBuilder(random.nextInt(5) == 0 ? "\uFEFF" : "");
    for (int line = random.nextInt(40); line >= 0; line--) {
      text.append(" ".repeat(random.nextInt(3)))
          .append(
              List.of("", "key: value", "é ü 🎉", "- x", "+ y", "--- a", "@@ z")
                  .get(random.nextInt(7)));
      text.append(line == 0 && random.nextBoolean() ? "" : end);
    }
    return text.toString();
  }

  private static void run(Path where, String diff, String... command) throws Exception {
    Process process;
    try {
      process =
          new ProcessBuilder(command).directory(where.toFile()).redirectErrorStream(true).start();
    } catch (IOException e) {
      Assumptions.abort(command[0] + " is not installed: " + e.getMessage());
      return;
    }
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(String.join(" ", command) + ": " + said + diff).isZero();
  }
}
