package com.scanium.sightline.cli;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** Lists the labels of a store, or the values of one of them. */
final class LabelsCommand implements Callable<Integer> {
  static final String MATCH = "--match";

  private final Console console;
  private final CommandSpec spec;

  LabelsCommand(Console console) {
    this.console = console;
    this.spec =
        Options.command(
            this, "labels", "Lists the label names that a store has, or the values of a label.");
    spec.addPositional(
        PositionalParamSpec.builder()
            .arity("0..1")
            .type(String.class)
            .paramLabel("LABEL")
            .description("The label whose values to list; __name__ lists the metrics.")
            .build());
    spec.addOption(
        Options.text(MATCH, "SELECTOR", "Only of the series or streams that it selects."));
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
    ParseResult given = spec.commandLine().getParseResult();
    String label = given.matchedPositionalValue(0, "");
    @Nullable String selector = given.matchedOptionValue(MATCH, null);
    try (AskedStore store = arguments.open()) {
      List<String> texts =
          StoreArguments.answered(
              console,
              label.isEmpty()
                  ? store.labels(selector, window)
                  : store.values(label, selector, window));
      new ResultPrinter(console, window).print(texts, arguments.format());
    }
    return ExitStatus.OK;
  }
}
