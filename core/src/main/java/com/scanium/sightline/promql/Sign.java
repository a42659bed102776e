package com.scanium.sightline.promql;

/** A sign before an operand. */
public enum Sign {
  /** {@code +}. */
  PLUS("+"),
  /** {@code -}. */
  MINUS("-");

  private final String symbol;

  Sign(String symbol) {
    this.symbol = symbol;
  }

  /** The sign as it is written. */
  public String symbol() {
    return symbol;
  }
}
