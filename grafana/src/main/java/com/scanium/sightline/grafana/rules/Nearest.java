package com.scanium.sightline.grafana.rules;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** The known name that somebody probably meant. */
final class Nearest {
  private static final int MAX_DISTANCE = 2;

  private Nearest() {}

  /** The name that differs in case only, else the only one within two typing mistakes. */
  static Optional<String> of(String written, Collection<String> known) {
    Optional<String> sameLetters =
        known.stream().filter(it -> it.equalsIgnoreCase(written)).findFirst();
    if (sameLetters.isPresent()) {
      return sameLetters;
    }
    String wanted = written.toLowerCase(Locale.ROOT);
    return known.stream()
        .filter(it -> it.length() > MAX_DISTANCE)
        .filter(it -> distance(wanted, it.toLowerCase(Locale.ROOT)) <= MAX_DISTANCE)
        .findFirst();
  }

  private static int distance(String left, String right) {
    if (Math.abs(left.length() - right.length()) > MAX_DISTANCE || left.length() > 200) {
      return Integer.MAX_VALUE;
    }
    int[] previous = new int[right.length() + 1];
    for (int j = 0; j <= right.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      int[] row = new int[right.length() + 1];
      row[0] = i;
      for (int j = 1; j <= right.length(); j++) {
        int change = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(previous[j - 1] + change, Math.min(previous[j], row[j - 1]) + 1);
      }
      previous = row;
    }
    return previous[right.length()];
  }
}
