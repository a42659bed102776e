package com.scanium.sightline.network;

import com.scanium.sightline.text.internal.FactTable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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
    return new ImagePorts(
        FactTable.rows(ImagePorts.class, "image-ports.txt", 4).stream()
            .map(ImagePorts::program)
            .toList());
  }

  private static Program program(List<String> row) {
    List<Door> doors = Arrays.stream(row.get(1).split(";", -1)).map(ImagePorts::door).toList();
    return new Program(row.get(0), doors, More.valueOf(row.get(2).toUpperCase(Locale.ROOT)));
  }

  private static Door door(String cell) {
    List<String> words = List.of(cell.trim().split(" +", -1));
    return new Door(
        Integer.parseInt(words.get(0)),
        words.stream().skip(1).map(word -> word.replaceFirst("^--?", "")).toList());
  }
}
