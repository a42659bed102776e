package com.scanium.sightline.rules;

import com.scanium.sightline.network.ImageName;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Which commands well-known images lack. The facts and their sources are in {@code
 * image-commands.txt} beside this class.
 */
final class ImageCommands {
  /** Read once; immutable. */
  static final ImageCommands TABLE = read();

  private static final String ANY = "*";

  private final Map<String, List<String>> missing;

  private ImageCommands(Map<String, List<String>> missing) {
    this.missing = missing;
  }

  /** Whether it is known that an image has no such command. */
  boolean lacks(String image, String command) {
    ImageName ofImage = ImageName.of(image);
    String name = command.substring(command.lastIndexOf('/') + 1);
    return missing.entrySet().stream()
        .filter(entry -> ofImage.isOf(entry.getKey()))
        .anyMatch(entry -> entry.getValue().contains(name) || entry.getValue().contains(ANY));
  }

  private static ImageCommands read() {
    Map<String, List<String>> missing = new LinkedHashMap<>();
    InputStream stream =
        Objects.requireNonNull(ImageCommands.class.getResourceAsStream("image-commands.txt"));
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        String[] fields = line.split("\\|", -1);
        if (!line.startsWith("#") && fields.length == 3) {
          missing.put(fields[0].strip(), List.of(fields[1].strip().split(" +", -1)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ImageCommands(missing);
  }
}
