package com.scanium.sightline.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the names that somebody may have meant. */
public final class Spelling {
  private Spelling() {}

  /** The nearest name, when one is near enough to be a slip of the pen. */
  public static Optional<String> nearest(String written, Collection<String> names) {
    return nearest(written, names, 1).stream().findFirst();
  }

  /**
   * The names that are near enough to be what was meant, the nearest first.
   *
   * <p>Near enough is a third of the length in edits (inserting, deleting, changing or swapping a
   * character), capitals not counting, at least one and at most five.
   *
   * @param most how many names at the most
   */
  public static List<String> nearest(String written, Collection<String> names, int most) {
    int limit = Math.min(5, Math.max(1, written.length() / 3));
    String lower = written.toLowerCase(Locale.ROOT);
    record Candidate(String name, int edits) {}
    List<Candidate> candidates = new ArrayList<>();
    for (String name : names) {
      if (Math.abs(name.length() - written.length()) <= limit) {
        int edits = distance(lower, name.toLowerCase(Locale.ROOT), limit);
        if (edits <= limit) {
          candidates.add(new Candidate(name, edits));
        }
      }
    }
    candidates.sort(Comparator.comparingInt(Candidate::edits).thenComparing(Candidate::name));
    return candidates.stream().map(Candidate::name).distinct().limit(most).toList();
  }

  /**
   * The one name that was surely meant: written with a slip of one or two edits (one in words of
   * less than six letters), none of them in a digit, and no other name is as near.
   */
  public static Optional<String> slip(String written, Collection<String> names) {
    int limit = written.length() < 6 ? 1 : 2;
    String digits = written.replaceAll("[^0-9]+", " ");
    List<String> near = new ArrayList<>();
    for (String name : names) {
      boolean isNear =
          !near.contains(name)
              && name.replaceAll("[^0-9]+", " ").strip().equals(digits.strip())
              && distance(written, name, limit) <= limit;
      if (isNear) {
        near.add(name);
      }
    }
    return near.size() == 1 ? Optional.of(near.get(0)) : Optional.empty();
  }

  /**
   * How many edits lead from one text to the other (optimal string alignment).
   *
   * @param limit from this many on the exact number does not matter
   * @return the number of edits, or something above {@code limit}
   */
  static int distance(String from, String to, int limit) {
    int[] before = new int[to.length() + 1];
    int[] last = new int[to.length() + 1];
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      row[0] = i;
      int best = i;
      for (int j = 1; j <= to.length(); j++) {
        int change = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + change);
        boolean swapped =
            i > 1
                && j > 1
                && from.charAt(i - 1) == to.charAt(j - 2)
                && from.charAt(i - 2) == to.charAt(j - 1);
        if (swapped) {
          row[j] = Math.min(row[j], before[j - 2] + 1);
        }
        best = Math.min(best, row[j]);
      }
      if (best > limit) {
        return best;
      }
      int[] free = before;
      before = last;
      last = row;
      row = free;
    }
    return last[to.length()];
  }
}
