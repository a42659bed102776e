package com.scanium.sightline.alloy.syntax;

import com.scanium.sightline.text.Span;

/**
 * A comment as written, with its opening characters and without the line end.
 *
 * @param text the comment's characters
 * @param span where it is
 */
public record Comment(String text, Span span) {
  /** Whether it is of the kind that may span lines. */
  public boolean isBlock() {
    return text.startsWith("/*");
  }
}
