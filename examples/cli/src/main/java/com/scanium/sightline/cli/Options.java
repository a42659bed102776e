package com.scanium.sightline.cli;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Shapes of options that several commands have.
 *
 * <p>Commands are described by calls rather than by annotations: reading those costs a tenth of a
 * second at each start.
 */
final class Options {
  static final String STACKTRACE = "--stacktrace";

  private Options() {}

  /** A command with the options that hold everywhere. */
  static CommandSpec command(Object userObject, String name, String description) {
    CommandSpec spec = CommandSpec.wrapWithoutInspection(userObject).name(name);
    spec.usageMessage().description(description);
    spec.addOption(flag(STACKTRACE, "Print the stack trace of an error instead of one line."));
    spec.addOption(
        OptionSpec.builder("-h", "--help")
            .type(boolean.class)
            .arity("0")
            .usageHelp(true)
            .description("Print this help.")
            .build());
    return spec;
  }

  /** A command that only holds other ones; picocli refuses it when none of them is named. */
  static CommandSpec group(String name, String description) {
    return command(new Object(), name, description);
  }

  /** An option that is given or not. */
  static OptionSpec flag(String name, String description) {
    return OptionSpec.builder(name).type(boolean.class).arity("0").description(description).build();
  }

  /** An option that takes a text. */
  static OptionSpec text(String name, String label, String description) {
    return OptionSpec.builder(name)
        .type(String.class)
        .arity("1")
        .paramLabel(label)
        .description(description)
        .build();
  }

  /** An option that takes a text and may be given several times. */
  static OptionSpec texts(String name, String label, String description) {
    return OptionSpec.builder(name)
        .type(List.class)
        .auxiliaryTypes(String.class)
        .arity("1")
        .paramLabel(label)
        .description(description)
        .build();
  }

  /** An option whose value is one of the words of an enum. */
  static <E extends Enum<E>> OptionSpec word(
      String name, String label, E unlessGiven, String description) {
    Class<E> type = unlessGiven.getDeclaringClass();
    Words<E> words = new Words<>(type);
    return OptionSpec.builder(name)
        .type(type)
        .converters(words)
        .paramLabel(label)
        .description(description + " (default: " + Words.of(unlessGiven) + ").")
        .build();
  }
}
