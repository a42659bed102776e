package com.scanium.sightline.alloy.eval;

import com.scanium.sightline.text.SourceLocation;
import com.scanium.sightline.text.SourceText;
import com.scanium.sightline.text.Span;
import java.util.Objects;

/**
 * Where a value was written.
 *
 * @param source the file
 * @param span the characters; for a string literal with its quotes
 */
public record Origin(SourceText source, Span span) {
  /** Refuses absent parts. */
  public Origin {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(span, "span");
  }

  /** The place as reports print it. */
  public SourceLocation location() {
    return source.location(span);
  }

  /** The place without the quotes, when it is that of a string literal; else the place itself. */
  public SourceLocation contentLocation() {
    String text = source.slice(span);
    boolean quoted =
        text.length() >= 2
            && (text.charAt(0) == '"' || text.charAt(0) == '`')
            && text.charAt(text.length() - 1) == text.charAt(0);
    return quoted
        ? source.location(new Span(span.start() + 1, span.end() - 1))
        : source.location(span);
  }

  /** The characters as written. */
  public String text() {
    return source.slice(span);
  }
}
