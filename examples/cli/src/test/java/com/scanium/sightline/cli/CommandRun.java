package com.scanium.sightline.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** One run of the packaged command as a process, as a user would start it. */
record CommandRun(int status, String out, String err) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Runs {@code java [options] -jar sightline.jar arguments} in the root of the checkout. */
  static CommandRun of(List<String> javaOptions, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(javaOptions);
    command.addAll(List.of("-jar", System.getProperty("sightline.jar")));
    command.addAll(List.of(arguments));
    Path out = Files.createTempFile("sightline", ".out");
    Path err = Files.createTempFile("sightline", ".err");
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(root().toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      process.getOutputStream().close();
      if (!process.waitFor(120, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException("no end after 120 s: " + command);
      }
      return new CommandRun(
          process.exitValue(),
          Files.readString(out, StandardCharsets.UTF_8),
          Files.readString(err, StandardCharsets.UTF_8));
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }

  static CommandRun of(String... arguments) throws IOException, InterruptedException {
    return of(List.of(), arguments);
  }

  /** The root of the checkout. */
  static Path root() {
    return Path.of(System.getProperty("sightline.root"));
  }

  /** Standard output read as JSON. */
  JsonNode json() {
    return JSON.readTree(out);
  }
}
