package com.scanium.sightline.promql;

/** What kind of value an expression gives. */
public enum ValueType {
  /** One number without labels. */
  SCALAR("scalar"),
  /** An instant vector: series with one sample each. */
  VECTOR("instant vector"),
  /** A range vector: series with the samples of a window each. */
  MATRIX("range vector"),
  /** A text. */
  STRING("string"),
  /** Unknown, because a placeholder stands there: it fits wherever another type is wanted. */
  UNKNOWN("unknown");

  private final String documented;

  ValueType(String documented) {
    this.documented = documented;
  }

  /** The name that the language's documentation uses, for messages. */
  public String documented() {
    return documented;
  }

  /** Whether a value of this type may stand where {@code wanted} is asked for. */
  public boolean fits(ValueType wanted) {
    return this == wanted || this == UNKNOWN || wanted == UNKNOWN;
  }
}
