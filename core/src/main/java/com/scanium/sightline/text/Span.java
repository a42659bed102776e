package com.scanium.sightline.text;

/**
 * A range of a text, {@code [start, end)}, counted in UTF-16 code units from 0.
 *
 * @param start the offset of the first character, 0 or more
 * @param end the offset behind the last character, {@code start} or more
 */
public record Span(int start, int end) {
  /** Refuses ranges that are negative or run backwards. */
  public Span {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("not a span: [" + start + ", " + end + ")");
    }
  }

  /** The empty span at one offset. */
  public static Span at(int offset) {
    return new Span(offset, offset);
  }

  /** The smallest span that covers this one and the other. */
  public Span union(Span other) {
    return new Span(Math.min(start, other.start), Math.max(end, other.end));
  }

  /** The same range, moved by {@code distance} characters (negative: towards the start). */
  public Span shift(int distance) {
    return new Span(start + distance, end + distance);
  }

  /** How many UTF-16 code units the span covers. */
  public int length() {
    return end - start;
  }

  /** Whether the other span lies within this one; equal spans contain each other. */
  public boolean contains(Span other) {
    return start <= other.start && other.end <= end;
  }
}
