package com.scanium.sightline.alloy.syntax;

/** The kinds of literal values. */
public enum LiteralKind {
  /** The word {@code null}. */
  NULL,
  /** {@code true} or {@code false}. */
  BOOL,
  /** A whole number. */
  NUMBER,
  /** A number with a fraction or an exponent. */
  FLOAT,
  /** A double-quoted or raw (back-quoted) string. */
  STRING
}
