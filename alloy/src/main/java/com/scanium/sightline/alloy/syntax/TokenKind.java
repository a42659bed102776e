package com.scanium.sightline.alloy.syntax;

/** The kinds of tokens that the language has, each with the spelling that messages use. */
public enum TokenKind {
  /** A character that starts no token, or a single-quoted string. */
  ILLEGAL("ILLEGAL"),
  /** The end of the text. */
  EOF("EOF"),
  /** A line or block comment. */
  COMMENT("COMMENT"),
  /** A name. */
  IDENT("IDENT"),
  /** A whole number. */
  NUMBER("NUMBER"),
  /** A number with a fraction or an exponent. */
  FLOAT("FLOAT"),
  /** A double-quoted or raw string, quotes included. */
  STRING("STRING"),
  /** The word {@code true} or {@code false}. */
  BOOL("BOOL"),
  /** The word {@code null}. */
  NULL("NULL"),
  /** The operator {@code ||}. */
  OR("||"),
  /** The operator {@code &&}. */
  AND("&&"),
  /** The operator {@code !}. */
  NOT("!"),
  /** The sign {@code =} between a name and its value. */
  ASSIGN("="),
  /** The operator {@code ==}. */
  EQ("=="),
  /** The operator {@code !=}. */
  NEQ("!="),
  /** The operator {@code <}. */
  LT("<"),
  /** The operator {@code <=}. */
  LTE("<="),
  /** The operator {@code >}. */
  GT(">"),
  /** The operator {@code >=}. */
  GTE(">="),
  /** The operator {@code +}. */
  ADD("+"),
  /** The operator {@code -}, binary or unary. */
  SUB("-"),
  /** The operator {@code *}. */
  MUL("*"),
  /** The operator {@code /}. */
  DIV("/"),
  /** The operator {@code %}. */
  MOD("%"),
  /** The operator {@code ^}. */
  POW("^"),
  /** An opening brace. */
  LCURLY("{"),
  /** A closing brace. */
  RCURLY("}"),
  /** An opening parenthesis. */
  LPAREN("("),
  /** A closing parenthesis. */
  RPAREN(")"),
  /** An opening bracket. */
  LBRACK("["),
  /** A closing bracket. */
  RBRACK("]"),
  /** The comma between elements, fields and arguments. */
  COMMA(","),
  /** The dot of a name or an access. */
  DOT("."),
  /** The end of a statement: a line end where one counts, or the end of the text. */
  TERMINATOR("TERMINATOR");

  private final String spelling;

  TokenKind(String spelling) {
    this.spelling = spelling;
  }

  /** The token as messages print it: the operator itself, or the kind's name. */
  public String spelling() {
    return spelling;
  }
}
