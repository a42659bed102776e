package com.scanium.sightline.logql;

import com.scanium.sightline.text.Span;
import java.util.Objects;

/**
 * What is wrong with a query.
 *
 * @param kind what sort of mistake it is
 * @param span the characters that are wrong; empty at the end of an unfinished query
 * @param message what was found and what was expected; one line without a full stop
 */
public record LogQlError(Kind kind, Span span, String message) {
  /** Sorts of mistakes. */
  public enum Kind {
    /** The text is no LogQL. */
    SYNTAX,
    /** The text is LogQL, but breaks a rule that Loki checks while it parses. */
    RULE,
    /**
     * Editors take it, Loki doesn't: an escape that Go's strings don't know, an {@code unwrap}
     * under a function that counts.
     */
    REFUSED
  }

  /** Refuses absent parts. */
  public LogQlError {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(span, "span");
    Objects.requireNonNull(message, "message");
  }
}
