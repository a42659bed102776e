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

  /** The comment without carriage returns, but one that keeps an inner end of comment apart. */
  public String printedText() {
    if (text.indexOf('\r') < 0) {
      return text;
    }
    StringBuilder kept = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean separates =
          isBlock()
              && kept.length() > 2
              && kept.charAt(kept.length() - 1) == '*'
              && text.startsWith("/", i + 1);
      if (c != '\r' || separates) {
        kept.append(c);
      }
    }
    return kept.toString();
  }
}
