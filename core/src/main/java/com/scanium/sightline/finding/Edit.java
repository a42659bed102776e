package com.scanium.sightline.finding;

import com.scanium.sightline.text.SourceLocation;
import java.util.Objects;

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
