package com.scanium.sightline.cli;

import com.scanium.sightline.http.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.ParseResult;

/** Reads secrets from the environment or from files; a command line is open to everyone. */
final class SecretArguments {
  private static final int LONGEST = 64 * 1024;

  private final Console console;
  private final ParseResult given;

  SecretArguments(Console console, ParseResult given) {
    this.console = console;
    this.given = given;
  }

  /** The secret that one of the two options names; empty when neither is given. */
  Optional<Secret> read(String envOption, String fileOption) {
    String variable = given.matchedOptionValue(envOption, "");
    String file = given.matchedOptionValue(fileOption, "");
    if (!variable.isEmpty() && !file.isEmpty()) {
      throw new CannotRunException(envOption + " and " + fileOption + " exclude each other");
    }
    if (!variable.isEmpty()) {
      return Optional.of(fromEnvironment(variable));
    }
    return file.isEmpty() ? Optional.empty() : Optional.of(fromFile(Path.of(file)));
  }

  /** The secret in a variable. */
  Secret fromEnvironment(String variable) {
    String value = console.environment().getOrDefault(variable, "").strip();
    if (value.isEmpty()) {
      throw new CannotRunException("the environment variable \"" + variable + "\" is not set");
    }
    return Secret.of(value);
  }

  private static Secret fromFile(Path file) {
    try {
      if (Files.size(file) > LONGEST) {
        throw new CannotRunException("\"" + file + "\" is too long for a secret");
      }
      String value = new String(Files.readAllBytes(file), StandardCharsets.UTF_8).strip();
      if (value.isEmpty()) {
        throw new CannotRunException("\"" + file + "\" is empty");
      }
      return Secret.of(value);
    } catch (IOException e) {
      throw new CannotRunException("cannot read the secret in \"" + file + "\"");
    }
  }
}
