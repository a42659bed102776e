package com.scanium.sightline.finding;

import java.util.Locale;

/** How bad a finding is; an error needs a proof. Declared from worst to mildest. */
public enum Severity {
  /** Proved wrong: something is empty, false or refused because of it. */
  ERROR,
  /** Fragile or probably wrong, or wrong where nothing is shown to depend on it. */
  WARNING,
  /** Worth knowing; nothing is wrong. */
  INFO;

  /** The word that reports print: {@code error}, {@code warning} or {@code info}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether this is as bad as the other, or worse. */
  public boolean isAtLeast(Severity other) {
    return compareTo(other) <= 0;
  }
}
