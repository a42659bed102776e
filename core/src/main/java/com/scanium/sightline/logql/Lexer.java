package com.scanium.sightline.logql;

import com.scanium.sightline.text.Span;
import java.util.ArrayList;
import java.util.List;

/** Splits a query into tokens, as Loki's lexer does, dashboards' variables added. */
final class Lexer {
  private static final String[] SIGNS = {
    "|=", "|~", "|>", "!=", "!~", "!>", "=~", "==", ">=", "<=", "{", "}", "(", ")", ",", "=", ">",
    "<", "|", "+", "-", "*", "/", "%", "^"
  };

  private final String query;
  private final List<LogQlError> errors;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  Lexer(String query, List<LogQlError> errors) {
    this.query = query;
    this.errors = errors;
  }

  List<Token> tokens() {
    while (at < query.length()) {
      char c = query.charAt(at);
      if (Character.isWhitespace(c)) {
        at++;
      } else if (c == '#') {
        int end = query.indexOf('\n', at);
        at = end < 0 ? query.length() : end;
      } else {
        token(c);
      }
    }
    tokens.add(new Token(Token.Kind.END, "", Span.at(query.length())));
    return tokens;
  }

  private void token(char c) {
    int variable = Placeholders.end(query, at);
    if (c == '"' || c == '`') {
      string(c);
    } else if (variable > at || isWordStart(c)) {
      word();
    } else if (c == '[') {
      range();
    } else if (isDigit(at) || (c == '.' && isDigit(at + 1))) {
      number();
    } else if (query.startsWith("--", at) && isWordStart(charAt(at + 2))) {
      int end = at + 2;
      while (isWordPart(charAt(end)) || charAt(end) == '-') {
        end++;
      }
      add(Token.Kind.FLAG, end);
    } else {
      sign();
    }
  }

  private void sign() {
    for (String sign : SIGNS) {
      if (query.startsWith(sign, at)) {
        add(Token.Kind.SIGN, at + sign.length());
        return;
      }
    }
    int end = at + Character.charCount(query.codePointAt(at));
    Span span = new Span(at, end);
    error(span, "unexpected " + "\"" + query.substring(at, end) + "\"");
    add(Token.Kind.BAD, end);
  }

  /** A name; variables may stand in it, and one alone is a token of its own sort. */
  private void word() {
    int start = at;
    int end = at;
    boolean plain = false;
    while (end < query.length()) {
      int variable = Placeholders.end(query, end);
      if (variable > end) {
        end = variable;
      } else if (isWordPart(query.charAt(end))) {
        end++;
        plain = true;
      } else {
        break;
      }
    }
    boolean alone = !plain || Placeholders.end(query, start) == end;
    add(alone ? Token.Kind.VARIABLE : Token.Kind.WORD, end);
  }

  private void string(char quote) {
    int end = at + 1;
    boolean escapes = quote == '"';
    while (end < query.length() && query.charAt(end) != quote) {
      char c = query.charAt(end);
      if (escapes && c == '\n') {
        break;
      }
      if (escapes && c == '\\') {
        end = escape(end);
      } else {
        end++;
      }
    }
    boolean closed = end < query.length() && query.charAt(end) == quote;
    if (!closed) {
      error(new Span(at, Math.min(end, query.length())), "the string is not closed");
    }
    add(
        closed ? Token.Kind.STRING : Token.Kind.BAD,
        Math.min(closed ? end + 1 : end, query.length()));
  }

  private int escape(int backslash) {
    int length = GoStrings.escapeLength(query, backslash, query.length());
    if (length == 0) {
      int end = Math.min(backslash + 2, query.length());
      Span span = new Span(backslash, end);
      errors.add(
          new LogQlError(
              LogQlError.Kind.REFUSED,
              span,
              "unknown escape "
                  + query.substring(backslash, end)
                  + "; write \"\\\\\" or back quotes"));
      return end;
    }
    return backslash + length;
  }

  /** {@code [5m]} is one token; its inside is checked by the parser. */
  private void range() {
    int end = at + 1;
    while (end < query.length() && query.charAt(end) != ']' && query.charAt(end) != '[') {
      int variable = Placeholders.end(query, end);
      end = Math.max(end + 1, variable);
    }
    int nested = Placeholders.end(query, end);
    if (nested > end && end < query.length()) {
      end = nested;
    }
    if (charAt(end) == ']') {
      add(Token.Kind.RANGE, end + 1);
    } else {
      error(new Span(at, Math.min(end, query.length())), "missing closing \"]\" in the range");
      add(Token.Kind.BAD, Math.min(end, query.length()));
    }
  }

  private void number() {
    int end = at;
    if (query.startsWith("0x", at) || query.startsWith("0X", at)) {
      end += 2;
      while (Character.digit(charAt(end), 16) >= 0) {
        end++;
      }
    } else {
      while (isDigit(end) || charAt(end) == '.' || charAt(end) == '_') {
        end++;
      }
      int exponent = end + (charAt(end + 1) == '+' || charAt(end + 1) == '-' ? 2 : 1);
      if ((charAt(end) == 'e' || charAt(end) == 'E') && isDigit(exponent)) {
        end = exponent;
        while (isDigit(end)) {
          end++;
        }
      }
    }
    int unit = end;
    while (isWordPart(charAt(unit)) || charAt(unit) == '.') {
      unit++;
    }
    String whole = query.substring(at, unit);
    if (unit > end && Durations.isDuration(whole)) {
      add(Token.Kind.DURATION, unit);
    } else if (unit > end && Durations.isBytes(whole)) {
      add(Token.Kind.BYTES, unit);
    } else {
      add(Token.Kind.NUMBER, end);
    }
  }

  private void add(Token.Kind kind, int end) {
    tokens.add(new Token(kind, query.substring(at, end), new Span(at, end)));
    at = end;
  }

  private void error(Span span, String message) {
    errors.add(new LogQlError(LogQlError.Kind.SYNTAX, span, message));
  }

  private char charAt(int index) {
    return index < query.length() ? query.charAt(index) : '\0';
  }

  private boolean isDigit(int index) {
    char c = charAt(index);
    return c >= '0' && c <= '9';
  }

  private static boolean isWordStart(char c) {
    return c == '_' || Character.isLetter(c);
  }

  private static boolean isWordPart(char c) {
    return c == '_' || Character.isLetterOrDigit(c);
  }
}
