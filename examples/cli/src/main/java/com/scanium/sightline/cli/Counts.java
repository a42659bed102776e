package com.scanium.sightline.cli;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Counts label sets. */
final class Counts {
  /** What a set without the label counts as. */
  static final String NONE = "(none)";

  /** Equal counts in the order of their names, so that the same store gives the same lines. */
  static final Comparator<AskedStore.Count> LARGEST_FIRST =
      Comparator.comparingDouble(AskedStore.Count::count)
          .reversed()
          .thenComparing(AskedStore.Count::name);

  private Counts() {}

  /** The values of a label by the sets that have them, the largest first. */
  static List<AskedStore.Count> byLabel(String label, Stream<Map<String, String>> sets, int limit) {
    Map<String, Integer> counts = new TreeMap<>();
    sets.forEach(set -> counts.merge(set.getOrDefault(label, NONE), 1, Integer::sum));
    return counts.entrySet().stream()
        .map(entry -> new AskedStore.Count(entry.getKey(), entry.getValue()))
        .sorted(LARGEST_FIRST)
        .limit(limit)
        .toList();
  }
}
