package com.scanium.sightline.alloy.syntax;

import java.util.Arrays;

/**
 * Line numbers as Alloy counts them: only LF ends a line. Asked mostly for places close to the one
 * before, and quick at that. Not thread-safe.
 */
final class LineNumbers {
  private final int[] starts;
  private final int count;
  private int recent;

  LineNumbers(String text) {
    int[] found = new int[64];
    int lines = 1;
    for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
      if (lines == found.length) {
        found = Arrays.copyOf(found, lines * 2);
      }
      found[lines++] = i + 1;
    }
    starts = found;
    count = lines;
  }

  /** The line of an offset, from 1. */
  int at(int offset) {
    if (starts[recent] <= offset) {
      for (int line = recent; line < recent + 8; line++) {
        if (line + 1 == count || starts[line + 1] > offset) {
          recent = line;
          return line + 1;
        }
      }
    } else {
      for (int line = recent - 1; line > recent - 8 && line >= 0; line--) {
        if (starts[line] <= offset) {
          recent = line;
          return line + 1;
        }
      }
    }
    int found = Arrays.binarySearch(starts, 0, count, offset);
    recent = found >= 0 ? found : -found - 2;
    return recent + 1;
  }

  /** Whether a line ends between an offset and a later one. */
  boolean areApart(int first, int second) {
    at(second);
    return starts[recent] > first;
  }
}
