package com.scanium.sightline.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What can be done with one PromQL query. */
@Command(
    name = "promql",
    description = "Formats and explains PromQL queries; variables of dashboards may stand in them.",
    subcommands = {PromQlFmtCommand.class, PromQlExplainCommand.class})
final class PromQlCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }
}
