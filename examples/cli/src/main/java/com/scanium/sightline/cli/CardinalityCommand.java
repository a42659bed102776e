package com.scanium.sightline.cli;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Tells what has the most series or streams. */
final class CardinalityCommand implements Callable<Integer> {
  private static final String LABEL = "--label";
  private static final String LIMIT = "--limit";
  private static final int LINES = 20;

  private final Console console;
  private final CommandSpec spec;

  CardinalityCommand(Console console) {
    this.console = console;
    this.spec =
        Options.command(
            this,
            "cardinality",
            "Tells which metrics, or which values of a label, have the most series (with --loki:"
                + " streams).");
    spec.addOption(
        Options.text(
            LABEL,
            "LABEL",
            "Count by the values of this label (default: __name__; with --loki"
                + " service_name)."));
    spec.addOption(Options.text(LabelsCommand.MATCH, "SELECTOR", "Only of what it selects."));
    spec.addOption(Options.text(LIMIT, "N", "At most that many, the largest first (default: 20)."));
    StoreArguments.describeWindow(spec);
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
    int limit = arguments.count(LIMIT, LINES);
    ParseResult given = spec.commandLine().getParseResult();
    @Nullable String label = given.matchedOptionValue(LABEL, null);
    @Nullable String selector = given.matchedOptionValue(LabelsCommand.MATCH, null);
    try (AskedStore store = arguments.open()) {
      List<AskedStore.Count> counts =
          StoreArguments.answered(console, store.cardinality(label, selector, window, limit));
      List<List<String>> rows = new ArrayList<>();
      counts.forEach(it -> rows.add(List.of(Numerals.exact(it.count()), it.name())));
      String by = label == null ? store.countedLabel() : label;
      new ResultPrinter(console, window).print(List.of("series", by), rows, arguments.format());
    }
    return ExitStatus.OK;
  }
}
