package com.scanium.sightline.cli;

import com.scanium.sightline.promql.PromQl;
import com.scanium.sightline.promql.PromQlError;
import com.scanium.sightline.promql.PromQlOptions;
import com.scanium.sightline.promql.PromQlParse;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Shows how a query is understood. */
final class PromQlExplainCommand implements Callable<Integer> {
  private final Console console;
  private final CommandSpec spec;

  PromQlExplainCommand(Console console) {
    this.console = console;
    this.spec =
        Options.command(
            this,
            "explain",
            "Shows how a query is understood: its parts, their types, and its variables.");
    spec.addPositional(
        PositionalParamSpec.builder()
            .arity("1")
            .type(String.class)
            .paramLabel("QUERY")
            .description("The query.")
            .build());
  }

  CommandSpec spec() {
    return spec;
  }

  @Override
  public Integer call() {
    String query = spec.commandLine().getParseResult().matchedPositionalValue(0, "");
    PromQlParse parse = PromQl.parse(query, PromQlOptions.TOLERANT);
    parse.expr().ifPresent(expr -> console.out().print(new PromQlExplanation(expr).text()));
    for (PromQlError error : parse.errors()) {
      console.err().println(error);
      console.err().println(error.excerpt().indent(2).stripTrailing());
    }
    return parse.isOk() ? ExitStatus.OK : ExitStatus.NOT_HEALTHY;
  }
}
