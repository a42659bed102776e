package com.scanium.sightline.cli;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** Evaluates one query over a span of time. */
final class QueryRangeCommand implements Callable<Integer> {
  private static final String STEP = "--step";
  private static final String LIMIT = "--limit";
  private static final String FORWARD = "--forward";

  /** As many points as a narrow panel has. */
  private static final int POINTS = 120;

  private final Console console;
  private final CommandSpec spec;

  QueryRangeCommand(Console console) {
    this.console = console;
    this.spec =
        Options.command(
            this,
            "query-range",
            "Evaluates a query over a span of time; prints columns with sparklines, CSV, JSON or a"
                + " diagram.");
    spec.addPositional(
        PositionalParamSpec.builder()
            .arity("1")
            .type(String.class)
            .paramLabel("QUERY")
            .description("PromQL, or LogQL with --loki.")
            .build());
    StoreArguments.describeWindow(spec);
    spec.addOption(
        Options.text(STEP, "DURATION", "The distance of the points (default: 1/120 of the span)."));
    spec.addOption(
        Options.text(LIMIT, "LINES", "At most that many log lines (default: Loki's own limit)."));
    spec.addOption(Options.flag(FORWARD, "The oldest log lines first."));
    StoreArguments.describeFormat(spec);
    StoreArguments.describe(spec);
  }

  CommandSpec spec() {
    return spec;
  }

  @Override
  public Integer call() {
    StoreArguments arguments = new StoreArguments(console, spec);
    AskedStore.Window window = arguments.window(Clock.systemUTC().instant());
    Duration span = Duration.between(window.start(), window.end());
    long seconds = Math.max(1, span.dividedBy(POINTS).toSeconds());
    ParseResult given = spec.commandLine().getParseResult();
    AskedStore.RangeQuestion question =
        new AskedStore.RangeQuestion(
            given.matchedPositionalValue(0, ""),
            window,
            arguments.duration(STEP, Duration.ofSeconds(seconds)),
            arguments.count(LIMIT, 0),
            given.hasMatchedOption(FORWARD));
    try (AskedStore store = arguments.open()) {
      StoreResult result =
          StoreArguments.answered(
              console, Progress.during(console, "asking", () -> store.range(question)));
      new ResultPrinter(console, window).print(result, arguments.format());
    }
    return ExitStatus.OK;
  }
}
