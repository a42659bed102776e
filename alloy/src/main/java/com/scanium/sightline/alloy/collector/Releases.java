package com.scanium.sightline.alloy.collector;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the release in use: one release, or nothing.
 *
 * @param major the first number; negative when the release is not known
 * @param minor the second number
 */
record Releases(int major, int minor) {
  private static final Pattern NUMBERS = Pattern.compile("v?(\\d{1,4})\\.(\\d{1,4})(?:\\D.*)?");

  /** The release of a tag; {@code latest} and other words say nothing. */
  static Releases of(@Nullable String version) {
    Matcher numbers = NUMBERS.matcher(version == null ? "" : version);
    return numbers.matches()
        ? new Releases(Integer.parseInt(numbers.group(1)), Integer.parseInt(numbers.group(2)))
        : new Releases(-1, 0);
  }

  /** Whether the release may be this one or a later one. */
  boolean mayBeAtLeast(int wantedMajor, int wantedMinor) {
    return major < 0 || major > wantedMajor || (major == wantedMajor && minor >= wantedMinor);
  }

  /** Whether the release may be an earlier one. */
  boolean mayBeBefore(int wantedMajor, int wantedMinor) {
    return major < 0 || !mayBeAtLeast(wantedMajor, wantedMinor);
  }
}
