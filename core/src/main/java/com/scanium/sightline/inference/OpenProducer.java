package com.scanium.sightline.inference;

import java.util.Objects;
import java.util.function.Predicate;

/**
 * Somebody who may deliver series that nobody listed.
 *
 * @param who for people
 * @param names which metric names are possible
 * @param unseen whether this is only a door: whoever pushes through it, if anybody does, is in none
 *     of the files
 */
record OpenProducer(String who, Predicate<String> names, boolean unseen) {
  OpenProducer {
    Objects.requireNonNull(who, "who");
    Objects.requireNonNull(names, "names");
  }

  /** Somebody that the files show. */
  OpenProducer(String who, Predicate<String> names) {
    this(who, names, false);
  }
}
