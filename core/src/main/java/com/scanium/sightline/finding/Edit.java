package com.scanium.sightline.finding;

import com.scanium.sightline.text.SourceLocation;
import java.util.Objects;
import java.util.Optional;

/**
 * An exact change of a few characters in a file.
 *
 * <p>Both texts are as the file stores them: escapes of the string that they stand in are written
 * out. Line ends in {@code to} are LF; who applies the edit writes those of the file.
 *
 * @param at where {@code from} stands, with line, column and their ends; for an insertion the place
 *     before which it goes
 * @param from the characters to take away; empty for an insertion
 * @param to the characters to write instead
 */
public record Edit(SourceLocation at, String from, String to) {
  /**
   * The change of a text on one line, when it stands at a place just so, neither escaped nor made
   * by a variable.
   *
   * @param place where {@code from} should begin
   */
  public static Optional<Edit> onLine(SourceLocation place, String from, String to) {
    int column = place.column().orElse(0);
    boolean isThere =
        column > 0
            && place.line().isPresent()
            && place.lineText().filter(line -> line.startsWith(from, column - 1)).isPresent();
    if (!isThere) {
      return Optional.empty();
    }
    int line = place.line().getAsInt();
    SourceLocation exact =
        place.toBuilder().start(line, column).end(line, column + from.length()).build();
    return Optional.of(new Edit(exact, from, to));
  }

  /**
   * Refuses absent parts and places without line and column.
   *
   * @throws IllegalArgumentException when the place is no range of characters
   */
  public Edit {
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(to, "to");
    if (at.line().isEmpty() || at.column().isEmpty()) {
      throw new IllegalArgumentException("not a range of characters: " + at);
    }
  }
}
