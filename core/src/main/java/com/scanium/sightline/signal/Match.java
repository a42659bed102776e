package com.scanium.sightline.signal;

/**
 * Three-valued truth about all things of a kind: it holds for every one, for some perhaps, or for
 * none.
 */
public enum Match {
  /** Proved: it always holds. */
  MUST,
  /** Neither is proved. */
  MAY,
  /** Proved: it never holds. */
  NEVER;

  /** The truth of a plain claim. */
  public static Match of(boolean holds) {
    return holds ? MUST : NEVER;
  }

  /** Both hold. */
  public Match and(Match other) {
    return this == NEVER || other == NEVER ? NEVER : this == MUST ? other : this;
  }

  /** At least one holds. */
  public Match or(Match other) {
    return this == MUST || other == MUST ? MUST : this == NEVER ? other : this;
  }

  /** It doesn't hold. */
  public Match not() {
    return this == MUST ? NEVER : this == NEVER ? MUST : MAY;
  }

  /** What is known when either of the two is the case, but not which. */
  public Match either(Match other) {
    return this == other ? this : MAY;
  }

  /** Whether it is not proved that it never holds. */
  public boolean isPossible() {
    return this != NEVER;
  }
}
