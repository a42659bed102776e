package com.scanium.sightline.cli;

import com.scanium.sightline.promql.PromQl;
import com.scanium.sightline.promql.PromQlError;
import com.scanium.sightline.promql.PromQlOptions;
import com.scanium.sightline.promql.PromQlParse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints queries in their usual layout. */
@Command(
    name = "fmt",
    description =
        "Prints queries in their usual layout; each file, or standard input, is one query.")
final class PromQlFmtCommand implements Callable<Integer> {
  private static final String STANDARD_INPUT = "<stdin>";

  private final Console console;

  @Parameters(arity = "0..*", paramLabel = "FILE", description = "Files with one query each.")
  private List<Path> files = List.of();

  @Option(
      names = "--check",
      description = "Print only the names of queries in another layout; exit 1 if there are any.")
  private boolean check;

  PromQlFmtCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    if (files.isEmpty()) {
      return format(
          STANDARD_INPUT, new String(console.in().readAllBytes(), StandardCharsets.UTF_8));
    }
    int status = ExitStatus.OK;
    for (Path file : files) {
      String query = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      status = Math.max(status, format(file.toString(), query));
    }
    return status;
  }

  private int format(String name, String query) {
    PromQlParse parse = PromQl.parse(query, PromQlOptions.TOLERANT);
    if (!parse.isOk() || parse.expr().isEmpty()) {
      for (PromQlError error : parse.errors()) {
        console.err().println(name + ":" + error);
        console.err().println(error.excerpt().indent(2).stripTrailing());
      }
      return ExitStatus.NOT_HEALTHY;
    }
    if (hasComment(query)) {
      console.err().println(name + ": has comments, which the formatted query would lose");
      return ExitStatus.NOT_HEALTHY;
    }
    String formatted = PromQl.pretty(parse.expr().get());
    if (!check) {
      console.out().print(formatted + "\n");
      return ExitStatus.OK;
    }
    if (formatted.equals(query.stripTrailing())) {
      return ExitStatus.OK;
    }
    console.out().print(name + "\n");
    return ExitStatus.NOT_HEALTHY;
  }

  /** Whether a {@code #} stands outside of every text; the query is known to be well-formed. */
  private static boolean hasComment(String query) {
    char quote = 0;
    for (int i = 0; i < query.length(); i++) {
      char c = query.charAt(i);
      if (quote == 0) {
        if (c == '#') {
          return true;
        }
        quote = c == '"' || c == '\'' || c == '`' ? c : 0;
      } else if (c == '\\' && quote != '`') {
        i++;
      } else if (c == quote) {
        quote = 0;
      }
    }
    return false;
  }
}
