package com.scanium.sightline.alloy;

import java.util.Arrays;

/**
 * Places as Alloy counts them: only LF ends a line, and columns and offsets are in bytes. Of a
 * decoded text, in which the lone surrogate {@code U+DC00 + byte} stands for a byte that is no
 * UTF-8.
 */
final class BytePlaces {
  private final int[] lineStarts;
  private final int[] bytesBefore;

  BytePlaces(String text) {
    int[] starts = new int[16];
    int lines = 1;
    bytesBefore = new int[text.length() + 1];
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      bytesBefore[i + 1] = bytesBefore[i] + width(text, i);
      if (c == '\n') {
        if (lines == starts.length) {
          starts = Arrays.copyOf(starts, lines * 2);
        }
        starts[lines++] = i + 1;
      }
    }
    lineStarts = Arrays.copyOf(starts, lines);
  }

  /** How many bytes a code unit adds; the second half of a pair adds none. */
  private static int width(String text, int at) {
    char c = text.charAt(at);
    if (c < 0x80) {
      return 1;
    }
    if (Character.isHighSurrogate(c)) {
      return 4;
    }
    if (Character.isLowSurrogate(c)) {
      return at > 0 && Character.isHighSurrogate(text.charAt(at - 1)) ? 0 : 1;
    }
    return c < 0x800 ? 2 : 3;
  }

  /** The line of an offset, from 1. */
  int line(int offset) {
    int found = Arrays.binarySearch(lineStarts, offset);
    return found >= 0 ? found + 1 : -found - 1;
  }

  /** The column of an offset in bytes, from 1. */
  int column(int offset) {
    return bytesBefore[offset] - bytesBefore[lineStarts[line(offset) - 1]] + 1;
  }

  /** The bytes before an offset. */
  int bytes(int offset) {
    return bytesBefore[offset];
  }
}
