package com.scanium.sightline.traceql;

import com.scanium.sightline.text.Span;
import java.util.List;

/** The characters of a query and the place in them; records errors. */
final class Cursor {
  /** Ends parsing; the error is recorded already. */
  static final class Stop extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Stop() {
      super("stop", null, false, false);
    }
  }

  private static final String NO_ATTRIBUTE = "{}()=~!<>&|^,\"`";

  private final String query;
  private final List<TraceQlError> errors;
  private int at;
  private int end;

  Cursor(String query, List<TraceQlError> errors) {
    this.query = query;
    this.errors = errors;
    skip();
  }

  /** The next character; NUL at the end. */
  char peek() {
    return charAt(at);
  }

  int at() {
    return at;
  }

  /** Behind the last thing that was taken. */
  int end() {
    return end;
  }

  boolean isAtEnd() {
    return at >= query.length();
  }

  boolean startsWith(String text) {
    return query.startsWith(text, at);
  }

  boolean takeIf(String text) {
    boolean found = startsWith(text);
    if (found) {
      moveTo(at + text.length());
    }
    return found;
  }

  void expect(String text, String where) {
    if (!takeIf(text)) {
      throw unexpected("\"" + text + "\" " + where);
    }
  }

  private void moveTo(int place) {
    at = place;
    end = place;
    skip();
  }

  private void skip() {
    while (at < query.length() && Character.isWhitespace(query.charAt(at))) {
      at++;
    }
  }

  Stop unexpected(String expected) {
    int stop = at;
    if (isWordPart(peek())) {
      stop = wordEnd(at);
    } else if (!isAtEnd()) {
      stop = at + Character.charCount(query.codePointAt(at));
    }
    String found = isAtEnd() ? "the end of the query" : "\"" + query.substring(at, stop) + "\"";
    return stop(new Span(at, stop), "unexpected " + found + "; expected " + expected);
  }

  Stop stop(Span span, String message) {
    errors.add(new TraceQlError(TraceQlError.Kind.SYNTAX, span, message));
    return new Stop();
  }

  void type(Span span, String message) {
    errors.add(new TraceQlError(TraceQlError.Kind.TYPE, span, message));
  }

  /** The word ahead: letters, digits, underscores, and a colon between two words. */
  String word() {
    int stop = wordEnd(at);
    if (charAt(stop) == ':' && isWordStart(charAt(stop + 1))) {
      stop = wordEnd(stop + 1);
    }
    return query.substring(at, stop);
  }

  void takeWord(String word) {
    moveTo(at + word.length());
  }

  private int wordEnd(int from) {
    int stop = from;
    while (isWordPart(charAt(stop))) {
      stop++;
    }
    return stop;
  }

  /** A scope's dot stands directly behind it. */
  boolean isDotBehind(String word) {
    return charAt(at + word.length()) == '.';
  }

  /** The name of an attribute, of plain and quoted parts; the place must be behind the dot. */
  String attribute() {
    StringBuilder name = new StringBuilder();
    int stop = at;
    while (stop < query.length()) {
      char c = query.charAt(stop);
      if (c == '"') {
        int close = closing(stop);
        name.append(unquoted(stop + 1, close));
        stop = close + 1;
      } else if (variableEnd(stop) > stop) {
        name.append(query, stop, variableEnd(stop));
        stop = variableEnd(stop);
      } else if (Character.isWhitespace(c) || NO_ATTRIBUTE.indexOf(c) >= 0) {
        break;
      } else {
        name.append(c);
        stop++;
      }
    }
    moveTo(stop);
    return name.toString();
  }

  /** A string in double quotes (with escapes) or back quotes, without them. */
  String string() {
    if (peek() == '`') {
      int close = query.indexOf('`', at + 1);
      if (close < 0) {
        throw stop(new Span(at, query.length()), "the string is not closed");
      }
      String text = query.substring(at + 1, close);
      moveTo(close + 1);
      return text;
    }
    int close = closing(at);
    String text = unquoted(at + 1, close);
    moveTo(close + 1);
    return text;
  }

  private int closing(int open) {
    int stop = open + 1;
    while (stop < query.length() && query.charAt(stop) != '"') {
      stop += query.charAt(stop) == '\\' ? 2 : 1;
    }
    if (stop >= query.length()) {
      throw stop(new Span(open, query.length()), "the string is not closed");
    }
    return stop;
  }

  private String unquoted(int from, int to) {
    StringBuilder out = new StringBuilder();
    int i = from;
    while (i < to) {
      char c = query.charAt(i);
      boolean escaped = c == '\\' && i + 1 < to;
      char next = escaped ? query.charAt(i + 1) : c;
      out.append(escaped && next == 'n' ? '\n' : escaped && next == 't' ? '\t' : next);
      i += escaped ? 2 : 1;
    }
    return out.toString();
  }

  boolean isNumberNext() {
    return Character.isDigit(peek()) || (peek() == '.' && Character.isDigit(charAt(at + 1)));
  }

  /** A number with its unit, if any. */
  String number() {
    int stop = at;
    while (isWordPart(charAt(stop))
        || (charAt(stop) == '.' && Character.isDigit(charAt(stop + 1)))
        || charAt(stop) == 'µ') {
      stop++;
    }
    String text = query.substring(at, stop);
    moveTo(stop);
    return text;
  }

  /** A variable with what is glued to it, {@code ${min}ms}; empty when none is ahead. */
  String variable() {
    int stop = variableEnd(at);
    if (stop == at) {
      return "";
    }
    while (isWordPart(charAt(stop)) || variableEnd(stop) > stop) {
      stop = Math.max(stop + 1, variableEnd(stop));
    }
    String text = query.substring(at, stop);
    moveTo(stop);
    return text;
  }

  private int variableEnd(int from) {
    if (query.startsWith("${", from)) {
      int close = query.indexOf('}', from);
      return close < 0 ? from : close + 1;
    }
    if (query.startsWith("[[", from)) {
      int close = query.indexOf("]]", from);
      return close < 0 ? from : close + 2;
    }
    boolean dollar = charAt(from) == '$' && isWordStart(charAt(from + 1));
    return dollar ? wordEnd(from + 1) : from;
  }

  private char charAt(int index) {
    return index >= 0 && index < query.length() ? query.charAt(index) : '\0';
  }

  static boolean isWordStart(char c) {
    return c == '_' || Character.isLetter(c);
  }

  private static boolean isWordPart(char c) {
    return c == '_' || Character.isLetterOrDigit(c);
  }
}
