package com.scanium.sightline.promql;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds known words that look like a wrong one. */
final class Suggestions {
  private static final int MOST = 3;

  private Suggestions() {}

  /** At most three known words within a few edits, nearest first, then by name. */
  static List<String> nearest(String wrong, Collection<String> known) {
    if (wrong.length() < 2 || wrong.length() > 40) {
      return List.of();
    }
    String lower = wrong.toLowerCase(Locale.ROOT);
    int limit = Math.max(1, wrong.length() / 4);
    List<Candidate> found = new ArrayList<>();
    for (String word : known) {
      if (Math.abs(word.length() - wrong.length()) <= limit) {
        int edits = distance(lower, word.toLowerCase(Locale.ROOT));
        if (edits <= limit && !word.equals(wrong)) {
          found.add(new Candidate(word, edits));
        }
      }
    }
    found.sort(Comparator.comparingInt(Candidate::edits).thenComparing(Candidate::word));
    return found.stream().limit(MOST).map(Candidate::word).toList();
  }

  private record Candidate(String word, int edits) {}

  /** Insertions, deletions, replacements and swaps of neighbours. */
  private static int distance(String a, String b) {
    int[] twoBack = new int[b.length() + 1];
    int[] before = new int[b.length() + 1];
    int[] now = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      before[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      now[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int best = Math.min(before[j] + 1, now[j - 1] + 1);
        best = Math.min(best, before[j - 1] + (same ? 0 : 1));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          best = Math.min(best, twoBack[j - 2] + 1);
        }
        now[j] = best;
      }
      int[] spare = twoBack;
      twoBack = before;
      before = now;
      now = spare;
    }
    return before[b.length()];
  }
}
