package com.scanium.sightline.alloy.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Finds the names that somebody may have meant. */
final class Spelling {
  private static final int MAX_CANDIDATES = 3;
  private static final int MAX_LENGTH = 80;

  private Spelling() {}

  /** The known names nearest to a wrong one, best first, at most three; none when all are far. */
  static List<String> nearest(String wrong, Collection<String> known) {
    if (wrong.length() < 2 || wrong.length() > MAX_LENGTH) {
      return List.of();
    }
    int limit = Math.max(1, wrong.length() / 4);
    List<Candidate> near = new ArrayList<>();
    for (String name : known) {
      int distance = distance(wrong, name);
      boolean continues = wrong.length() > 4 && name.startsWith(wrong + "_");
      if (distance <= limit || continues) {
        near.add(new Candidate(name, continues ? 0 : distance));
      }
    }
    near.sort(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name));
    return near.stream().limit(MAX_CANDIDATES).map(Candidate::name).toList();
  }

  private record Candidate(String name, int distance) {}

  /** The number of letters to insert, drop or replace. */
  private static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
      }
      previous = current;
    }
    return previous[b.length()];
  }
}
