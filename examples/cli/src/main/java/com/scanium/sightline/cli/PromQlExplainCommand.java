package com.scanium.sightline.cli;

import com.scanium.sightline.catalog.MetricCatalog;
import com.scanium.sightline.catalog.MetricCatalogs;
import com.scanium.sightline.promql.PromQl;
import com.scanium.sightline.promql.PromQlError;
import com.scanium.sightline.promql.PromQlExpr;
import com.scanium.sightline.promql.PromQlOptions;
import com.scanium.sightline.promql.PromQlParse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** Shows how a query is understood. */
final class PromQlExplainCommand implements Callable<Integer> {
  private static final String CATALOG = "--catalog";

  private final Console console;
  private final CommandSpec spec;

  PromQlExplainCommand(Console console) {
    this.console = console;
    this.spec =
        Options.command(
            this,
            "explain",
            "Shows how a query is understood: its parts with their types and labels, what its"
                + " variables stand for, and what is doubtful about it.");
    spec.addPositional(
        PositionalParamSpec.builder()
            .arity("1")
            .type(String.class)
            .paramLabel("QUERY")
            .description("The query.")
            .build());
    spec.addOption(
        OptionSpec.builder(CATALOG)
            .arity("1")
            .type(Path.class)
            .paramLabel("FILE")
            .description(
                "What a backend exposes: a declared catalog, an exposition, or prom-client's JSON."
                    + " Labels and types come from there for the metrics that it has.")
            .build());
  }

  CommandSpec spec() {
    return spec;
  }

  @Override
  public Integer call() throws IOException {
    ParseResult given = spec.commandLine().getParseResult();
    String query = given.matchedPositionalValue(0, "");
    @Nullable Path file = given.matchedOptionValue(CATALOG, null);
    @Nullable MetricCatalog catalog = file == null ? null : catalog(file);
    PromQlParse parse = PromQl.parse(query, PromQlOptions.TOLERANT);
    parse.expr().ifPresent(expr -> explain(query, expr, catalog));
    for (PromQlError error : parse.errors()) {
      console.err().println(error);
      console.err().println(error.excerpt().indent(2).stripTrailing());
    }
    return parse.isOk() ? ExitStatus.OK : ExitStatus.NOT_HEALTHY;
  }

  private void explain(String query, PromQlExpr expr, @Nullable MetricCatalog catalog) {
    PromQlLabels labels = catalog == null ? PromQlLabels.of(expr) : PromQlLabels.of(expr, catalog);
    console.out().print(new PromQlExplanation(query, expr, labels).text());
  }

  private MetricCatalog catalog(Path file) throws IOException {
    MetricCatalog catalog = MetricCatalogs.read(file);
    catalog.problems().forEach(console.err()::println);
    return catalog;
  }
}
