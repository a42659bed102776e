package com.scanium.sightline.promql;

/** Finds the end of a number or a duration, in the way that Prometheus' scanner does. */
final class NumberScanner {
  private final String input;
  private final int length;
  private int position;

  NumberScanner(String input) {
    this.input = input;
    this.length = input.length();
  }

  /** Reads from an offset on: a number, a duration, or an error that ends at the flaw. */
  TokenKind scan(int start) {
    position = start;
    if (number()) {
      return TokenKind.NUMBER;
    }
    return restOfDuration() ? TokenKind.DURATION : TokenKind.ERROR;
  }

  /** Where the reading ended. */
  int end() {
    return position;
  }

  /** Reads what may be a number; false when it can't be one, having read up to the flaw. */
  private boolean number() {
    int from = position;
    boolean hex = false;
    if (accept('0') && (accept('x') || accept('X'))) {
      accept('_');
      hex = true;
    }
    accept('.');
    if (isDigitOf(peek(), hex)) {
      position++;
    }
    boolean dot = false;
    boolean exponent = false;
    while (true) {
      char c = peek();
      if (c == '.') {
        if (dot) {
          position++;
          return false;
        }
        position++;
        dot = true;
        if (acceptOneOf("_.") || hex) {
          return false;
        }
      } else if (c == 'e' || c == 'E') {
        if (exponent) {
          position++;
          return false;
        }
        position++;
        exponent = true;
        if (peek() == '+' || peek() == '-') {
          position++;
        }
        if (acceptOneOf("._eE") || position >= length) {
          return false;
        }
      } else if (c == '_') {
        position++;
        if (acceptOneOf("._eE") || position >= length) {
          return false;
        }
      } else if (isDigitOf(c, hex)) {
        do {
          position++;
        } while (isDigitOf(peek(), hex));
      } else {
        break;
      }
    }
    return position > from && !Lexer.isAlphaNumeric(peek());
  }

  private boolean restOfDuration() {
    if (!acceptOneOf("smhdwy")) {
      return false;
    }
    accept('s');
    while (Lexer.isDigit(peek())) {
      do {
        position++;
      } while (Lexer.isDigit(peek()));
      if (!acceptOneOf("smhdw")) {
        return false;
      }
      accept('s');
    }
    return !Lexer.isAlphaNumeric(peek());
  }

  /** The next character; NUL at the end of the input, which belongs to no set asked for here. */
  private char peek() {
    return position < length ? input.charAt(position) : '\0';
  }

  private boolean accept(char c) {
    if (position < length && input.charAt(position) == c) {
      position++;
      return true;
    }
    return false;
  }

  private boolean acceptOneOf(String set) {
    if (position < length && set.indexOf(input.charAt(position)) >= 0) {
      position++;
      return true;
    }
    return false;
  }

  private static boolean isDigitOf(char c, boolean hex) {
    return Lexer.isDigit(c) || (hex && ((c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F')));
  }
}
