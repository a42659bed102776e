package com.scanium.sightline.inference;

import com.scanium.sightline.text.Spelling;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Names prepared for being looked for by their words and by their spelling, so that each question
 * looks at the few that can be meant and not at all of them.
 */
final class NameIndex {
  /** With so many names not all of them are spelled out. */
  private static final int MANY = 5_000;

  /** A word of more names tells nothing. */
  private static final int RARE = 500;

  private final Map<String, List<String>> byWord = new HashMap<>();
  private final Map<String, Set<String>> words = new HashMap<>();
  private final TreeMap<Integer, List<String>> byLength = new TreeMap<>();
  private final Map<String, Long> letters = new HashMap<>();

  NameIndex(Collection<String> names) {
    for (String name : names) {
      Set<String> own = NearNames.words(name);
      words.put(name, own);
      own.forEach(word -> byWord.computeIfAbsent(word, key -> new ArrayList<>()).add(name));
      byLength.computeIfAbsent(name.length(), key -> new ArrayList<>()).add(name);
      letters.put(name, letters(name.toLowerCase(Locale.ROOT)));
    }
  }

  /** Which letters a name has; two for each, so that a second one counts. */
  private static long letters(String lower) {
    long bits = 0;
    for (int i = 0; i < lower.length(); i++) {
      long first = 1L << (lower.charAt(i) % 32);
      bits |= (bits & first) == 0 ? first : first << 32;
    }
    return bits;
  }

  /** As {@link Spelling#nearest(String, Collection, int)} over all names. */
  List<String> nearest(String wanted, int most) {
    int limit = Math.min(5, Math.max(1, wanted.length() / 3));
    String lower = wanted.toLowerCase(Locale.ROOT);
    long own = letters(lower);
    List<String> near = new ArrayList<>();
    if (words.size() > MANY) {
      for (String name : withARareWordOf(wanted)) {
        if (Math.abs(name.length() - wanted.length()) <= limit) {
          near.add(name);
        }
      }
      List<String> nearest = Spelling.nearest(wanted, near, most);
      if (!nearest.isEmpty()) {
        return nearest;
      }
      near.clear();
    }
    byLength
        .subMap(wanted.length() - limit, true, wanted.length() + limit, true)
        .values()
        .forEach(
            names -> {
              for (String name : names) {
                // an edit changes at most one letter into another one
                long difference = own ^ letters.getOrDefault(name, 0L);
                if (Long.bitCount(difference) <= 2 * limit) {
                  near.add(name);
                }
              }
            });
    return Spelling.nearest(wanted, near, most);
  }

  /** A slip spoils one word of several; what is looked for among many has the others. */
  private Set<String> withARareWordOf(String wanted) {
    Set<String> found = new LinkedHashSet<>();
    for (String word : NearNames.words(wanted)) {
      List<String> having = byWord.getOrDefault(word, List.of());
      if (having.size() <= RARE) {
        found.addAll(having);
      }
    }
    return found;
  }

  /**
   * The names with at least a share of words in common with some words, and that share.
   *
   * @param wanted the words
   * @param least the share (common words among all), above 0
   */
  Map<String, Double> alike(Set<String> wanted, double least) {
    // a name with enough words in common has one of the rarest: all but so many may be lacking
    int lacking = wanted.size() - (int) Math.ceil(least * wanted.size());
    List<String> rarest =
        wanted.stream()
            .sorted(
                Comparator.comparingInt(
                        (String word) -> byWord.getOrDefault(word, List.of()).size())
                    .thenComparing(word -> word))
            .limit(lacking + 1L)
            .toList();
    Set<String> candidates = new LinkedHashSet<>();
    rarest.forEach(word -> candidates.addAll(byWord.getOrDefault(word, List.of())));
    Map<String, Double> alike = new HashMap<>();
    for (String name : candidates) {
      double likeness = likeness(wanted, words.getOrDefault(name, Set.of()));
      if (likeness >= least) {
        alike.put(name, likeness);
      }
    }
    return alike;
  }

  /** The share of common words (Jaccard). */
  private static double likeness(Set<String> one, Set<String> other) {
    Set<String> common = new HashSet<>(one);
    common.retainAll(other);
    int all = one.size() + other.size() - common.size();
    return all == 0 ? 0 : (double) common.size() / all;
  }

  /**
   * Names among which are all that have the words of another one but for one word; see {@link
   * NearNames#slipsOf}.
   */
  Collection<String> sameButOne(String wanted) {
    Set<String> telling = NearNames.words(wanted);
    boolean plain = wanted.indexOf(':') < 0 && wanted.indexOf('.') < 0;
    if (!plain || telling.size() < 2 || telling.stream().anyMatch(NearNames::isSuffix)) {
      return words.keySet();
    }
    // of any two words that are common enough to stand in names at all, one must be there
    Set<String> candidates = new HashSet<>();
    telling.stream()
        .map(word -> byWord.getOrDefault(word, List.of()))
        .filter(names -> !names.isEmpty())
        .sorted(Comparator.comparingInt(List::size))
        .limit(2)
        .forEach(candidates::addAll);
    return candidates;
  }
}
