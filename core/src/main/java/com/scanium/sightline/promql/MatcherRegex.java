package com.scanium.sightline.promql;

import com.scanium.sightline.regex.Regex;
import org.jspecify.annotations.Nullable;

/** The regular expressions of matchers: RE2, fully anchored, where {@code .} matches line ends. */
final class MatcherRegex {
  /**
   * Longer expressions are taken as right: the engine's time grows with the square of the length.
   */
  private static final int LONGEST = 50_000;

  private MatcherRegex() {}

  /** What is wrong with an expression, or null when it is right. */
  static @Nullable String flaw(String regex) {
    if (isPlain(regex) || regex.length() > LONGEST) {
      return null;
    }
    String forRe2 = normalized(regex);
    return forRe2 == null ? "unexpected )" : Regex.anchored(forRe2).problem().orElse(null);
  }

  /** Whether a right expression matches the empty text. */
  static boolean matchesEmpty(String regex) {
    String forRe2 = regex.length() > LONGEST ? null : normalized(regex);
    return forRe2 != null && Regex.anchored(forRe2).regex().map(Regex::matchesEmpty).orElse(false);
  }

  /**
   * The same expression, written so that it can be wrapped and that RE2J reads it as Go does:
   * quoting by {@code \\Q} is closed, a brace that counts nothing is escaped. Prometheus parses the
   * expression alone before it wraps it, so a parenthesis closed too often gives null.
   */
  private static @Nullable String normalized(String regex) {
    StringBuilder out = new StringBuilder(regex.length() + 2);
    int open = 0;
    int at = 0;
    while (at < regex.length()) {
      int start = at;
      char c = regex.charAt(at++);
      if (c == '\\') {
        at = regex.startsWith("Q", at) ? endOfQuote(regex, at) : endOfEscape(regex, at);
      } else if (c == '[') {
        at = endOfClass(regex, at);
      } else if (c == '(') {
        open++;
      } else if (c == ')') {
        if (--open < 0) {
          return null;
        }
      } else if (c == '{' && !isCount(regex, at)) {
        out.append('\\');
      }
      out.append(regex, start, at);
      if (at > start + 1 && c == '\\' && regex.charAt(start + 1) == 'Q' && !endsQuote(out)) {
        out.append("\\E");
      }
    }
    return out.toString();
  }

  private static boolean endsQuote(StringBuilder text) {
    int length = text.length();
    return length >= 4 && text.charAt(length - 2) == '\\' && text.charAt(length - 1) == 'E';
  }

  private static int endOfQuote(String regex, int at) {
    int end = regex.indexOf("\\E", at);
    return end < 0 ? regex.length() : end + 2;
  }

  private static int endOfEscape(String regex, int at) {
    boolean braced = at + 1 < regex.length() && regex.charAt(at + 1) == '{';
    if (braced && "pPx".indexOf(regex.charAt(at)) >= 0) {
      int close = regex.indexOf('}', at);
      return close < 0 ? regex.length() : close + 1;
    }
    return Math.min(at + 1, regex.length());
  }

  private static int endOfClass(String regex, int start) {
    int at = start;
    if (regex.startsWith("^", at)) {
      at++;
    }
    if (regex.startsWith("]", at)) {
      at++;
    }
    while (at < regex.length() && regex.charAt(at) != ']') {
      if (regex.startsWith("[:", at) && regex.indexOf(":]", at + 2) > 0) {
        at = regex.indexOf(":]", at + 2) + 2;
      } else {
        at += regex.charAt(at) == '\\' ? 2 : 1;
      }
    }
    return Math.min(at + 1, regex.length());
  }

  /** Whether {@code n}, {@code n,} or {@code n,m} and a closing brace stand here. */
  private static boolean isCount(String regex, int start) {
    int at = digitsEnd(regex, start);
    if (at == start) {
      return false;
    }
    if (regex.startsWith(",", at)) {
      at = digitsEnd(regex, at + 1);
    }
    return regex.startsWith("}", at);
  }

  private static int digitsEnd(String regex, int start) {
    int at = start;
    while (at < regex.length() && Lexer.isDigit(regex.charAt(at))) {
      at++;
    }
    return at;
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
        case '[' -> {
          i = endOfPlainClass(regex, i + 1);
          if (i < 0) {
            return false;
          }
          repeatable = true;
        }
        case '{' -> {
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

  /**
   * The offset of the bracket that closes a class of ASCII letters, digits, underscores and ranges
   * of them, or -1 when the class holds anything else.
   */
  private static int endOfPlainClass(String regex, int start) {
    int at = regex.startsWith("^", start) ? start + 1 : start;
    int first = at;
    while (at < regex.length() && Lexer.isAlphaNumeric(regex.charAt(at))) {
      if (regex.startsWith("-", at + 1)) {
        if (at + 2 >= regex.length()
            || !Lexer.isAlphaNumeric(regex.charAt(at + 2))
            || regex.charAt(at + 2) < regex.charAt(at)) {
          return -1;
        }
        at += 2;
      }
      at++;
    }
    return at > first && regex.startsWith("]", at) ? at : -1;
  }
}
