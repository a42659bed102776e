package com.scanium.sightline.promql;

/** How a label matcher compares. */
public enum MatchOperator {
  /** The value is equal. */
  EQUAL("="),
  /** The value is another one. */
  NOT_EQUAL("!="),
  /** The whole value matches the RE2 expression. */
  REGEX("=~"),
  /** The whole value doesn't match the RE2 expression. */
  NOT_REGEX("!~");

  private final String symbol;

  MatchOperator(String symbol) {
    this.symbol = symbol;
  }

  /** The operator as it is written. */
  public String symbol() {
    return symbol;
  }

  /** Whether the value is a regular expression. */
  public boolean isRegex() {
    return this == REGEX || this == NOT_REGEX;
  }

  /** Whether a match excludes the series. */
  public boolean isNegated() {
    return this == NOT_EQUAL || this == NOT_REGEX;
  }
}
