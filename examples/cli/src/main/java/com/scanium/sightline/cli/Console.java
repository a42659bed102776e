package com.scanium.sightline.cli;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The streams that a run reads and writes, always UTF-8, and what they are connected to.
 *
 * @param in standard input
 * @param out standard output: the answer only
 * @param err standard error: progress and errors
 * @param outIsTerminal whether a person reads standard output
 * @param errIsTerminal whether a person reads standard error
 * @param environment the environment variables
 */
record Console(
    InputStream in,
    PrintWriter out,
    PrintWriter err,
    boolean outIsTerminal,
    boolean errIsTerminal,
    Map<String, String> environment) {

  Console {
    environment = Map.copyOf(environment);
  }

  /** The console of this process. */
  static Console ofProcess() {
    return new Console(
        new FileInputStream(FileDescriptor.in),
        writer(new FileOutputStream(FileDescriptor.out)),
        writer(new FileOutputStream(FileDescriptor.err)),
        isTerminal(1),
        isTerminal(2),
        System.getenv());
  }

  /** A writer of UTF-8 that is flushed by whoever ends the run. */
  static PrintWriter writer(OutputStream stream) {
    return new PrintWriter(
        new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), 1 << 14));
  }

  /** Standard input as text. */
  BufferedReader reader() {
    return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), 1 << 16);
  }

  /** Whether colours are welcome when nobody has asked for them or against them. */
  boolean likesColor() {
    return outIsTerminal
        && environment.getOrDefault("NO_COLOR", "").isEmpty() // https://no-color.org
        && !environment.getOrDefault("TERM", "").equals("dumb");
  }

  // From Java 22 on System.console() says nothing; the version is asked for that very reason.
  @SuppressWarnings("SystemConsoleNull")
  private static boolean isTerminal(int descriptor) {
    Path link = Path.of("/proc/self/fd/" + descriptor);
    try {
      String target = Files.readSymbolicLink(link).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException e) {
      // No /proc here (macOS, Windows): Java can only tell whether the whole console is one.
      return Runtime.version().feature() < 22 && System.console() != null;
    }
  }
}
