package com.scanium.sightline.cli;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Tells what has the most series or streams. */
final class CardinalityCommand implements Callable<Integer> {
  private static final String LABEL = "--label";
  private static final String LIMIT = "--limit";
  private static final String NAMES = "--names";
  private static final String ACTIVE = "--active";
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
                + " streams). Asks Mimir's own counts where the server has them, else by a query, and"
                + " says which on standard error.");
    spec.addOption(
        Options.text(
            LABEL,
            "LABEL",
            "Count by the values of this label (default: __name__; with --loki"
                + " service_name)."));
    spec.addOption(Options.text(LabelsCommand.MATCH, "SELECTOR", "Only of what it selects."));
    spec.addOption(Options.text(LIMIT, "N", "At most that many, the largest first (default: 20)."));
    spec.addOption(Options.flag(NAMES, "Tell which labels have the most values instead."));
    spec.addOption(
        Options.flag(
            ACTIVE, "Count only series that got a sample lately (Mimir's active series)."));
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
    AskedStore.Counting counting = counting(given);
    if (counting == AskedStore.Counting.NAMES && label != null) {
      throw new ParameterException(spec.commandLine(), "--names and --label exclude each other");
    }
    try (AskedStore store = arguments.open()) {
      AskedStore.Counted counted =
          StoreArguments.answered(
              console,
              store.cardinality(
                  new AskedStore.CountQuestion(
                      counting, label, selector, window, arguments.namesAWindow(), limit)));
      console.err().println("counted by " + counted.how());
      List<List<String>> rows = new ArrayList<>();
      counted.counts().forEach(it -> rows.add(List.of(Numerals.exact(it.count()), it.name())));
      boolean names = counting == AskedStore.Counting.NAMES;
      String by = names ? "label" : label == null ? store.countedLabel() : label;
      new ResultPrinter(console, window)
          .print(List.of(names ? "values" : "series", by), rows, arguments.format());
    }
    return ExitStatus.OK;
  }

  private AskedStore.Counting counting(ParseResult given) {
    boolean names = given.hasMatchedOption(NAMES);
    boolean active = given.hasMatchedOption(ACTIVE);
    if (names && active) {
      throw new ParameterException(spec.commandLine(), "--names and --active exclude each other");
    }
    if (names) {
      return AskedStore.Counting.NAMES;
    }
    return active ? AskedStore.Counting.ACTIVE : AskedStore.Counting.VALUES;
  }
}
