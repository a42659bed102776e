package com.scanium.sightline.cli;

import picocli.CommandLine;

/** Makes the commands, each with what it works on; picocli asks only for those that are named. */
final class Commands implements CommandLine.IFactory {
  private final Console console;
  private final Validation validation;

  Commands(Console console, Validation validation) {
    this.console = console;
    this.validation = validation;
  }

  @Override
  public <K> K create(Class<K> type) throws Exception {
    if (type == CheckCommand.class) {
      return type.cast(new CheckCommand(console, validation));
    }
    if (type == RulesCommand.class) {
      return type.cast(new RulesCommand(console, validation));
    }
    if (type == VectorsCommand.class) {
      return type.cast(new VectorsCommand(console, VectorKinds.ALL));
    }
    if (type == PromQlFmtCommand.class) {
      return type.cast(new PromQlFmtCommand(console));
    }
    if (type == PromQlExplainCommand.class) {
      return type.cast(new PromQlExplainCommand(console));
    }
    return CommandLine.defaultFactory().create(type);
  }
}
