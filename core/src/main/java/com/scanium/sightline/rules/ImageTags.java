package com.scanium.sightline.rules;

import com.scanium.sightline.network.ImageName;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which images a fact is about: a repository, compared without registry, and conditions for its
 * tag.
 *
 * <p>Conditions: {@code any}, {@code >=3.6.0} (also {@code latest} and no tag), {@code <3.6.0},
 * {@code ~alpine} (contains the word), {@code !alpine} (doesn't). All must hold.
 */
final class ImageTags {
  private static final Pattern VERSION =
      Pattern.compile("v?([0-9]+)(?:\\.([0-9]+))?(?:\\.([0-9]+))?.*");

  private ImageTags() {}

  /**
   * Whether a fact holds for an image.
   *
   * @param repository without tag; without a slash it means Docker's official image only
   */
  static boolean isAbout(String repository, List<String> conditions, ImageName name) {
    boolean same =
        repository.contains("/")
            ? name.isOf(repository)
            : name.repository().equals(repository) || name.isOf("library/" + repository);
    String tag = name.tag().orElse("latest").toLowerCase(Locale.ROOT);
    return same && conditions.stream().allMatch(condition -> holds(condition, tag));
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
    return !condition.startsWith("<") || compare(tag, value).filter(order -> order < 0).isPresent();
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
