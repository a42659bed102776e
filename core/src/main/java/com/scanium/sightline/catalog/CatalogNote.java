package com.scanium.sightline.catalog;

import com.scanium.sightline.text.SourceLocation;
import java.util.Objects;

/**
 * Something that the reader of a catalog has to say about a place in it.
 *
 * @param location where
 * @param message what was found and what was expected; one sentence without a full stop
 */
public record CatalogNote(SourceLocation location, String message) {
  /** Refuses absent parts. */
  public CatalogNote {
    Objects.requireNonNull(location, "location");
    Objects.requireNonNull(message, "message");
  }

  @Override
  public String toString() {
    return location + ": " + message;
  }
}
