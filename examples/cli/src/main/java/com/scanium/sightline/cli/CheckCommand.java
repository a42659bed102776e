package com.scanium.sightline.cli;

import com.scanium.sightline.finding.PipelineReport;
import com.scanium.sightline.pipeline.Walk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Checks one pipeline and prints the report. */
final class CheckCommand implements Callable<Integer> {
  /** The configuration that a folder is expected to hold. */
  static final String CONFIGURATION = "sightline.yaml";

  private static final String STATIC = "--static";
  private static final String LIVE = "--live";
  private static final String FORMAT = "--format";
  private static final String COLOR = "--color";
  private static final String FAIL_ON = "--fail-on";
  private static final String EXIT_ZERO = "--exit-zero";

  private final Console console;
  private final Validation validation;
  private final CommandSpec spec;

  CheckCommand(Console console, Validation validation) {
    this.console = console;
    this.validation = validation;
    this.spec =
        Options.command(
            this, "check", "Checks a pipeline: which panels can show data, and why others cannot.");
    spec.addPositional(
        PositionalParamSpec.builder()
            .arity("0..1")
            .type(Path.class)
            .paramLabel("FILE|DIR")
            .description("A sightline.yaml, or the folder that holds one (default: .).")
            .build());
    spec.addOption(Options.flag(STATIC, "Read files only, open no connection (the default)."));
    spec.addOption(Options.flag(LIVE, "Ask the store and the other servers too."));
    spec.addOption(
        Options.word(FORMAT, "FORMAT", OutputFormat.TEXT, "How to print the report: text or json"));
    spec.addOption(
        Options.word(COLOR, "WHEN", ColorMode.AUTO, "Colour the text: auto, always or never"));
    spec.addOption(
        Options.word(
            FAIL_ON,
            "WHAT",
            FailOn.ERROR,
            "Exit 1 on: error (the report is not healthy), warning (or a warning), empty (or a panel"
                + " without data)"));
    spec.addOption(Options.flag(EXIT_ZERO, "Exit 0 whatever the report says."));
  }

  CommandSpec spec() {
    return spec;
  }

  @Override
  public Integer call() throws IOException {
    ParseResult given = spec.commandLine().getParseResult();
    boolean live = given.hasMatchedOption(LIVE);
    if (live && given.hasMatchedOption(STATIC)) {
      throw new ParameterException(spec.commandLine(), "--static and --live exclude each other");
    }
    Path configuration = configuration(given.matchedPositionalValue(0, Path.of(".")));
    Walk walk = live ? Walk.LIVE : Walk.STATIC;
    PipelineReport report =
        Progress.during(
            console, "checking " + configuration, () -> validation.check(configuration, walk));
    boolean colored = given.matchedOptionValue(COLOR, ColorMode.AUTO).isOn(console);
    given.matchedOptionValue(FORMAT, OutputFormat.TEXT).on(colored).write(report, console.out());
    boolean failed = given.matchedOptionValue(FAIL_ON, FailOn.ERROR).isMetBy(report);
    return failed && !given.hasMatchedOption(EXIT_ZERO) ? ExitStatus.NOT_HEALTHY : ExitStatus.OK;
  }

  private static Path configuration(Path where) {
    if (Files.isDirectory(where)) {
      Path inside = where.resolve(CONFIGURATION).normalize();
      if (!Files.exists(inside)) {
        throw new CannotRunException(
            "no " + CONFIGURATION + " in folder \"" + where + "\"; it says which files to check");
      }
      return inside;
    }
    if (!Files.exists(where)) {
      throw new CannotRunException("no such file or folder: \"" + where + "\"");
    }
    return where;
  }
}
