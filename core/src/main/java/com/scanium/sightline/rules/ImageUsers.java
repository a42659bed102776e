package com.scanium.sightline.rules;

import com.scanium.sightline.network.ImageName;
import com.scanium.sightline.text.internal.FactTable;
import java.util.List;
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
    return new ImageUsers(
        FactTable.rows(ImageUsers.class, "image-users.txt", 6).stream()
            .map(ImageUsers::fact)
            .toList());
  }

  private static Fact fact(List<String> row) {
    return new Fact(
        row.get(0),
        words(row.get(1)),
        row.get(2),
        words(row.get(3)),
        words(row.get(4)),
        row.get(5));
  }

  private static List<String> words(String cell) {
    return cell.equals("-") ? List.of() : List.of(cell.split(" +", -1));
  }
}
