package com.scanium.sightline.traceql;

/** What a value of a query is. */
public enum TraceQlType {
  /** Text. */
  STRING("a string"),
  /** A whole or broken number. */
  NUMBER("a number"),
  /** A length of time, {@code 1.5s}. */
  DURATION("a duration"),
  /** True or false. */
  BOOLEAN("a boolean"),
  /** {@code ok}, {@code error}, {@code unset}. */
  STATUS("a status"),
  /** {@code server}, {@code client}, …. */
  KIND("a kind"),
  /** {@code nil}: absent. */
  NIL("nil"),
  /** An attribute's value: whatever the sender made it. */
  ANY("any value");

  private final String words;

  TraceQlType(String words) {
    this.words = words;
  }

  /** Whether two values may be compared; numbers and durations may. */
  boolean isComparable(TraceQlType other) {
    boolean numbers = isNumeric() && other.isNumeric();
    return this == other || this == ANY || other == ANY || this == NIL || other == NIL || numbers;
  }

  /** Whether one can reckon with it. */
  boolean isNumeric() {
    return this == NUMBER || this == DURATION || this == ANY;
  }

  /** The words that messages use. */
  @Override
  public String toString() {
    return words;
  }
}
