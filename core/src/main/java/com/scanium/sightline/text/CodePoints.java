package com.scanium.sightline.text;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Turns counts of code points into offsets in UTF-16 code units; costs nothing without pairs. */
final class CodePoints {
  private final int length;
  private final int @Nullable [] afterPair;

  CodePoints(String text) {
    this.length = text.length();
    int pairs = length - text.codePointCount(0, length);
    int[] found = pairs == 0 ? null : new int[pairs];
    if (found != null) {
      int next = 0;
      int points = 0;
      for (int i = 0; i < length; points++) {
        boolean pair = Character.charCount(text.codePointAt(i)) == 2;
        if (pair) {
          found[next++] = points;
        }
        i += pair ? 2 : 1;
      }
    }
    this.afterPair = found;
  }

  /** The offset of the code point with this index; an index past the end gives the length. */
  int toUtf16(int index) {
    if (afterPair == null) {
      return Math.min(index, length);
    }
    int found = Arrays.binarySearch(afterPair, index);
    int before = found >= 0 ? found : -found - 1;
    return Math.min(index + before, length);
  }
}
