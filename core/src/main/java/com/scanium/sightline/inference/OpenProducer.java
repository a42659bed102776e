package com.scanium.sightline.inference;

import java.util.Objects;
import java.util.function.Predicate;

/**
 * Somebody who may deliver series that nobody listed.
 *
 * @param who for people
 * @param names which metric names are possible
 */
record OpenProducer(String who, Predicate<String> names) {
  OpenProducer {
    Objects.requireNonNull(who, "who");
    Objects.requireNonNull(names, "names");
  }
}
