package com.scanium.sightline.cli;

import com.scanium.sightline.validation.ConfigurationException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The entry of the {@code sightline} command. */
public final class Main {
  private Main() {}

  /** Runs the command and ends the process with its exit status. */
  public static void main(String[] args) {
    // picocli would look for types of java.sql and java.time at each start; no option has one
    System.setProperty("picocli.converters.excludes", "java.sql.*,java.time.*");
    System.exit(run(Console.ofProcess(), Validation.STANDARD, args));
  }

  /** Runs the command and answers its exit status. */
  static int run(Console console, Validation validation, String... args) {
    return run(Commands.forArguments(console, validation, args), console, args);
  }

  static int run(CommandLine commandLine, Console console, String... args) {
    commandLine.setOut(console.out());
    commandLine.setErr(console.err());
    commandLine.setParameterExceptionHandler((e, arguments) -> reportMisuse(console, e));
    commandLine.setExecutionExceptionHandler(
        (e, command, given) -> reportFailure(console, e, given));
    try {
      return commandLine.execute(args);
    } catch (StackOverflowError | OutOfMemoryError e) {
      // picocli passes errors on; they too end in one line
      console.err().println("sightline: internal error: " + e);
      return ExitStatus.COULD_NOT_RUN;
    } finally {
      console.out().flush();
      console.err().flush();
    }
  }

  private static int reportMisuse(Console console, ParameterException e) {
    if (e.getCause() instanceof InvalidPathException path) {
      console.err().println("sightline: " + unusable(path));
      return ExitStatus.COULD_NOT_RUN;
    }
    CommandLine command = e.getCommandLine();
    StringBuilder line = new StringBuilder("sightline: ").append(firstLine(e.getMessage()));
    if (e instanceof UnmatchedArgumentException unmatched) {
      unmatched.getSuggestions().stream()
          .limit(3)
          .reduce((left, right) -> left + ", " + right)
          .ifPresent(names -> line.append("; did you mean ").append(names).append('?'));
    }
    line.append(" (see: ").append(command.getCommandSpec().qualifiedName()).append(" --help)");
    console.err().println(line);
    return ExitStatus.COULD_NOT_RUN;
  }

  private static int reportFailure(Console console, Exception e, ParseResult given) {
    boolean stacktrace =
        given.asCommandLineList().stream()
            .anyMatch(command -> command.getParseResult().hasMatchedOption(Options.STACKTRACE));
    if (stacktrace) {
      e.printStackTrace(console.err());
      return ExitStatus.COULD_NOT_RUN;
    }
    console.err().println("sightline: " + oneLine(e));
    return ExitStatus.COULD_NOT_RUN;
  }

  private static String oneLine(Exception e) {
    if (e instanceof CannotRunException) {
      return firstLine(e.getMessage());
    }
    if (e instanceof ConfigurationException) {
      List<String> refusals = String.valueOf(e.getMessage()).lines().toList();
      int more = refusals.size() - 1;
      return refusals.get(0) + (more > 0 ? " (and " + more + " more)" : "");
    }
    if (e instanceof NoSuchFileException missing) {
      return "no such file: " + missing.getFile();
    }
    if (e instanceof InvalidPathException path) {
      return unusable(path);
    }
    return "internal error: " + firstLine(e.toString()) + " (--stacktrace tells more)";
  }

  /** Under a locale such as C, Java can name no file with letters beyond ASCII. */
  private static String unusable(InvalidPathException e) {
    boolean unmappable = e.getReason().contains("unmappable");
    return "the file name \""
        + firstLine(e.getInput())
        + "\" cannot be used"
        + (unmappable
            ? " in this locale; set LC_ALL to a UTF-8 one, such as C.UTF-8"
            : ": " + firstLine(e.getReason()));
  }

  private static String firstLine(@Nullable String text) {
    return text == null ? "" : text.lines().findFirst().orElse("");
  }
}
