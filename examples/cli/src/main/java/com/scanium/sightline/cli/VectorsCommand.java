package com.scanium.sightline.cli;

import com.scanium.sightline.promql.PromQlOptions.Grammar;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** Answers test vectors, one JSON object a line, as they come. */
final class VectorsCommand implements Callable<Integer> {
  private static final String GRAMMAR = "--grammar";

  private final Console console;
  private final Map<String, Function<Grammar, VectorKind>> kinds;
  private final CommandSpec spec;

  VectorsCommand(Console console, Map<String, Function<Grammar, VectorKind>> kinds) {
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
            .description("What the vectors are about: " + String.join(", ", names()) + ".")
            .build());
    spec.addOption(
        OptionSpec.builder(GRAMMAR)
            .type(String.class)
            .paramLabel("VERSION")
            .description(
                "The version of PromQL: 3.9 (Prometheus 3.9.1) or newer (its development tree)"
                    + " (default: 3.9).")
            .build());
  }

  CommandSpec spec() {
    return spec;
  }

  @Override
  public Integer call() throws IOException {
    ParseResult given = spec.commandLine().getParseResult();
    String kind = given.matchedPositionalValue(0, "");
    Function<Grammar, VectorKind> chosen = kinds.get(kind);
    if (chosen == null) {
      throw new CannotRunException(
          "no vectors of kind \"" + kind + "\"; known are: " + String.join(", ", names()));
    }
    VectorKind answers = chosen.apply(grammar(given));
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

  private Set<String> names() {
    return new TreeSet<>(kinds.keySet());
  }

  private static Grammar grammar(ParseResult given) {
    String version = given.matchedOptionValue(GRAMMAR, "3.9");
    return switch (version) {
      case "3.9" -> Grammar.V3_9;
      case "newer" -> Grammar.NEWER;
      default ->
          throw new CannotRunException("no grammar \"" + version + "\"; known are: 3.9, newer");
    };
  }
}
