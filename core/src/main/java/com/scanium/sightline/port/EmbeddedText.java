package com.scanium.sightline.port;

import com.scanium.sightline.text.OffsetMap;
import com.scanium.sightline.text.SourceLocation;
import com.scanium.sightline.text.SourceText;
import com.scanium.sightline.text.Span;
import java.util.Objects;

/**
 * A text that stands inside another one: a query inside the JSON of a dashboard.
 *
 * @param text the text itself, unescaped
 * @param file the text it stands in
 * @param offsets from offsets of {@code text} to offsets of {@code file}
 */
public record EmbeddedText(String text, SourceText file, OffsetMap offsets) {
  /** Refuses absent parts. */
  public EmbeddedText {
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(offsets, "offsets");
  }

  /** The place of a range of this text, in the file. */
  public SourceLocation location(Span span) {
    return file.location(offsets.toOriginal(span));
  }

  /** The place of the whole text. */
  public SourceLocation location() {
    return location(new Span(0, text.length()));
  }
}
