package com.scanium.sightline.promql;

import com.scanium.sightline.text.Span;

/** The {@code @} modifier: the time at which a selector or subquery is evaluated. */
public sealed interface AtModifier {
  /** Where the modifier stands, from {@code @} on. */
  Span span();

  /**
   * A fixed time.
   *
   * @param millis milliseconds since the epoch, may be negative
   * @param span from {@code @} to the end of the number
   */
  record Timestamp(long millis, Span span) implements AtModifier {}

  /**
   * The start or the end of the whole query's range.
   *
   * @param edge which of the two
   * @param span from {@code @} to the closing parenthesis
   */
  record Boundary(Edge edge, Span span) implements AtModifier {}

  /**
   * A time that a placeholder stands for.
   *
   * @param text the text with its placeholders
   * @param span from {@code @} to the end of the text
   */
  record Unknown(PromQlText text, Span span) implements AtModifier {}

  /** An end of the query's range. */
  enum Edge {
    /** {@code start()}. */
    START("start()"),
    /** {@code end()}. */
    END("end()");

    private final String text;

    Edge(String text) {
      this.text = text;
    }

    /** The edge as it is written. */
    public String text() {
      return text;
    }
  }
}
