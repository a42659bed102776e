package com.scanium.sightline.cli;

import picocli.CommandLine.Command;

/** Lists the rules that a check would run. */
@Command(name = "rules", description = "Lists the rules that a check runs, one id a line.")
final class RulesCommand implements Runnable {
  private final Console console;
  private final Validation validation;

  RulesCommand(Console console, Validation validation) {
    this.console = console;
    this.validation = validation;
  }

  @Override
  public void run() {
    for (String rule : validation.rules()) {
      console.out().print(rule);
      console.out().print('\n');
    }
  }
}
