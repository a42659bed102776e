package com.scanium.sightline.alloy.syntax;

/** The operators of expressions. */
public enum Operator {
  /** Logical or; evaluates both sides. */
  OR("||", 1),
  /** Logical and; evaluates both sides. */
  AND("&&", 2),
  /** Equality; values of different types are not equal. */
  EQ("==", 3),
  /** Inequality. */
  NEQ("!=", 3),
  /** Less than. */
  LT("<", 3),
  /** Less than or equal. */
  LTE("<=", 3),
  /** Greater than. */
  GT(">", 3),
  /** Greater than or equal. */
  GTE(">=", 3),
  /** Addition, or concatenation of strings. */
  ADD("+", 4),
  /** Subtraction; with one operand, negation. */
  SUB("-", 4),
  /** Multiplication. */
  MUL("*", 5),
  /** Division. */
  DIV("/", 5),
  /** Remainder. */
  MOD("%", 5),
  /** Power; right-associative. */
  POW("^", 6),
  /** Logical not; takes one operand. */
  NOT("!", 0);

  private final String symbol;
  private final int precedence;

  Operator(String symbol, int precedence) {
    this.symbol = symbol;
    this.precedence = precedence;
  }

  /** The operator as written. */
  public String symbol() {
    return symbol;
  }

  /** How tightly it binds between two operands, from 1; 0 when it never stands between two. */
  public int precedence() {
    return precedence;
  }
}
