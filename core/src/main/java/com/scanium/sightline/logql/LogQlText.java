package com.scanium.sightline.logql;

import com.scanium.sightline.text.OffsetMap;
import com.scanium.sightline.text.Span;
import java.util.Objects;

/**
 * A word of a query: a label's name, or the value of a string.
 *
 * @param value the name, or the text with escapes resolved
 * @param notation how it is written
 * @param span where it is written, quotes included
 */
public record LogQlText(String value, Notation notation, Span span) {
  /** How a word is written. */
  public enum Notation {
    /** Without quotes. */
    BARE,
    /** In double quotes, with escapes. */
    QUOTED,
    /** In back quotes, without escapes. */
    RAW
  }

  /** Refuses absent parts. */
  public LogQlText {
    Objects.requireNonNull(value, "value");
    Objects.requireNonNull(notation, "notation");
    Objects.requireNonNull(span, "span");
  }

  /** Whether a dashboard's variable stands in it: {@code $x}, {@code ${x}}, {@code [[x]]}. */
  public boolean hasPlaceholders() {
    return Placeholders.isIn(value);
  }

  /**
   * From offsets in the value to offsets in the query.
   *
   * @param query the query that the word was read from
   */
  public OffsetMap offsets(String query) {
    return switch (notation) {
      case BARE -> OffsetMap.shifted(span.start());
      case RAW -> OffsetMap.shifted(span.start() + 1);
      case QUOTED -> GoStrings.offsets(query, span);
    };
  }

  @Override
  public String toString() {
    return value;
  }
}
