package com.scanium.sightline.text;

import java.util.Arrays;

/**
 * Leads from offsets in a derived text (unescaped, interpolated) back to the text it came from.
 *
 * <p>A map is a list of runs; within a run both texts advance together, or the derived characters
 * all stand for one place (an escape, a replaced variable). Immutable.
 */
public final class OffsetMap {
  private final int[] derived;
  private final int[] original;
  private final boolean[] moving;

  private OffsetMap(int[] derived, int[] original, boolean[] moving) {
    this.derived = derived;
    this.original = original;
    this.moving = moving;
  }

  /** The map of a text that was cut out unchanged, beginning at {@code start} of the original. */
  public static OffsetMap shifted(int start) {
    return new OffsetMap(new int[] {0}, new int[] {start}, new boolean[] {true});
  }

  /** Starts a map; runs are added in the order of the derived text. */
  public static Builder builder() {
    return new Builder();
  }

  /** The offset in the original text that a derived offset stands for. */
  public int toOriginal(int offset) {
    int found = Arrays.binarySearch(derived, offset);
    int run = found >= 0 ? found : -found - 2;
    if (run < 0) {
      return original.length == 0 ? offset : original[0];
    }
    return moving[run] ? original[run] + (offset - derived[run]) : original[run];
  }

  /** The original range that a derived range stands for; never empty when the original is not. */
  public Span toOriginal(Span span) {
    int start = toOriginal(span.start());
    int end = span.length() == 0 ? start : toOriginal(span.end() - 1) + 1;
    // behind an escape or a variable the next run's start is the true end
    int next = toOriginal(span.end());
    if (span.length() > 0 && next > end) {
      int found = Arrays.binarySearch(derived, span.end());
      if (found >= 0) {
        end = next;
      }
    }
    return new Span(start, Math.max(start, end));
  }

  /**
   * This map followed by another: from offsets of this map's derived text to {@code outer}'s
   * original.
   */
  public OffsetMap andThen(OffsetMap outer) {
    Builder builder = builder();
    for (int run = 0; run < derived.length; run++) {
      int from = original[run];
      if (!moving[run]) {
        builder.fixed(derived[run], outer.toOriginal(from));
        continue;
      }
      builder.moving(derived[run], outer.toOriginal(from), outer.isMovingAt(from));
      int length = run + 1 < derived.length ? derived[run + 1] - derived[run] : Integer.MAX_VALUE;
      for (int inner = 0; inner < outer.derived.length; inner++) {
        int at = outer.derived[inner];
        if (at > from && at - from < length) {
          builder.moving(derived[run] + (at - from), outer.original[inner], outer.moving[inner]);
        }
      }
    }
    return builder.build();
  }

  private boolean isMovingAt(int offset) {
    int found = Arrays.binarySearch(derived, offset);
    int run = found >= 0 ? found : -found - 2;
    return run < 0 || moving[run];
  }

  /** Collects runs; not safe for use by several threads. */
  public static final class Builder {
    private int[] derived = new int[8];
    private int[] original = new int[8];
    private boolean[] moving = new boolean[8];
    private int size;

    private Builder() {}

    /** From {@code derivedOffset} on, both texts advance together. */
    public Builder copied(int derivedOffset, int originalOffset) {
      return moving(derivedOffset, originalOffset, true);
    }

    /** From {@code derivedOffset} on, all characters stand for one original offset. */
    public Builder fixed(int derivedOffset, int originalOffset) {
      return moving(derivedOffset, originalOffset, false);
    }

    private Builder moving(int derivedOffset, int originalOffset, boolean moves) {
      if (size > 0 && derivedOffset < derived[size - 1]) {
        throw new IllegalArgumentException("runs must be added in order, got " + derivedOffset);
      }
      if (size > 0 && derivedOffset == derived[size - 1]) {
        size--; // an empty run says nothing
      }
      if (size == derived.length) {
        derived = Arrays.copyOf(derived, size * 2);
        original = Arrays.copyOf(original, size * 2);
        moving = Arrays.copyOf(moving, size * 2);
      }
      derived[size] = derivedOffset;
      original[size] = originalOffset;
      moving[size] = moves;
      size++;
      return this;
    }

    /** The map. */
    public OffsetMap build() {
      return new OffsetMap(
          Arrays.copyOf(derived, size), Arrays.copyOf(original, size), Arrays.copyOf(moving, size));
    }
  }
}
