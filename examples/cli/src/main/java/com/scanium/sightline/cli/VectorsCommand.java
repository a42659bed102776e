package com.scanium.sightline.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Answers test vectors, one JSON object a line, as they come. */
final class VectorsCommand implements Callable<Integer> {
  private final Console console;
  private final Map<String, Supplier<VectorKind>> kinds;
  private final CommandSpec spec;

  VectorsCommand(Console console, Map<String, Supplier<VectorKind>> kinds) {
    this.console = console;
    this.kinds = kinds;
    this.spec =
        Options.command(
            this,
            "vectors",
            "Answers test vectors: reads one JSON object a line from standard input and writes one"
                + " answer a line.");
    spec.addPositional(
        PositionalParamSpec.builder()
            .arity("1")
            .type(String.class)
            .paramLabel("KIND")
            .description("What the vectors are about.")
            .build());
  }

  CommandSpec spec() {
    return spec;
  }

  @Override
  public Integer call() throws IOException {
    String kind = spec.commandLine().getParseResult().matchedPositionalValue(0, "");
    Supplier<VectorKind> chosen = kinds.get(kind);
    if (chosen == null) {
      throw new CannotRunException(
          "no vectors of kind \"" + kind + "\"; known are: " + new TreeSet<>(kinds.keySet()));
    }
    VectorKind answers = chosen.get();
    BufferedReader lines = console.reader();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (!line.isBlank()) {
        console.out().print(answers.answer(line));
        console.out().print('\n');
      }
      // whoever talks to us line by line must not wait for a full buffer
      if (!lines.ready()) {
        console.out().flush();
      }
    }
    return ExitStatus.OK;
  }
}
