package com.scanium.sightline.grafana.rules;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What each kind of receiver of a contact point needs; see {@code receivers.txt}. */
final class ReceiverTypes {
  /** By type the alternatives, each with the settings that it needs. */
  private static final Map<String, List<List<String>>> NEEDED = read();

  private ReceiverTypes() {}

  /** The alternatives of a type; null for a type that isn't known. */
  static @Nullable List<List<String>> needed(String type) {
    return NEEDED.get(type);
  }

  /** The known types, sorted. */
  static List<String> names() {
    return List.copyOf(NEEDED.keySet());
  }

  private static Map<String, List<List<String>>> read() {
    try (InputStream stream = ReceiverTypes.class.getResourceAsStream("receivers.txt")) {
      if (stream == null) {
        throw new IllegalStateException("receivers.txt is missing beside its class");
      }
      Map<String, List<List<String>>> needed = new TreeMap<>();
      new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .forEach(line -> needed.put(before(line), alternatives(after(line))));
      return needed;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String before(String line) {
    return line.substring(0, line.indexOf(':'));
  }

  private static String after(String line) {
    return line.substring(line.indexOf(':') + 1);
  }

  private static List<List<String>> alternatives(String text) {
    return Arrays.stream(text.split("\\|")).map(it -> List.of(it.strip().split("\\s+"))).toList();
  }
}
