package com.scanium.sightline.alloy.component;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The catalogue's files. Lines are taken apart when somebody asks for them: a configuration uses a
 * tenth of the components, and start-up counts.
 */
final class CatalogueText {
  /** What may stand behind a name: required, repeated, nobody knows whether repeated, labelled. */
  private static final String FLAGS = "!*?@";

  private final Map<String, String> shapes = new HashMap<>();
  private final Map<String, String> entries = new HashMap<>();
  private final Map<String, NavigableSet<String>> removed = new HashMap<>();
  private final Map<String, Catalogue.Stability> functions = new HashMap<>();
  private final Set<String> libraryNames = new HashSet<>();
  private final Map<String, String> newNames = new HashMap<>();
  private final Map<String, Shape> shapesRead = new ConcurrentHashMap<>();
  private final Map<String, Catalogue.Entry> entriesRead = new ConcurrentHashMap<>();

  CatalogueText() {
    for (String line : lines("catalogue.txt")) {
      int first = line.indexOf(' ');
      int second = line.indexOf(' ', first + 1);
      String kind = line.substring(0, first);
      String key = second < 0 ? line.substring(first + 1) : line.substring(first + 1, second);
      if (kind.equals("shape")) {
        shapes.put(key, second < 0 ? "" : line.substring(second + 1));
      } else if (kind.equals("function")) {
        List<String> words = List.of(line.split(" "));
        functions.put(key, stability(words.get(2)));
        libraryNames.add(key.indexOf('.') < 0 ? key : key.substring(0, key.indexOf('.')));
        if (!words.get(3).equals("-")) {
          newNames.put(words.get(3), key);
          libraryNames.add(words.get(3));
        }
      } else {
        entries.put(kind + " " + key, line);
      }
    }
    for (String line : lines("removed.txt")) {
      List<String> words = Arrays.asList(line.split(" "));
      removed
          .computeIfAbsent(words.get(0), name -> new TreeSet<>())
          .addAll(words.subList(1, words.size()));
    }
  }

  private static List<String> lines(String resource) {
    try (InputStream stream =
            Objects.requireNonNull(
                CatalogueText.class.getResourceAsStream(resource), "resource is missing");
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      List<String> lines = new ArrayList<>();
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.isEmpty() && line.charAt(0) != '#') {
          lines.add(line);
        }
      }
      return lines;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The names of all entries of a kind, sorted. */
  NavigableSet<String> names(String kind) {
    NavigableSet<String> names = new TreeSet<>();
    String prefix = kind + " ";
    entries.keySet().stream()
        .filter(key -> key.startsWith(prefix))
        .map(key -> key.substring(prefix.length()))
        .forEach(names::add);
    return names;
  }

  /** What was removed of a component; null when nothing was. */
  @Nullable NavigableSet<String> removed(String component) {
    return removed.get(component);
  }

  /** Whether the standard library has a function or namespace of this name. */
  boolean isLibraryName(String name) {
    return libraryNames.contains(name);
  }

  /** How stable a function is; null when there is none of that name. */
  Catalogue.@Nullable Stability function(String name) {
    return functions.get(name);
  }

  /** The name that a function has now; null when the name is not an old one. */
  @Nullable String newName(String oldName) {
    return newNames.get(oldName);
  }

  /** An entry of a kind; null when there is none of that name. */
  Catalogue.@Nullable Entry entry(String kind, String name) {
    String key = kind + " " + name;
    String line = entries.get(key);
    return line == null ? null : entriesRead.computeIfAbsent(key, any -> entry(line));
  }

  private Catalogue.Entry entry(String line) {
    String[] words = line.split(" ");
    List<String> flags = List.of(words[3].split("\\+"));
    Map<String, ValueType> exports = new LinkedHashMap<>();
    for (String export : list(words[5])) {
      int colon = export.indexOf(':');
      exports.put(export.substring(0, colon), ValueType.parse(export.substring(colon + 1)));
    }
    return new Catalogue.Entry(
        words[1],
        stability(words[2]),
        flags.contains("label"),
        flags.contains("community"),
        shape(words[4]),
        exports,
        new LinkedHashSet<>(list(words[6])));
  }

  private static List<String> list(String word) {
    return word.equals("-") ? List.of() : List.of(word.split(","));
  }

  private static Catalogue.Stability stability(String word) {
    return switch (word) {
      case "general-availability" -> Catalogue.Stability.GENERAL_AVAILABILITY;
      case "public-preview" -> Catalogue.Stability.PUBLIC_PREVIEW;
      case "experimental" -> Catalogue.Stability.EXPERIMENTAL;
      default -> Catalogue.Stability.UNKNOWN;
    };
  }

  /** Shapes refer only to shapes of smaller numbers, so this ends. */
  private Shape shape(String number) {
    Shape known = shapesRead.get(number);
    if (known != null) {
      return known;
    }
    Shape read = readShape(Objects.requireNonNull(shapes.get(number), number));
    shapesRead.put(number, read);
    return read;
  }

  private Shape readShape(String text) {
    Map<String, Shape.Argument> arguments = new LinkedHashMap<>();
    Map<String, Shape.Inner> blocks = new LinkedHashMap<>();
    for (int start = 0; start < text.length(); ) {
      int space = text.indexOf(' ', start);
      int end = space < 0 ? text.length() : space;
      part(text.substring(start, end), arguments, blocks);
      start = end + 1;
    }
    return new Shape(arguments, blocks);
  }

  private void part(
      String word, Map<String, Shape.Argument> arguments, Map<String, Shape.Inner> blocks) {
    int colon = word.indexOf(':');
    int equals = word.indexOf('=');
    boolean isBlock = equals >= 0 && (colon < 0 || equals < colon);
    int split = isBlock ? equals : colon;
    int end = split;
    while (FLAGS.indexOf(word.charAt(end - 1)) >= 0) {
      end--;
    }
    String name = word.substring(0, end);
    String flags = word.substring(end, split);
    String tail = word.substring(split + 1);
    boolean isRequired = flags.indexOf('!') >= 0;
    if (isBlock) {
      Shape.Occurrence occurrence =
          flags.indexOf('*') >= 0
              ? Shape.Occurrence.REPEATED
              : flags.indexOf('?') >= 0 ? Shape.Occurrence.UNKNOWN : Shape.Occurrence.ONCE;
      blocks.put(
          name,
          new Shape.Inner(name, shape(tail), isRequired, occurrence, flags.indexOf('@') >= 0));
    } else {
      int tilde = tail.indexOf('~');
      String type = tilde < 0 ? tail : tail.substring(0, tilde);
      String preset = tilde < 0 ? null : tail.substring(tilde + 1).replace("%20", " ");
      arguments.put(name, new Shape.Argument(name, ValueType.parse(type), isRequired, preset));
    }
  }
}
