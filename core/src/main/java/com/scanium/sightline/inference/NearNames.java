package com.scanium.sightline.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the metric names that somebody may have meant: slips of the pen, another unit or suffix,
 * the same words in another order.
 */
final class NearNames {
  /** Words of a name that say how it is stored, not what it measures. */
  private static final Set<String> SUFFIXES =
      Set.of(
          "total",
          "bucket",
          "sum",
          "count",
          "created",
          "info",
          "ratio",
          "seconds",
          "ms",
          "milliseconds",
          "bytes",
          "percent");

  /** Names that share fewer of their words than this are not alike. */
  private static final double ALIKE = 0.6;

  /** In shorter words a letter makes another word. */
  private static final int LONG_WORD = 5;

  private NearNames() {}

  static List<String> of(String wanted, Collection<String> names, int most) {
    return of(wanted, new NameIndex(names), most);
  }

  static List<String> of(String wanted, NameIndex names, int most) {
    List<String> spelling = names.nearest(wanted, most);
    record Candidate(String name, double likeness) {}
    List<Candidate> candidates = new ArrayList<>();
    names
        .alike(words(wanted), ALIKE)
        .forEach((name, likeness) -> candidates.add(new Candidate(name, likeness)));
    candidates.sort(
        Comparator.comparingDouble(Candidate::likeness).reversed().thenComparing(Candidate::name));
    Set<String> near = new LinkedHashSet<>();
    // the same words in another unit or with another suffix, then slips, then similar words
    List<String> same =
        candidates.stream().filter(one -> one.likeness() == 1).map(Candidate::name).toList();
    String last = lastWord(wanted);
    same.stream().filter(name -> lastWord(name).equals(last)).forEach(near::add);
    spelling.stream().filter(same::contains).forEach(near::add);
    near.addAll(same);
    near.addAll(spelling);
    candidates.forEach(candidate -> near.add(candidate.name()));
    return near.stream().limit(most).toList();
  }

  /**
   * Names that differ from the wanted one by a letter too many, too few or swapped in one longer
   * word: {@code http_request_total} and {@code http_requests_total}.
   */
  static List<String> slipsOf(String wanted, NameIndex names) {
    String[] words = wanted.split("_", -1);
    return names.sameButOne(wanted).stream()
        .filter(name -> isSlip(words, name.split("_", -1)))
        .sorted()
        .toList();
  }

  private static boolean isSlip(String[] wanted, String[] name) {
    if (wanted.length != name.length || wanted.length < 2) {
      return false;
    }
    int differing = -1;
    for (int i = 0; i < wanted.length; i++) {
      if (!wanted[i].equals(name[i])) {
        if (differing >= 0) {
          return false;
        }
        differing = i;
      }
    }
    return differing >= 0 && isSlip(wanted[differing], name[differing]);
  }

  private static boolean isSlip(String one, String other) {
    String longer = one.length() >= other.length() ? one : other;
    String shorter = one.length() >= other.length() ? other : one;
    if (shorter.length() < LONG_WORD) {
      return false;
    }
    int same = 0;
    while (same < shorter.length() && shorter.charAt(same) == longer.charAt(same)) {
      same++;
    }
    if (longer.length() == shorter.length()) {
      boolean swapped =
          same + 1 < longer.length()
              && longer.charAt(same) == shorter.charAt(same + 1)
              && longer.charAt(same + 1) == shorter.charAt(same);
      return swapped && longer.substring(same + 2).equals(shorter.substring(same + 2));
    }
    return longer.length() == shorter.length() + 1
        && longer.substring(same + 1).equals(shorter.substring(same));
  }

  private static String lastWord(String name) {
    return name.substring(name.lastIndexOf('_') + 1);
  }

  /** Whether a word says how a metric is stored, not what it measures. */
  static boolean isSuffix(String word) {
    return SUFFIXES.contains(word);
  }

  /** The words of a name, suffixes left out unless it has no others. */
  static Set<String> words(String name) {
    Set<String> words = new HashSet<>(Arrays.asList(name.split("[_:.]")));
    words.remove("");
    Set<String> telling = new HashSet<>(words);
    telling.removeAll(SUFFIXES);
    return telling.isEmpty() ? words : telling;
  }
}
