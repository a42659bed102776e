package com.scanium.sightline.traceql;

import com.scanium.sightline.text.Span;
import java.util.Objects;

/**
 * What is wrong with a query.
 *
 * @param kind what sort of mistake it is
 * @param span the characters that are wrong; empty at the end of an unfinished query
 * @param message what was found and what was expected; one line without a full stop
 */
public record TraceQlError(Kind kind, Span span, String message) {
  /** Sorts of mistakes. */
  public enum Kind {
    /** The text is no TraceQL. */
    SYNTAX,
    /** The text is TraceQL, but compares what Tempo doesn't let one compare. */
    TYPE
  }

  /** Refuses absent parts. */
  public TraceQlError {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(span, "span");
    Objects.requireNonNull(message, "message");
  }
}
