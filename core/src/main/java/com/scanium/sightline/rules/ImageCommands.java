package com.scanium.sightline.rules;

import com.scanium.sightline.network.ImageName;
import com.scanium.sightline.text.internal.FactTable;
import java.util.List;
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
    return new ImageCommands(
        FactTable.rows(ImageCommands.class, "image-commands.txt", 5).stream()
            .map(ImageCommands::fact)
            .toList());
  }

  private static Fact fact(List<String> row) {
    return new Fact(
        row.get(0),
        List.of(row.get(1).split(" +", -1)),
        List.of(row.get(2).split(" +", -1)),
        row.get(3),
        row.get(4));
  }
}
