package com.scanium.sightline.promql;

import com.scanium.sightline.regex.Regex;
import org.jspecify.annotations.Nullable;

/** The regular expressions of matchers: RE2, fully anchored, where {@code .} matches line ends. */
final class MatcherRegex {
  private MatcherRegex() {}

  /** What is wrong with an expression, or null when it is right. */
  static @Nullable String flaw(String regex) {
    if (isPlain(regex)) {
      return null;
    }
    return Regex.anchored(regex).problem().orElse(null);
  }

  /** Whether a right expression matches the empty text. */
  static boolean matchesEmpty(String regex) {
    return Regex.anchored(regex).orElseThrow().matchesEmpty();
  }

  /**
   * Whether the expression is of the simple kind that most are: literal characters, dots,
   * alternatives, groups and single repetitions, which is right without trying.
   */
  private static boolean isPlain(String regex) {
    int open = 0;
    boolean repeatable = false;
    for (int i = 0; i < regex.length(); i++) {
      char c = regex.charAt(i);
      switch (c) {
        case '*', '+', '?' -> {
          if (!repeatable) {
            return false;
          }
          repeatable = false;
        }
        case '(' -> {
          open++;
          repeatable = false;
          if (open > 100 || (i + 1 < regex.length() && regex.charAt(i + 1) == '?')) {
            return false;
          }
        }
        case ')' -> {
          if (--open < 0) {
            return false;
          }
          repeatable = true;
        }
        case '|', '^', '$' -> repeatable = false;
        case '\\' -> {
          i++;
          if (i >= regex.length() || "dDsSwW.-/+*?()[]{}|^$\\".indexOf(regex.charAt(i)) < 0) {
            return false;
          }
          repeatable = true;
        }
        case '[', '{' -> {
          return false;
        }
        default -> {
          if (c >= 0xD800 && c <= 0xDFFF) {
            return false;
          }
          repeatable = true;
        }
      }
    }
    return open == 0;
  }
}
