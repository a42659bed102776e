package com.scanium.sightline.alloy.eval;

/** What stands between the percent sign and the verb of a format. */
final class GoFlags {
  boolean plus;
  boolean minus;
  boolean sharp;
  boolean space;
  boolean zero;

  /** The form of a value in source code: {@code %#v}. */
  boolean isSource;

  /** The names of fields: {@code %+v}. */
  boolean isNamed;

  int width = -1;
  int precision = -1;

  /** Takes a flag; says whether the character is one. */
  boolean take(char c) {
    switch (c) {
      case '#' -> sharp = true;
      case '0' -> zero = true;
      case '+' -> plus = true;
      case '-' -> minus = true;
      case ' ' -> space = true;
      default -> {
        return false;
      }
    }
    return true;
  }

  /** What sharp and plus mean is another thing for the verb {@code v}. */
  void readFor(int verb) {
    if (verb == 'v') {
      isSource = sharp;
      isNamed = plus;
      sharp = false;
      plus = false;
    }
  }

  /** Whether zeros fill a number up to its width. */
  boolean fillsWithZeros() {
    return zero && !minus && width >= 0;
  }

  /** A text filled up to its width. */
  String padded(String text) {
    int missing = width - text.codePointCount(0, text.length());
    if (missing <= 0) {
      return text;
    }
    return minus ? text + " ".repeat(missing) : (zero ? "0" : " ").repeat(missing) + text;
  }
}
