package com.scanium.sightline.alloy.eval;

/** An error that Alloy reports when it evaluates; never leaves this package. */
final class EvaluationException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Origin origin;

  EvaluationException(String message, Origin origin) {
    super(message);
    this.origin = origin;
  }

  Origin origin() {
    return origin;
  }

  String message() {
    return String.valueOf(getMessage());
  }
}
