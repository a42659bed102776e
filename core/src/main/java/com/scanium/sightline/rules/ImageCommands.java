package com.scanium.sightline.rules;

import com.scanium.sightline.network.ImageName;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Which commands well-known images lack. The facts and their sources are in {@code
 * image-commands.txt} beside this class.
 */
final class ImageCommands {
  /** Read once; immutable. */
  static final ImageCommands TABLE = read();

  private static final String ANY = "*";

  /** What an image without any tool lacks; its own program may be called. */
  private static final Set<String> TOOLS =
      Set.of(
          "sh",
          "bash",
          "ash",
          "dash",
          "zsh",
          "busybox",
          "wget",
          "curl",
          "nc",
          "ncat",
          "netcat",
          "cat",
          "grep",
          "test",
          "[",
          "ls",
          "echo",
          "sleep",
          "timeout",
          "pgrep",
          "pidof",
          "ps",
          "kill",
          "true",
          "false",
          "env",
          "python",
          "python3",
          "perl",
          "node",
          "nslookup",
          "ping",
          "telnet",
          "ss",
          "netstat",
          "awk",
          "sed",
          "date",
          "find",
          "stat");

  private final List<Fact> facts;

  private ImageCommands(List<Fact> facts) {
    this.facts = List.copyOf(facts);
  }

  /**
   * What is known of some tags of an image.
   *
   * @param image the repository
   * @param tags conditions that its tag fulfils
   * @param missing commands that are not there
   * @param instead how to ask otherwise
   * @param source where that is known from
   */
  record Fact(
      String image, List<String> tags, List<String> missing, String instead, String source) {
    private boolean isAbout(ImageName name) {
      return ImageTags.isAbout(image, tags, name);
    }

    private boolean lacks(String command) {
      String name = command.substring(command.lastIndexOf('/') + 1);
      boolean none = missing.contains(ANY);
      // busybox has its applets in a folder of its own, whatever else is missing
      boolean isApplet = command.startsWith("/busybox/");
      return none ? TOOLS.contains(name) : !isApplet && missing.contains(name);
    }
  }

  /** What says that an image has no such command; empty when nothing does. */
  Optional<Fact> lacks(String image, String command) {
    ImageName name = ImageName.of(image);
    return facts.stream().filter(fact -> fact.isAbout(name) && fact.lacks(command)).findFirst();
  }

  private static ImageCommands read() {
    List<Fact> facts = new ArrayList<>();
    InputStream stream =
        Objects.requireNonNull(ImageCommands.class.getResourceAsStream("image-commands.txt"));
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.startsWith("#") && !line.isBlank()) {
          facts.add(fact(line));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ImageCommands(facts);
  }

  private static Fact fact(String line) {
    String[] cells = line.split(" \\| ", -1);
    if (cells.length != 5) {
      throw new IllegalStateException("image-commands.txt: expected 5 cells in: " + line);
    }
    return new Fact(
        cells[0].strip(),
        List.of(cells[1].strip().split(" +", -1)),
        List.of(cells[2].strip().split(" +", -1)),
        cells[3].strip(),
        cells[4].strip());
  }
}
