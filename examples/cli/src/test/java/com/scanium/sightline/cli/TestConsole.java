package com.scanium.sightline.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A console of byte arrays. */
final class TestConsole {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private String in = "";
  private boolean terminal;
  private Map<String, String> environment = Map.of();

  TestConsole reading(String text) {
    in = text;
    return this;
  }

  TestConsole onTerminal(Map<String, String> variables) {
    terminal = true;
    environment = variables;
    return this;
  }

  TestConsole with(Map<String, String> variables) {
    environment = variables;
    return this;
  }

  Console console() {
    return new Console(
        new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
        Console.writer(out),
        Console.writer(err),
        terminal,
        terminal,
        environment);
  }

  int run(Validation validation, String... args) {
    Console console = console();
    return Main.run(console, validation, args);
  }

  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String err() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
