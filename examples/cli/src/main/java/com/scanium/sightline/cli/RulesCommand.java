package com.scanium.sightline.cli;

import picocli.CommandLine.Model.CommandSpec;

/** Lists the rules that a check would run. */
final class RulesCommand implements Runnable {
  private final Console console;
  private final Validation validation;

  RulesCommand(Console console, Validation validation) {
    this.console = console;
    this.validation = validation;
  }

  CommandSpec spec() {
    return Options.command(this, "rules", "Lists the rules that a check runs, one id a line.");
  }

  @Override
  public void run() {
    for (String rule : validation.rules()) {
      console.out().print(rule);
      console.out().print('\n');
    }
  }
}
