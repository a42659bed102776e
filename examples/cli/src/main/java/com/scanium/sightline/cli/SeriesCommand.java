package com.scanium.sightline.cli;

import com.scanium.sightline.text.Doc;
import com.scanium.sightline.text.DocWriter;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;

/** Lists series or streams. */
final class SeriesCommand implements Callable<Integer> {
  private final Console console;
  private final CommandSpec spec;

  SeriesCommand(Console console) {
    this.console = console;
    this.spec =
        Options.command(
            this, "series", "Lists the series, or with --loki the streams, that selectors match.");
    spec.addPositional(
        PositionalParamSpec.builder()
            .arity("1..*")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .paramLabel("SELECTOR")
            .description("Such as up{job=\"backend\"} or {app=\"shop\"}.")
            .build());
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
    List<String> selectors =
        spec.commandLine().getParseResult().matchedPositionalValue(0, List.of());
    if (selectors.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "which series? Give a selector");
    }
    try (AskedStore store = arguments.open()) {
      List<Map<String, String>> all =
          StoreArguments.answered(console, store.series(selectors, window));
      ResultPrinter printer = new ResultPrinter(console, window);
      switch (arguments.format()) {
        case JSON ->
            console
                .out()
                .print(
                    DocWriter.prettyJson(
                        Doc.array(all.stream().map(ResultPrinter::texts).toList())));
        case CSV -> {
          TreeSet<String> names = new TreeSet<>();
          all.forEach(labels -> names.addAll(labels.keySet()));
          List<List<String>> rows =
              all.stream()
                  .map(labels -> names.stream().map(n -> labels.getOrDefault(n, "")).toList())
                  .toList();
          printer.print(List.copyOf(names), rows, ResultFormat.CSV);
        }
        default ->
            printer.print(all.stream().map(Curve::name).sorted().toList(), arguments.format());
      }
    }
    return ExitStatus.OK;
  }
}
