package com.scanium.sightline.cli;

import com.scanium.sightline.finding.PipelineReport;
import com.scanium.sightline.pipeline.Walk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks one pipeline and prints the report. */
@Command(
    name = "check",
    description = "Checks a pipeline: which panels can show data, and why others cannot.")
final class CheckCommand implements Callable<Integer> {
  /** The configuration that a folder is expected to hold. */
  static final String CONFIGURATION = "sightline.yaml";

  private final Console console;
  private final Validation validation;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE|DIR",
      defaultValue = ".",
      description = "A sightline.yaml, or the folder that holds one (default: ${DEFAULT-VALUE}).")
  private Path where = Path.of(".");

  @Option(names = "--static", description = "Read files only, open no connection (the default).")
  private boolean filesOnly;

  @Option(names = "--live", description = "Ask the store and the other servers too.")
  private boolean live;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "How to print the report: text or json (default: ${DEFAULT-VALUE}).")
  private OutputFormat format = OutputFormat.TEXT;

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      defaultValue = "auto",
      description = "Colour the text: auto, always or never (default: ${DEFAULT-VALUE}).")
  private ColorMode color = ColorMode.AUTO;

  @Option(
      names = "--fail-on",
      paramLabel = "WHAT",
      defaultValue = "error",
      description =
          "Exit 1 on: error (the report is not healthy), warning (or a warning), empty (or a panel"
              + " without data) (default: ${DEFAULT-VALUE}).")
  private FailOn failOn = FailOn.ERROR;

  @Option(names = "--exit-zero", description = "Exit 0 whatever the report says.")
  private boolean exitZero;

  CheckCommand(Console console, Validation validation) {
    this.console = console;
    this.validation = validation;
  }

  @Override
  public Integer call() throws IOException {
    if (filesOnly && live) {
      throw new ParameterException(spec.commandLine(), "--static and --live exclude each other");
    }
    Path configuration = configuration();
    Walk walk = live ? Walk.LIVE : Walk.STATIC;
    PipelineReport report =
        Progress.during(
            console, "checking " + configuration, () -> validation.check(configuration, walk));
    format.on(color.isOn(console)).write(report, console.out());
    boolean failed = failOn.isMetBy(report) && !exitZero;
    return failed ? ExitStatus.NOT_HEALTHY : ExitStatus.OK;
  }

  private Path configuration() {
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
