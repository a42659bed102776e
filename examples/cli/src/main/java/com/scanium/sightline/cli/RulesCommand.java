package com.scanium.sightline.cli;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Lists the rules that a check would run, or those that a store runs. */
final class RulesCommand implements Callable<Integer> {
  private static final List<String> HEADER =
      List.of("state", "health", "type", "group", "rule", "query", "error");

  private final Console console;
  private final Validation validation;
  private final CommandSpec spec;

  RulesCommand(Console console, Validation validation) {
    this.console = console;
    this.validation = validation;
    this.spec =
        Options.command(
            this,
            "rules",
            "Lists the rules that a check runs, one id a line; with --url or --grafana the recording"
                + " and alert rules that a store runs, with their states.");
    StoreArguments.describeFormat(spec);
    StoreArguments.describe(spec);
  }

  CommandSpec spec() {
    return spec;
  }

  @Override
  public Integer call() {
    StoreArguments arguments = new StoreArguments(console, spec);
    if (!arguments.namesAStore()) {
      if (spec.commandLine().getParseResult().hasMatchedOption(StoreArguments.LOKI)) {
        throw new ParameterException(spec.commandLine(), "--loki needs --url or --grafana");
      }
      for (String rule : validation.rules()) {
        console.out().print(rule);
        console.out().print('\n');
      }
      return ExitStatus.OK;
    }
    Instant now = Clock.systemUTC().instant();
    try (AskedStore store = arguments.open()) {
      List<List<String>> rows = new ArrayList<>();
      for (AskedStore.ServerRule rule : StoreArguments.answered(console, store.rules())) {
        rows.add(
            List.of(
                rule.state().isEmpty() ? "-" : rule.state(),
                rule.health(),
                rule.type(),
                rule.namespace() + "/" + rule.group(),
                rule.name(),
                rule.query(),
                rule.lastError()));
      }
      new ResultPrinter(console, new AskedStore.Window(now.minusSeconds(1), now))
          .print(HEADER, rows, arguments.format());
    }
    return ExitStatus.OK;
  }
}
