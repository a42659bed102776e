package com.scanium.sightline.catalog;

/** What an exposition snapshot shows of a family. */
public enum SeriesSeen {
  /** There is no snapshot: the family is declared, nobody looked. */
  UNKNOWN,
  /** The snapshot declares the family, but has no series of it: no traffic yet. */
  NONE,
  /** The snapshot has series, and every one of a counting type is 0. */
  ZERO,
  /** The snapshot has series that say something. */
  SOME
}
