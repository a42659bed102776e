package com.scanium.sightline.inference;

import java.util.Objects;
import java.util.function.Predicate;

/**
 * Somebody who may deliver series that nobody listed.
 *
 * @param who for people
 * @param names which metric names are possible
 * @param kind how much is known of them
 */
record OpenProducer(String who, Predicate<String> names, Kind kind) {
  OpenProducer {
    Objects.requireNonNull(who, "who");
    Objects.requireNonNull(names, "names");
    Objects.requireNonNull(kind, "kind");
  }

  /** Somebody that the files show. */
  OpenProducer(String who, Predicate<String> names) {
    this(who, names, Kind.SEEN);
  }

  /** How much is known of a producer. */
  enum Kind {
    /** Somebody that the files show, whose series may have any labels. */
    SEEN,
    /** A well-known program that is scraped: its names are many, its labels its own. */
    PROGRAM,
    /** Only a door: whoever pushes through it, if anybody does, is in none of the files. */
    DOOR
  }

  /** Whether this is only a door. */
  boolean unseen() {
    return kind == Kind.DOOR;
  }
}
