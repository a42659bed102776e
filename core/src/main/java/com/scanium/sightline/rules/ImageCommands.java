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
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

  private static final Pattern VERSION =
      Pattern.compile("v?([0-9]+)(?:\\.([0-9]+))?(?:\\.([0-9]+))?.*");

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
      boolean same =
          image.contains("/")
              ? name.isOf(image)
              : name.repository().equals(image) || name.isOf("library/" + image);
      String tag = name.tag().orElse("latest").toLowerCase(Locale.ROOT);
      return same && tags.stream().allMatch(condition -> holds(condition, tag));
    }

    private boolean lacks(String command) {
      String name = command.substring(command.lastIndexOf('/') + 1);
      boolean none = missing.contains(ANY);
      // busybox has its applets in a folder of its own, whatever else is missing
      boolean isApplet = command.startsWith("/busybox/");
      return none ? TOOLS.contains(name) : !isApplet && missing.contains(name);
    }

    private static boolean holds(String condition, String tag) {
      String value = condition.replaceFirst("^(?:>=|[<~!])", "");
      if (condition.startsWith("~")) {
        return tag.contains(value);
      }
      if (condition.startsWith("!")) {
        return !tag.contains(value);
      }
      if (condition.startsWith(">=")) {
        return tag.equals("latest") || compare(tag, value).filter(order -> order >= 0).isPresent();
      }
      return !condition.startsWith("<")
          || compare(tag, value).filter(order -> order < 0).isPresent();
    }

    /** Compares releases; empty when the tag names none, or leaves open which of several it is. */
    private static Optional<Integer> compare(String tag, String release) {
      Matcher one = VERSION.matcher(tag);
      Matcher other = VERSION.matcher(release);
      if (!one.matches() || !other.matches()) {
        return Optional.empty();
      }
      for (int part = 1; part <= 3; part++) {
        if (one.group(part) == null) {
          return Optional.empty();
        }
        int order = number(one.group(part)).compareTo(number(other.group(part)));
        if (order != 0) {
          return Optional.of(order);
        }
      }
      return Optional.of(0);
    }

    private static Long number(String digits) {
      return Long.valueOf(digits.length() > 15 ? digits.substring(0, 15) : digits);
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
