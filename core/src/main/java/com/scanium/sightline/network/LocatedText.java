package com.scanium.sightline.network;

import com.scanium.sightline.text.SourceLocation;
import java.util.Objects;

/**
 * A word of a file after variables were replaced.
 *
 * @param text the value; a variable that nobody sets stays as written, {@code ${NAME}}
 * @param isKnown false when the text still holds such a variable, so that the true value may differ
 * @param location where the value is written
 */
public record LocatedText(String text, boolean isKnown, SourceLocation location) {
  /** Refuses absent parts. */
  public LocatedText {
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(location, "location");
  }

  /** A value that is certain. */
  public static LocatedText known(String text, SourceLocation location) {
    return new LocatedText(text, true, location);
  }

  @Override
  public String toString() {
    return text;
  }
}
