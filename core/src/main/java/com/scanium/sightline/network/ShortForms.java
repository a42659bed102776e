package com.scanium.sightline.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The one-line forms of ports, volumes and commands. */
final class ShortForms {
  private static final Pattern PORT =
      Pattern.compile(
          "(?:(?<host>\\[[0-9a-fA-F:.]*\\]|[^:\\[\\]]*):)??"
              + "(?:(?<published>[0-9]*(?:-[0-9]+)?):)?"
              + "(?<target>[0-9]+(?:-[0-9]+)?)(?:/(?<protocol>[a-z]+))?");

  /** Ranges longer than this are kept as their first port only. */
  private static final int MAX_RANGE = 1000;

  private static final int MAX_PORT = 65535;

  private ShortForms() {}

  /** One {@code ports} entry; {@code published} 0 means that Docker chooses. */
  record Port(String hostAddress, int published, int target, String protocol) {}

  /** The ports of an entry such as {@code 127.0.0.1:8000-8002:80-82/udp}; none when malformed. */
  static List<Port> ports(String text) {
    Matcher matcher = PORT.matcher(text);
    if (!matcher.matches()) {
      return List.of();
    }
    String host = matcher.group("host") == null ? "" : matcher.group("host");
    String address = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    String protocol = matcher.group("protocol") == null ? "tcp" : matcher.group("protocol");
    Optional<int[]> target = range(matcher.group("target"));
    String publishedText = matcher.group("published");
    boolean published = publishedText != null && !publishedText.isEmpty();
    Optional<int[]> outside = published ? range(publishedText) : Optional.of(new int[] {0, 0});
    if (target.isEmpty() || outside.isEmpty()) {
      return List.of();
    }
    int first = target.get()[0];
    int count = Math.min(target.get()[1] - first, MAX_RANGE);
    boolean moves = published && outside.get()[1] - outside.get()[0] == target.get()[1] - first;
    List<Port> ports = new ArrayList<>();
    for (int i = 0; i <= count; i++) {
      ports.add(new Port(address, outside.get()[0] + (moves ? i : 0), first + i, protocol));
    }
    return ports;
  }

  private static Optional<int[]> range(String text) {
    int dash = text.indexOf('-');
    String low = dash < 0 ? text : text.substring(0, dash);
    String high = dash < 0 ? text : text.substring(dash + 1);
    if (low.isEmpty() || low.length() > 5 || high.length() > 5) {
      return Optional.empty();
    }
    int from = Integer.parseInt(low);
    int to = Integer.parseInt(high);
    boolean fits = from >= 1 && to >= from && to <= MAX_PORT;
    return fits ? Optional.of(new int[] {from, to}) : Optional.empty();
  }

  /** The parts between colons; colons in an unset variable or behind a drive letter don't count. */
  static List<String> colons(String text) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == ':' && !isDrive(text, from, at)) {
        parts.add(text.substring(from, at));
        from = at + 1;
      }
      int close = text.startsWith("${", at) ? Interpolation.closing(text, at + 1) : -1;
      at = Math.max(at, close) + 1;
    }
    parts.add(text.substring(from));
    return parts;
  }

  private static boolean isDrive(String text, int from, int colon) {
    boolean letter = colon == from + 1 && Character.isLetter(text.charAt(from));
    return letter && colon + 1 < text.length() && text.charAt(colon + 1) == '\\';
  }

  /** Whether a volume's source is a path of the host rather than a volume's name. */
  static boolean isPath(String source) {
    return source.startsWith(".")
        || source.startsWith("/")
        || source.startsWith("~")
        || source.startsWith("$")
        || source.matches("[A-Za-z]:\\\\.*")
        || source.contains("/");
  }

  /** Splits a command line into words as a shell would: quotes, backslashes, white space. */
  static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean inside = false;
    char quote = 0;
    int at = 0;
    while (at < line.length()) {
      char c = line.charAt(at++);
      if (c == '\\' && quote != '\'' && at < line.length()) {
        word.append(line.charAt(at++));
        inside = true;
      } else if (quote != 0 && c == quote) {
        quote = 0;
      } else if (quote != 0) {
        word.append(c);
      } else if (c == '"' || c == '\'') {
        quote = c;
        inside = true;
      } else if (!Character.isWhitespace(c)) {
        word.append(c);
        inside = true;
      } else if (inside) {
        words.add(word.toString());
        word.setLength(0);
        inside = false;
      }
    }
    if (inside) {
      words.add(word.toString());
    }
    return words;
  }
}
