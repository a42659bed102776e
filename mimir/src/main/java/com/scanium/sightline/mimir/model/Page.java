package com.scanium.sightline.mimir.model;

import java.util.Objects;

/**
 * A page of a server as it came, for instance its configuration.
 *
 * @param contentType what the server says it is; empty when it says nothing
 * @param text the page
 */
public record Page(String contentType, String text) {
  /** Refuses absent parts. */
  public Page {
    Objects.requireNonNull(contentType, "contentType");
    Objects.requireNonNull(text, "text");
  }
}
