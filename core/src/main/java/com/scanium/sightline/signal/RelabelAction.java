package com.scanium.sightline.signal;

import java.util.Locale;
import java.util.Optional;

/** What a relabel rule does. */
public enum RelabelAction {
  /** Sets a label from the joined source values where the expression matches. */
  REPLACE,
  /** Keeps the series where the expression matches. */
  KEEP,
  /** Drops the series where the expression matches. */
  DROP,
  /** Keeps the series where the joined source values equal the target label. */
  KEEPEQUAL,
  /** Drops the series where the joined source values equal the target label. */
  DROPEQUAL,
  /** Sets a label to the hash of the joined source values, modulo a number. */
  HASHMOD,
  /** Copies the labels whose names match to names made of the replacement. */
  LABELMAP,
  /** Removes the labels whose names match. */
  LABELDROP,
  /** Removes the labels whose names don't match. */
  LABELKEEP,
  /** Sets a label to the joined source values in lower case. */
  LOWERCASE,
  /** Sets a label to the joined source values in upper case. */
  UPPERCASE;

  /** The name in configuration files. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The action of exactly this name, or empty. */
  public static Optional<RelabelAction> named(String name) {
    for (RelabelAction action : values()) {
      if (action.label().equals(name)) {
        return Optional.of(action);
      }
    }
    return Optional.empty();
  }
}
