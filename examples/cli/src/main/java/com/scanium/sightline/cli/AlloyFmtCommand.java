package com.scanium.sightline.cli;

import com.scanium.sightline.alloy.syntax.AlloyFile;
import com.scanium.sightline.alloy.syntax.AlloyFormat;
import com.scanium.sightline.alloy.syntax.AlloySyntax;
import com.scanium.sightline.text.Problem;
import com.scanium.sightline.text.SourceText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** Formats configurations as {@code alloy fmt} does. */
final class AlloyFmtCommand implements Callable<Integer> {
  private static final String STANDARD_INPUT = "<stdin>";
  private static final String CHECK = "--check";
  private static final String WRITE = "--write";

  private final Console console;
  private final CommandSpec spec;

  AlloyFmtCommand(Console console) {
    this.console = console;
    this.spec =
        Options.command(
            this,
            "fmt",
            "Prints configurations formatted as alloy fmt does; reads files or standard input.");
    spec.addPositional(
        PositionalParamSpec.builder()
            .arity("0..*")
            .type(List.class)
            .auxiliaryTypes(Path.class)
            .paramLabel("FILE")
            .description("Configuration files.")
            .build());
    spec.addOption(
        Options.flag(
            CHECK, "Print only the names of files in another layout; exit 1 if there are any."));
    spec.addOption(Options.flag(WRITE, "Write the formatted text back to the files."));
  }

  CommandSpec spec() {
    return spec;
  }

  @Override
  public Integer call() throws IOException {
    ParseResult given = spec.commandLine().getParseResult();
    boolean check = given.hasMatchedOption(CHECK);
    boolean write = given.hasMatchedOption(WRITE);
    List<Path> files = given.matchedPositionalValue(0, List.of());
    if (check && write) {
      throw new CannotRunException(CHECK + " and " + WRITE + " exclude each other");
    }
    if (files.isEmpty()) {
      if (write) {
        throw new CannotRunException(WRITE + " needs files to write to");
      }
      return print(STANDARD_INPUT, AlloySyntax.decode(console.in().readAllBytes()), check);
    }
    int status = ExitStatus.OK;
    for (Path file : files) {
      String text = AlloySyntax.decode(Files.readAllBytes(file));
      int one = write ? write(file, text) : print(file.toString(), text, check);
      status = Math.max(status, one);
    }
    return status;
  }

  private int print(String name, String text, boolean check) {
    Optional<String> formatted = format(name, text);
    if (formatted.isEmpty()) {
      return ExitStatus.NOT_HEALTHY;
    }
    if (!check) {
      console.out().print(formatted.get());
      return ExitStatus.OK;
    }
    if (formatted.get().equals(text)) {
      return ExitStatus.OK;
    }
    console.out().print(name + "\n");
    return ExitStatus.NOT_HEALTHY;
  }

  private int write(Path file, String text) throws IOException {
    Optional<String> formatted = format(file.toString(), text);
    if (formatted.isEmpty()) {
      return ExitStatus.NOT_HEALTHY;
    }
    if (formatted.get().equals(text)) {
      return ExitStatus.OK;
    }
    if (!parse(formatted.get()).isValid()) {
      console.err().println(file + ": not written: what alloy fmt makes of it is no longer valid");
      return ExitStatus.NOT_HEALTHY;
    }
    Files.write(file, formatted.get().getBytes(StandardCharsets.UTF_8));
    return ExitStatus.OK;
  }

  /** The formatted text; absent when the text has errors, which are then said. */
  private Optional<String> format(String name, String text) {
    AlloyFile file = parse(text);
    SourceText source = file.source();
    for (Problem problem : file.problems()) {
      int start = problem.span().start();
      String place = name + ":" + source.lineAt(start) + ":" + source.columnAt(start);
      console.err().println(place + ": " + problem.message());
    }
    return AlloyFormat.format(file);
  }

  private static AlloyFile parse(String text) {
    return AlloySyntax.parse(SourceText.of("config.alloy", text));
  }
}
