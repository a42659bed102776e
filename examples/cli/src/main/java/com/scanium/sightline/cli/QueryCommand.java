package com.scanium.sightline.cli;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Evaluates one query at a time. */
final class QueryCommand implements Callable<Integer> {
  private static final String TIME = "--time";

  private final Console console;
  private final CommandSpec spec;

  QueryCommand(Console console) {
    this.console = console;
    this.spec =
        Options.command(
            this,
            "query",
            "Evaluates a query at a time on Mimir, Prometheus or Loki, directly or through Grafana.");
    spec.addPositional(
        PositionalParamSpec.builder()
            .arity("1")
            .type(String.class)
            .paramLabel("QUERY")
            .description("PromQL, or LogQL with --loki; a log query looks at the last hour.")
            .build());
    spec.addOption(
        Options.text(
            TIME, "TIME", "When: now, now-1h, 2026-11-24T10:00:00Z or seconds (default: now)."));
    StoreArguments.describeFormat(spec);
    StoreArguments.describe(spec);
  }

  CommandSpec spec() {
    return spec;
  }

  @Override
  public Integer call() {
    StoreArguments arguments = new StoreArguments(console, spec);
    Instant at = arguments.time(TIME, Clock.systemUTC().instant());
    String query = spec.commandLine().getParseResult().matchedPositionalValue(0, "");
    try (AskedStore store = arguments.open()) {
      StoreResult result =
          StoreArguments.answered(
              console, Progress.during(console, "asking", () -> store.query(query, at)));
      new ResultPrinter(console, new AskedStore.Window(at.minusSeconds(1), at))
          .print(result, arguments.format());
    }
    return ExitStatus.OK;
  }
}
