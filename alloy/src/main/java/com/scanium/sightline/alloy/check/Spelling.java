package com.scanium.sightline.alloy.check;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Finds the names that somebody may have meant. */
final class Spelling {
  private static final int MOST = 3;
  private static final int SHORTEST_BEGINNING = 5;
  private static final int LONGEST = 80;

  private Spelling() {}

  /**
   * The known names nearest to a wrong one, best first, at most three; names that go on where the
   * wrong one ends, as {@code batch} for {@code batch_size}, come last.
   */
  static List<String> nearest(String wrong, Collection<String> known) {
    if (wrong.length() < 2 || wrong.length() > LONGEST) {
      return List.of();
    }
    Stream<String> near = com.scanium.sightline.text.Spelling.nearest(wrong, known, MOST).stream();
    Stream<String> longer =
        wrong.length() < SHORTEST_BEGINNING
            ? Stream.of()
            : known.stream().filter(name -> name.startsWith(wrong + "_")).sorted();
    return Stream.concat(near, longer).distinct().limit(MOST).toList();
  }
}
