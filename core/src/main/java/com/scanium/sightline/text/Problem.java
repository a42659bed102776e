package com.scanium.sightline.text;

import java.util.Objects;

/**
 * What is wrong with a text, at a place in it: one of the errors that a reader or parser returns
 * beside its tree.
 *
 * @param span where, in UTF-16 code units of the text that was read
 * @param message what was found and what was expected; one sentence without a full stop
 */
public record Problem(Span span, String message) {
  /** Refuses absent parts. */
  public Problem {
    Objects.requireNonNull(span, "span");
    Objects.requireNonNull(message, "message");
  }
}
