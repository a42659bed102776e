package com.scanium.sightline.cli;

import com.scanium.sightline.promql.PromQl;
import com.scanium.sightline.promql.PromQlError;
import com.scanium.sightline.promql.PromQlExpr;
import com.scanium.sightline.promql.PromQlOptions;
import com.scanium.sightline.promql.PromQlOptions.Grammar;
import com.scanium.sightline.promql.PromQlParse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** Prints queries in their usual layout. */
final class PromQlFmtCommand implements Callable<Integer> {
  private static final String STANDARD_INPUT = "<stdin>";
  private static final String CHECK = "--check";

  private final Console console;
  private final CommandSpec spec;

  PromQlFmtCommand(Console console) {
    this.console = console;
    this.spec =
        Options.command(
            this,
            "fmt",
            "Prints queries in their usual layout; each file, or standard input, is one query.");
    spec.addPositional(
        PositionalParamSpec.builder()
            .arity("0..*")
            .type(List.class)
            .auxiliaryTypes(Path.class)
            .paramLabel("FILE")
            .description("Files with one query each.")
            .build());
    spec.addOption(
        Options.flag(
            CHECK, "Print only the names of queries in another layout; exit 1 if there are any."));
  }

  CommandSpec spec() {
    return spec;
  }

  @Override
  public Integer call() throws IOException {
    ParseResult given = spec.commandLine().getParseResult();
    boolean check = given.hasMatchedOption(CHECK);
    List<Path> files = given.matchedPositionalValue(0, List.of());
    if (files.isEmpty()) {
      String query = new String(console.in().readAllBytes(), StandardCharsets.UTF_8);
      return format(STANDARD_INPUT, query, check);
    }
    int status = ExitStatus.OK;
    for (Path file : files) {
      String query = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      status = Math.max(status, format(file.toString(), query, check));
    }
    return status;
  }

  private int format(String name, String query, boolean check) {
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
    // the newer grammar's layout is the older one's with every name quoted that needs it
    String formatted = PromQl.pretty(parse.expr().get(), Grammar.NEWER);
    if (!isSame(parse.expr().get(), formatted)) {
      console.err().println(name + ": has no layout that means the same");
      return ExitStatus.NOT_HEALTHY;
    }
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

  /** Whether a layout is read as the same query: Prometheus' own writes a few that are not. */
  private static boolean isSame(PromQlExpr expr, String formatted) {
    return PromQl.parse(formatted, PromQlOptions.TOLERANT)
        .expr()
        .map(again -> PromQl.print(again, Grammar.NEWER))
        .filter(PromQl.print(expr, Grammar.NEWER)::equals)
        .isPresent();
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
