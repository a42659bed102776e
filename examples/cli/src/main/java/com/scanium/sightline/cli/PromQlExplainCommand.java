package com.scanium.sightline.cli;

import com.scanium.sightline.promql.PromQl;
import com.scanium.sightline.promql.PromQlError;
import com.scanium.sightline.promql.PromQlOptions;
import com.scanium.sightline.promql.PromQlParse;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows how a query is understood. */
@Command(
    name = "explain",
    description = "Shows how a query is understood: its parts, their types, and its variables.")
final class PromQlExplainCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(arity = "1", paramLabel = "QUERY", description = "The query.")
  private String query = "";

  PromQlExplainCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    PromQlParse parse = PromQl.parse(query, PromQlOptions.TOLERANT);
    parse.expr().ifPresent(expr -> console.out().print(new PromQlExplanation(expr).text()));
    for (PromQlError error : parse.errors()) {
      console.err().println(error);
      console.err().println(error.excerpt().indent(2).stripTrailing());
    }
    return parse.isOk() ? ExitStatus.OK : ExitStatus.NOT_HEALTHY;
  }
}
