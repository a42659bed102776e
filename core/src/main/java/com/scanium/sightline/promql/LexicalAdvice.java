package com.scanium.sightline.promql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says what could stand where the lexer found no token. */
final class LexicalAdvice {
  private static final String MATCHERS = "\"=\", \"!=\", \"=~\" or \"!~\"";

  private final String input;
  private final int at;

  /**
   * @param at where the lexer stopped
   */
  LexicalAdvice(String input, int at) {
    this.input = input;
    this.at = at;
  }

  /** What could stand there, or null when that can't be said. */
  @Nullable String expected(Lexer lexer) {
    char found = at < input.length() ? input.charAt(at) : 0;
    if (isQuote(found)) {
      return lexer.problem.startsWith("unterminated")
          ? "a closing " + found
          : lexer.problem.contains("escape") ? "an escape such as \\n, \\\\ or \\u00e9" : null;
    }
    if (lexer.isInBraces()) {
      return inBraces(found);
    }
    if (Lexer.isDigit(found) || found == '.') {
      return "a number or a duration";
    }
    if (lexer.isInBrackets()) {
      char before = before();
      boolean complete = Lexer.isAlphaNumeric(before) || before == ')';
      return complete ? "\":\" or \"]\"" : before == ':' ? "a duration or \"]\"" : "a duration";
    }
    return switch (found) {
      case 0 -> lexer.isInParentheses() ? atEnd() : null;
      case '!' -> "\"!=\"";
      case '=' -> "\"==\"";
      default -> null;
    };
  }

  private String atEnd() {
    char before = before();
    boolean complete =
        Lexer.isAlphaNumeric(before) || isQuote(before) || ")]}".indexOf(before) >= 0;
    return complete ? "\")\"" : "an expression";
  }

  private @Nullable String inBraces(char found) {
    char before = before();
    if (found == '!') {
      return MATCHERS;
    }
    if (before == '{' || before == ',') {
      return "a label name or \"}\"";
    }
    if (before == '=' || before == '~') {
      return "a string";
    }
    return isQuote(before) ? "\",\" or \"}\"" : Lexer.isAlphaNumeric(before) ? MATCHERS : null;
  }

  /** Operators that other languages write with other characters. */
  List<String> suggestions() {
    return switch (at < input.length() ? input.charAt(at) : 0) {
      case '&' -> List.of("and");
      case '|' -> List.of("or");
      default -> List.of();
    };
  }

  private static boolean isQuote(char c) {
    return c == '"' || c == '\'' || c == '`';
  }

  /** The last character before the place that is no blank, or 0. */
  private char before() {
    int i = at - 1;
    while (i >= 0 && Lexer.isSpace(input.charAt(i))) {
      i--;
    }
    return i < 0 ? 0 : input.charAt(i);
  }
}
