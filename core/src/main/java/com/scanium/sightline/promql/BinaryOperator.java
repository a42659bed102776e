package com.scanium.sightline.promql;

/** The binary operators, from the weakest binding to the strongest. */
public enum BinaryOperator {
  /** {@code or}. */
  OR("or", 1, Kind.SET),
  /** {@code and}. */
  AND("and", 2, Kind.SET),
  /** {@code unless}. */
  UNLESS("unless", 2, Kind.SET),
  /** {@code ==}. */
  EQUAL("==", 3, Kind.COMPARISON),
  /** {@code !=}. */
  NOT_EQUAL("!=", 3, Kind.COMPARISON),
  /** {@code >}. */
  GREATER(">", 3, Kind.COMPARISON),
  /** {@code >=}. */
  GREATER_OR_EQUAL(">=", 3, Kind.COMPARISON),
  /** {@code <}. */
  LESS("<", 3, Kind.COMPARISON),
  /** {@code <=}. */
  LESS_OR_EQUAL("<=", 3, Kind.COMPARISON),
  /** {@code </}: keeps a histogram's observations below a value (newer grammar). */
  TRIM_UPPER("</", 3, Kind.ARITHMETIC),
  /** {@code >/}: keeps a histogram's observations above a value (newer grammar). */
  TRIM_LOWER(">/", 3, Kind.ARITHMETIC),
  /** {@code +}. */
  ADD("+", 4, Kind.ARITHMETIC),
  /** {@code -}. */
  SUBTRACT("-", 4, Kind.ARITHMETIC),
  /** {@code *}. */
  MULTIPLY("*", 5, Kind.ARITHMETIC),
  /** {@code /}. */
  DIVIDE("/", 5, Kind.ARITHMETIC),
  /** {@code %}. */
  MODULO("%", 5, Kind.ARITHMETIC),
  /** {@code atan2}. */
  ATAN2("atan2", 5, Kind.ARITHMETIC),
  /** {@code ^}, the only one that groups from the right. */
  POWER("^", 6, Kind.ARITHMETIC);

  private final String symbol;
  private final int precedence;
  private final Kind kind;

  BinaryOperator(String symbol, int precedence, Kind kind) {
    this.symbol = symbol;
    this.precedence = precedence;
    this.kind = kind;
  }

  /** The operator as the canonical text writes it. */
  public String symbol() {
    return symbol;
  }

  /** How strongly it binds, 1 (weakest) to 6. */
  public int precedence() {
    return precedence;
  }

  /** Whether it is {@code and}, {@code or} or {@code unless}. */
  public boolean isSet() {
    return kind == Kind.SET;
  }

  /** Whether it compares, so that {@code bool} may follow. */
  public boolean isComparison() {
    return kind == Kind.COMPARISON;
  }

  /** Whether it computes a new value. */
  public boolean isArithmetic() {
    return kind == Kind.ARITHMETIC;
  }

  private enum Kind {
    SET,
    COMPARISON,
    ARITHMETIC
  }
}
