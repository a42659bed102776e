package com.scanium.sightline.cli;

import com.scanium.sightline.finding.Baseline;
import com.scanium.sightline.finding.BaselineMatch;
import com.scanium.sightline.finding.PipelineReport;
import com.scanium.sightline.finding.ReportFormat;
import com.scanium.sightline.report.ReportFormats;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The options by which a team takes the problems that are there already for granted. */
final class BaselineOptions {
  private static final String BASELINE = "--baseline";
  private static final String WRITE = "--write-baseline";
  private static final String SHOW_IGNORED = "--show-ignored";

  private BaselineOptions() {}

  static void describe(CommandSpec spec) {
    spec.addOption(
        path(
            BASELINE,
            "Report only what this file does not know, and fail only on that; it also says which of"
                + " its problems are gone."));
    spec.addOption(
        path(
            WRITE,
            "Write all problems of now to this file instead of reporting them, for --baseline."));
    spec.addOption(
        Options.flag(SHOW_IGNORED, "List the findings that are ignored too, with the reason."));
  }

  private static OptionSpec path(String name, String description) {
    return OptionSpec.builder(name)
        .arity("1")
        .type(Path.class)
        .paramLabel("FILE")
        .description(description)
        .build();
  }

  /** The file of {@code --baseline}; empty without it. */
  static Optional<Path> file(ParseResult given) {
    return Optional.ofNullable(given.matchedOptionValue(BASELINE, null));
  }

  /** What {@code --baseline} names; empty without it. */
  static Optional<Baseline> read(ParseResult given) {
    Optional<Path> file = file(given);
    if (file.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Baseline.read(file.get()));
    } catch (NoSuchFileException e) {
      throw new CannotRunException(
          "no such baseline: \"" + file.get() + "\"; --write-baseline makes it");
    } catch (IOException e) {
      throw new CannotRunException("cannot read the baseline \"" + file.get() + "\": " + e);
    } catch (IllegalArgumentException e) {
      throw new CannotRunException("" + e.getMessage());
    }
  }

  /** A form that lists ignored findings when they are asked for. */
  static ReportFormat format(ParseResult given, ReportFormat format) {
    return given.hasMatchedOption(SHOW_IGNORED) ? ReportFormats.withIgnored(format) : format;
  }

  /**
   * Writes the baseline that {@code --write-baseline} names, and says so.
   *
   * @return whether it was asked for; the report is then not printed
   */
  static boolean write(ParseResult given, PipelineReport report, Console console) {
    Path file = given.matchedOptionValue(WRITE, null);
    if (file == null) {
      return false;
    }
    Baseline baseline = Baseline.of(report);
    try {
      baseline.write(file);
    } catch (IOException e) {
      throw new CannotRunException("cannot write the baseline \"" + file + "\": " + e);
    }
    int gone =
        report.baseline().map(BaselineMatch::gone).stream()
            .flatMap(all -> all.stream())
            .mapToInt(Baseline.Entry::count)
            .sum();
    int fresh = (int) report.allFindings().count();
    console
        .out()
        .println(
            "wrote "
                + baseline.size()
                + (baseline.size() == 1 ? " problem to " : " problems to ")
                + file
                + (report.baseline().isPresent() ? ": " + fresh + " new, " + gone + " gone" : ""));
    return true;
  }
}
