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

/**
 * Which well-known images don't run as root. The facts and their sources are in {@code
 * image-users.txt} beside this class.
 */
final class ImageUsers {
  /** Read once; immutable. */
  static final ImageUsers TABLE = read();

  private final List<Fact> facts;

  private ImageUsers(List<Fact> facts) {
    this.facts = List.copyOf(facts);
  }

  /**
   * What is known of some tags of an image.
   *
   * @param image the repository
   * @param tags conditions that its tag fulfils
   * @param user the id that its program runs as
   * @param own folders of the image that this user owns
   * @param usual other folders that people let it keep its data in
   * @param source where that is known from
   */
  record Fact(
      String image,
      List<String> tags,
      String user,
      List<String> own,
      List<String> usual,
      String source) {}

  /** The user that an image runs as; empty when it is root, or when nothing says. */
  Optional<Fact> of(String image) {
    ImageName name = ImageName.of(image);
    return facts.stream()
        .filter(fact -> ImageTags.isAbout(fact.image(), fact.tags(), name))
        .findFirst();
  }

  private static ImageUsers read() {
    List<Fact> facts = new ArrayList<>();
    InputStream stream =
        Objects.requireNonNull(ImageUsers.class.getResourceAsStream("image-users.txt"));
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
    return new ImageUsers(facts);
  }

  private static Fact fact(String line) {
    String[] cells = line.split(" \\| ", -1);
    if (cells.length != 6) {
      throw new IllegalStateException("image-users.txt: expected 6 cells in: " + line);
    }
    return new Fact(
        cells[0].strip(),
        words(cells[1]),
        cells[2].strip(),
        words(cells[3]),
        words(cells[4]),
        cells[5].strip());
  }

  private static List<String> words(String cell) {
    return cell.strip().equals("-") ? List.of() : List.of(cell.strip().split(" +", -1));
  }
}
