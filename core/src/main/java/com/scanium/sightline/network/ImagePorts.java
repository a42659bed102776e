package com.scanium.sightline.network;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * At which ports the programs of well-known images listen. The facts and their sources are in
 * {@code image-ports.txt} beside this class.
 */
final class ImagePorts {
  /** Read once; immutable. */
  static final ImagePorts TABLE = read();

  private final List<Program> programs;

  private ImagePorts(List<Program> programs) {
    this.programs = List.copyOf(programs);
  }

  /**
   * One program.
   *
   * @param image repository without registry and tag
   * @param doors where it listens
   * @param more where else it may listen
   */
  record Program(String image, List<Door> doors, More more) {}

  /** Whether a program may listen at ports that no setting opens. */
  enum More {
    /** It does not. */
    CLOSED,
    /** Its configuration file may open any. */
    OPEN,
    /** Its configuration file may, and the image's own one does not. */
    OWN
  }

  /**
   * One port.
   *
   * @param port where it is unless moved
   * @param settings flags without leading dashes and environment variables that move it
   */
  record Door(int port, List<String> settings) {}

  /** The program of an image; empty when the table doesn't have it. */
  Optional<Program> of(String image) {
    ImageName name = ImageName.of(image);
    return programs.stream().filter(program -> isOf(name, program.image())).findFirst();
  }

  /** An official image has no owner in its name; somebody else's "shop/redis" is none. */
  private static boolean isOf(ImageName name, String wanted) {
    return wanted.contains("/")
        ? name.isOf(wanted)
        : name.repository().equals(wanted) || name.isOf("library/" + wanted);
  }

  private static ImagePorts read() {
    List<Program> programs = new ArrayList<>();
    try (InputStream in =
            Objects.requireNonNull(
                ImagePorts.class.getResourceAsStream("image-ports.txt"), "image-ports.txt");
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank() && !line.startsWith("#")) {
          programs.add(program(line));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("image-ports.txt", e);
    }
    return new ImagePorts(programs);
  }

  private static Program program(String line) {
    String[] cells = line.split("\\|", -1);
    if (cells.length != 4) {
      throw new IllegalStateException("image-ports.txt: expected 4 cells in: " + line);
    }
    List<Door> doors = Arrays.stream(cells[1].split(";", -1)).map(ImagePorts::door).toList();
    return new Program(
        cells[0].trim(), doors, More.valueOf(cells[2].trim().toUpperCase(Locale.ROOT)));
  }

  private static Door door(String cell) {
    List<String> words = List.of(cell.trim().split(" +", -1));
    return new Door(
        Integer.parseInt(words.get(0)),
        words.stream().skip(1).map(word -> word.replaceFirst("^--?", "")).toList());
  }
}
