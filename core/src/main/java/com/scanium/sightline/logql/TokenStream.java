package com.scanium.sightline.logql;

import com.scanium.sightline.text.Span;
import java.util.List;

/** The tokens of a query and the place in them; records errors. */
final class TokenStream {
  /** Ends parsing; the error is recorded already. */
  static final class Stop extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Stop() {
      super("stop", null, false, false);
    }
  }

  private final String query;
  private final List<Token> tokens;
  private final List<LogQlError> errors;
  private int next;

  TokenStream(String query, List<LogQlError> errors) {
    this.query = query;
    this.errors = errors;
    this.tokens = new Lexer(query, errors).tokens();
  }

  String query() {
    return query;
  }

  Token peek() {
    return tokens.get(next);
  }

  Token peek(int ahead) {
    return tokens.get(Math.min(next + ahead, tokens.size() - 1));
  }

  Token take() {
    Token token = tokens.get(next);
    if (next < tokens.size() - 1) {
      next++;
    }
    return token;
  }

  boolean takeIf(String sign) {
    boolean found = peek().is(sign);
    if (found) {
      take();
    }
    return found;
  }

  boolean takeWordIf(String word) {
    boolean found = peek().isWord(word);
    if (found) {
      take();
    }
    return found;
  }

  Token expect(String sign, String where) {
    if (!peek().is(sign)) {
      throw unexpected("\"" + sign + "\" " + where);
    }
    return take();
  }

  /** The offset behind the last token that was taken. */
  int end() {
    return next == 0 ? 0 : tokens.get(next - 1).span().end();
  }

  boolean isAtEnd() {
    return peek().isKind(Token.Kind.END);
  }

  Stop unexpected(String expected) {
    Token found = peek();
    // the lexer has said what is wrong with this one
    if (!found.isKind(Token.Kind.BAD)) {
      syntax(found.span(), "unexpected " + found.shown() + "; expected " + expected);
    }
    return new Stop();
  }

  Stop stop(Span span, String message) {
    syntax(span, message);
    return new Stop();
  }

  void syntax(Span span, String message) {
    errors.add(new LogQlError(LogQlError.Kind.SYNTAX, span, message));
  }

  void rule(Span span, String message) {
    errors.add(new LogQlError(LogQlError.Kind.RULE, span, message));
  }

  void refused(Span span, String message) {
    errors.add(new LogQlError(LogQlError.Kind.REFUSED, span, message));
  }

  /** A label's name, a variable included. */
  LogQlText name(String expected) {
    Token token = peek();
    if (!token.isKind(Token.Kind.WORD) && !token.isKind(Token.Kind.VARIABLE)) {
      throw unexpected(expected);
    }
    take();
    return new LogQlText(token.text(), LogQlText.Notation.BARE, token.span());
  }

  boolean isNameNext() {
    return peek().isKind(Token.Kind.WORD) || peek().isKind(Token.Kind.VARIABLE);
  }

  /** A string, or a variable in its place. */
  LogQlText string(String where) {
    Token token = peek();
    if (token.isKind(Token.Kind.VARIABLE)) {
      return name(where);
    }
    if (!token.isKind(Token.Kind.STRING)) {
      throw unexpected("a string " + where);
    }
    take();
    int from = token.span().start() + 1;
    int to = token.span().end() - 1;
    boolean raw = token.text().startsWith("`");
    return new LogQlText(
        raw ? query.substring(from, to) : GoStrings.unquoted(query, from, to),
        raw ? LogQlText.Notation.RAW : LogQlText.Notation.QUOTED,
        token.span());
  }

  boolean isStringNext() {
    return peek().isKind(Token.Kind.STRING) || peek().isKind(Token.Kind.VARIABLE);
  }

  /** A number with an optional sign, or a variable in its place. */
  LogQlText number(String expected, Token.Kind... kinds) {
    int start = peek().span().start();
    boolean signed = peek().is("-") || peek().is("+");
    Token token = signed ? peek(1) : peek();
    if (!List.of(kinds).contains(token.kind())) {
      if (signed) {
        take();
      }
      throw unexpected(expected);
    }
    if (signed) {
      take();
    }
    take();
    return new LogQlText(
        query.substring(start, token.span().end()),
        LogQlText.Notation.BARE,
        new Span(start, token.span().end()));
  }
}
